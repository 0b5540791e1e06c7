//! Transactions that begin and end anywhere, and statements of the host's own in them.

use crate::case::Case;
use crm_tests::pair::{Call, Held};

/// Savepoints inside one another, at most.
const DEPTH: usize = 3;

impl Case<'_> {
    /// Begins, ends or undoes transactions now and then.
    pub(crate) fn transactions(&mut self) -> Held {
        match &self.open {
            None if self.dice.percent(self.noise / 2) => {
                let user = match self.dice.percent(20) {
                    true => self.dice.one(&self.users).cloned(),
                    false => None,
                };
                self.begin(user)
            }
            None => {
                if self.dice.percent(5) {
                    let user = self.dice.one(&self.users).cloned();
                    self.pair.leave(user.as_deref());
                }
                Ok(())
            }
            Some((user, depth)) if *depth <= DEPTH && self.dice.percent(8) => {
                let user = user.clone();
                self.begin(user)
            }
            Some(_) if self.dice.percent(15) => self.end(),
            Some(_) => Ok(()),
        }
    }

    pub(crate) fn begin(&mut self, user: Option<String>) -> Held {
        if self.pair.ask(user.as_deref(), &Call::Begin)?.is_ok() {
            let depth = self.open.as_ref().map_or(0, |(_, depth)| *depth);
            self.open = Some((user, depth + 1));
        }
        Ok(())
    }

    pub(crate) fn end(&mut self) -> Held {
        match self.dice.percent(60) {
            true => self.finish(&Call::Commit),
            false => self.rollback(),
        }
    }

    pub(crate) fn rollback(&mut self) -> Held {
        self.finish(&Call::Rollback)
    }

    pub(crate) fn finish(&mut self, call: &Call) -> Held {
        let Some((user, depth)) = self.open.take() else {
            return Ok(());
        };
        let _ = self.pair.ask(user.as_deref(), call)?;
        if depth > 1 {
            self.open = Some((user, depth - 1));
        }
        Ok(())
    }

    /// A statement of the host's own, by the system or by whose transaction is open.
    pub(crate) fn state(&mut self, text: &str, values: &str) -> Held {
        let user = self.open.as_ref().and_then(|(user, _)| user.clone());
        let call = Call::Sql(text.to_owned(), values.to_owned());
        self.pair.ask(user.as_deref(), &call).map(drop)
    }
}
