//! How the steps of a job share transactions.

use super::engine::Engine;
use super::hand_over;
use super::program::Program;
use crate::Result;
use serde::Serialize;

/// How the steps run.
pub(super) struct Steps {
    /// Inside an open transaction they are nothing of their own.
    inside: bool,
    /// So many share a transaction.
    each: usize,
    /// Steps in the transaction that they share and that is open.
    open: usize,
    /// Their answers are wanted as JSON.
    json: bool,
}

impl Steps {
    pub(super) fn new(inside: bool, each: usize, json: bool) -> Self {
        Self {
            inside,
            each,
            open: 0,
            json,
        }
    }

    pub(super) fn take<T: Serialize, E: Engine>(
        &mut self,
        program: &mut Program<E>,
        work: impl FnOnce(&mut Program<E>) -> Result<T>,
    ) -> Result<T> {
        let answer = if self.inside {
            work(program)?
        } else if self.each == 1 {
            program.write(work)?
        } else {
            if self.open == 0 {
                program.begin()?;
            }
            let answer = work(program)?;
            self.open += 1;
            if self.open == self.each {
                self.end(program)?;
            }
            answer
        };
        hand_over(answer, self.json)
    }

    /// Commits what is open.
    pub(super) fn end<E: Engine>(&mut self, program: &mut Program<E>) -> Result {
        if self.open == 0 {
            return Ok(());
        }
        self.open = 0;
        program.commit()
    }
}
