//! An operation as a part of another one: in its transaction, by its actor, under its commit.

use super::context::Context;
use super::operation::{Kind, Operation};
use super::session;
use crate::base::error::Result;
use crate::base::messages::DENIED;

impl Context<'_> {
    /// Carries out another operation. It asks for its own permission and scope, and answers its own
    /// refusals; what it changes is recorded under the commit of the operation that carries it out.
    /// When it refuses, so does that one, since part of its work may be done: the whole is undone.
    ///
    /// # Errors
    /// `denied`, and those of the operation.
    pub(super) fn part<O: Operation>(&mut self, operation: &O) -> Result<O::Output> {
        debug_assert!(O::KIND == Kind::Write && self.writable, "{}", O::NAME);
        if self.actor.scope(O::NEEDS).is_none() {
            return Err(DENIED
                .error()
                .with("user", &self.actor.key)
                .with("permission", O::NEEDS.as_str()));
        }
        let needs = std::mem::replace(&mut self.needs, O::NEEDS);
        let name = std::mem::replace(&mut self.operation, O::NAME);
        let answer = session::checked::<O>(None, || operation.run(self));
        (self.needs, self.operation) = (needs, name);
        answer
    }
}
