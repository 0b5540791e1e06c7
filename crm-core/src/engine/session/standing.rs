//! What holds for a session in a transaction, and work that is no operation.

use super::super::config::{self, Config};
use super::super::open::{Open, Standing};
use super::super::retry::Retry;
use super::Session;
use crate::base::error::Result;
use crate::base::messages::DENIED;
use crate::org::access::Actor;
use crate::org::actor;
use crate::org::permission::Permission;
use crate::storage::Database;
use std::sync::Arc;

impl Session {
    /// Runs work that is no operation: in the open transaction, under a savepoint of its own, or in
    /// a transaction of its own.
    ///
    /// # Errors
    /// `denied`, and as [`Session::run`].
    pub(in super::super) fn beside<T>(
        &mut self,
        needs: Permission,
        writes: bool,
        work: impl Fn(&mut dyn Database) -> Result<T>,
    ) -> Result<T> {
        if let Some(mut open) = self.open.take() {
            let answer = open.savepoint().and_then(|()| {
                let answer = self.permitted(&mut open, needs, false);
                let answer = answer.and_then(|_| work(open.db.as_mut()));
                open.settle(answer)
            });
            open.wrote |= writes && answer.is_ok();
            self.open = Some(open);
            return answer;
        }
        let mut retry = Retry::within(self.crm.0.wait);
        loop {
            match self.beside_once(needs, writes, &work) {
                Err(error) if retry.again(&error) => {}
                answer => return answer,
            }
        }
    }

    fn beside_once<T>(
        &mut self,
        needs: Permission,
        writes: bool,
        work: &impl Fn(&mut dyn Database) -> Result<T>,
    ) -> Result<T> {
        let shared = Arc::clone(&self.crm.0);
        let mut open = Open::new(if writes {
            shared.backend.write()?
        } else {
            shared.backend.read()?
        });
        self.permitted(&mut open, needs, true)?;
        let answer = work(open.db.as_mut())?;
        if writes {
            open.db.commit()?;
            shared.committed();
        }
        Ok(answer)
    }

    /// What holds in this transaction, for an actor with a permission.
    ///
    /// # Errors
    /// `denied`.
    pub(super) fn permitted(
        &mut self,
        open: &mut Open<'_>,
        needs: Permission,
        fresh: bool,
    ) -> Result<(Arc<Config>, Arc<Actor>)> {
        let Standing { config, actor } = self.standing(open, fresh)?;
        match actor.filter(|actor| actor.scope(needs).is_some()) {
            Some(actor) => Ok((config, actor)),
            None => Err(DENIED
                .error()
                .with("user", &self.actor.key)
                .with("permission", needs.as_str())),
        }
    }

    /// What holds in this transaction. While the generation stands, that is what the session has;
    /// when it moved on, the settings and the user are read again. `fresh` says that the
    /// transaction has written nothing yet, so that what it reads is committed.
    fn standing(&mut self, open: &mut Open<'_>, fresh: bool) -> Result<Standing> {
        let db = open.db.as_mut();
        let generation = config::generation(db)?;
        if let Some(standing) = &open.standing
            && standing.config.generation == generation
        {
            return Ok(standing.clone());
        }
        let config = self.crm.0.config.at(generation, db, fresh)?;
        let actor = match self.actor.user {
            Some(user) if self.generation != generation => actor::reload(db, user)?.map(Arc::new),
            _ => Some(Arc::clone(&self.actor)),
        };
        let standing = Standing { config, actor };
        match &standing.actor {
            Some(actor) if fresh => {
                self.actor = Arc::clone(actor);
                self.generation = generation;
            }
            _ => open.standing = Some(standing.clone()),
        }
        Ok(standing)
    }
}
