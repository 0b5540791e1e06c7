//! A session: who acts, and the transaction that is open.

mod standing;

use super::ahead::Ahead;
use super::claimed::Claimed;
use super::config;
use super::context::{Context, Parts};
use super::crm::Crm;
use super::open::Open;
use super::operation::{Kind, Operation};
use super::request::Request;
use super::retry::{self, Retry};
use crate::base::error::Result;
use crate::base::handles::FORKED;
use crate::base::host_sql::SQL_CONSTRAINT;
use crate::base::id::Id;
use crate::base::limits::NESTING_MAX;
use crate::base::messages::{
    self, NO_TRANSACTION, REQUEST_ON_READ, STORAGE_ROW, TOO_DEEP, TRANSACTION_LOST,
};
use crate::operations;
use crate::org::access::Actor;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

/// One actor's session. For one thread at a time; cheap, so open one per request.
pub struct Session {
    crm: Crm,
    actor: Arc<Actor>,
    /// The committed generation of the configuration that `actor` was read at.
    generation: i64,
    open: Option<Open<'static>>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({})", self.actor.key)
    }
}

/// A session's next operation under a request key; see [`Session::request`].
#[derive(Debug)]
pub struct Keyed<'s> {
    session: &'s mut Session,
    key: String,
}

impl Keyed<'_> {
    /// Runs a write under the key.
    ///
    /// # Errors
    /// As [`Session::run`]; `request.differs` when the key was used for other arguments,
    /// `request.on_read` for a read.
    pub fn run<O: Operation>(self, operation: O) -> Result<O::Output> {
        self.session.perform(&operation, Some(&self.key))
    }
}

impl Session {
    pub(super) fn new(crm: Crm, actor: Arc<Actor>, generation: i64) -> Self {
        Self {
            crm,
            actor,
            generation,
            open: None,
        }
    }

    /// The workspace.
    #[must_use]
    pub fn crm(&self) -> &Crm {
        &self.crm
    }

    /// Who acts, as of the session's last operation.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Runs an operation: in the open transaction, or in one of its own.
    ///
    /// # Errors
    /// What the operation refuses, and what the database answers. Nothing of a failed operation is
    /// kept.
    pub fn run<O: Operation>(&mut self, operation: O) -> Result<O::Output> {
        self.perform(&operation, None)
    }

    /// Runs the next operation under a request key: a repeat answers the first answer and does
    /// nothing twice. Keys are unique per actor.
    pub fn request(&mut self, key: impl Into<String>) -> Keyed<'_> {
        Keyed {
            session: self,
            key: key.into(),
        }
    }

    /// Runs several operations as one: everything is kept when `work` answers `Ok`, nothing when
    /// it answers an error or panics. Nests.
    ///
    /// # Errors
    /// What `work` answers, and what the database answers.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.begin()?;
        match work(self) {
            Ok(answer) => self.commit().map(|()| answer),
            Err(error) => {
                // The error that ended the work says more than one met while undoing it.
                let _ = self.rollback();
                Err(error)
            }
        }
    }

    /// Begins a transaction, or a savepoint inside the open one.
    ///
    /// # Errors
    /// `busy`, `transaction.too_deep`, `storage`.
    pub fn begin(&mut self) -> Result<()> {
        let Some(open) = &mut self.open else {
            self.crm.0.ids.fill(self.crm.0.backend.as_ref())?;
            let db = self.crm.0.backend.write()?;
            self.open = Some(Open::new(db));
            return Ok(());
        };
        if open.depth >= NESTING_MAX {
            return Err(TOO_DEEP.error().with("max", NESTING_MAX));
        }
        open.savepoint()
    }

    /// Ends the innermost transaction and keeps its work; the outermost makes it durable.
    ///
    /// # Errors
    /// `transaction.none`, `transaction.lost`, `busy`, `storage`.
    pub fn commit(&mut self) -> Result<()> {
        let Some(mut open) = self.open.take() else {
            return Err(NO_TRANSACTION.error());
        };
        if open.depth > 0 {
            let released = open.release();
            self.open = Some(open);
            return released;
        }
        let Open {
            db,
            mut claimed,
            wrote,
            ..
        } = open;
        if !db.is_open() {
            return Err(TRANSACTION_LOST.error());
        }
        db.commit()?;
        claimed.keep(&self.crm.0);
        if wrote {
            self.crm.0.committed();
        }
        Ok(())
    }

    /// Ends the innermost transaction and undoes its work.
    ///
    /// # Errors
    /// `transaction.none`, `storage`.
    pub fn rollback(&mut self) -> Result<()> {
        let Some(mut open) = self.open.take() else {
            return Err(NO_TRANSACTION.error());
        };
        if open.depth > 0 && open.db.is_open() {
            let undone = open.undo();
            self.open = Some(open);
            return undone;
        }
        if open.depth > 0 {
            // The database ended the whole transaction; what is left is to count the levels down.
            open.depth -= 1;
            self.open = Some(open);
        }
        Ok(())
    }

    /// Whether a transaction is open.
    #[must_use]
    pub fn in_transaction(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn perform<O: Operation>(
        &mut self,
        operation: &O,
        request: Option<&str>,
    ) -> Result<O::Output> {
        checked::<O>(request, || match O::KIND {
            Kind::Read => self.read(operation),
            Kind::Write => self.write(operation, request),
        })
    }

    fn read<O: Operation>(&mut self, operation: &O) -> Result<O::Output> {
        if let Some(mut open) = self.open.take() {
            // Out of the session while it runs, so that a panic rolls it back.
            let answer = self.inside(&mut open, operation, None);
            self.open = Some(open);
            return answer;
        }
        let started = Instant::now();
        loop {
            let answer = retry::within(self.crm.0.wait, || self.read_once(operation))?;
            if !operation.again(&self.crm, &answer, started)? {
                return Ok(answer);
            }
        }
    }

    fn read_once<O: Operation>(&mut self, operation: &O) -> Result<O::Output> {
        operation.before(&self.crm)?;
        let mut open = Open::new(self.crm.0.backend.read()?);
        self.run_in(&mut open, operation, None, true)
    }

    fn write<O: Operation>(&mut self, operation: &O, request: Option<&str>) -> Result<O::Output> {
        if let Some(mut open) = self.open.take() {
            let answer = self.inside(&mut open, operation, request);
            self.open = Some(open);
            return answer;
        }
        let mut retry = Retry::within(self.crm.0.wait);
        let (mut first, mut spare) = (true, VecDeque::new());
        loop {
            match self.write_once(operation, request, first, &mut spare) {
                Err(error) if retry.again(&error) => first = false,
                answer => return answer,
            }
        }
    }

    /// Runs an operation in a transaction that goes on behind it: a write under a savepoint of its
    /// own.
    pub(super) fn inside<O: Operation>(
        &mut self,
        open: &mut Open<'_>,
        operation: &O,
        request: Option<&str>,
    ) -> Result<O::Output> {
        open.alive()?;
        if O::KIND == Kind::Read {
            return self.run_in(open, operation, None, false);
        }
        open.savepoint()?;
        let answer = self.run_in(open, operation, request, false);
        open.settle(answer)
    }

    /// `spare` are the ids of the tries before; a try that fails leaves its own there.
    fn write_once<O: Operation>(
        &mut self,
        operation: &O,
        request: Option<&str>,
        first: bool,
        spare: &mut VecDeque<i64>,
    ) -> Result<O::Output> {
        let shared = Arc::clone(&self.crm.0);
        shared.ids.fill(shared.backend.as_ref())?;
        // Who was in others' way once runs by itself.
        let db = if first {
            shared.backend.write_shared()?
        } else {
            shared.backend.write()?
        };
        let fresh = !db.saw_uncommitted();
        let mut open = Open::new(db);
        open.careful = !(first && open.db.round_trips());
        open.claimed = Claimed::again(std::mem::take(spare));
        let answer = self.run_in(&mut open, operation, request, fresh);
        let Open {
            db,
            mut claimed,
            wrote,
            ..
        } = open;
        let outcome = match answer {
            Ok(answer) => db.commit().map(|()| answer),
            // A refusal stands once what it was decided on does.
            Err(error) => db.rollback().and(Err(error)),
        };
        let answer = match outcome {
            Ok(answer) => answer,
            Err(error) => {
                *spare = claimed.unused();
                return Err(error);
            }
        };
        claimed.keep(&shared);
        if wrote {
            shared.committed();
        }
        Ok(answer)
    }

    /// The steps of every operation, in the design's order.
    fn run_in<O: Operation>(
        &mut self,
        open: &mut Open<'_>,
        operation: &O,
        request: Option<&str>,
        fresh: bool,
    ) -> Result<O::Output> {
        let user = self.actor.user.map_or(0, Id::raw);
        let request = request
            .map(|key| Request::new(user, key, operation))
            .transpose()?;
        if open.db.round_trips() {
            let mut ahead = Ahead::with(self.crm.0.config.newest());
            ahead.query(config::GENERATION, Vec::new());
            if let Some(request) = &request {
                request.ahead(&mut ahead);
            }
            operation.ahead(&mut ahead);
            let all = fresh && ahead.is_all() && O::KIND == Kind::Read;
            open.db.foresee(ahead.into_queries(), all);
        }
        let (config, actor) = self.permitted(open, O::NEEDS, fresh)?;
        let writes = O::KIND == Kind::Write;
        if let Some(request) = &request
            && let Some(answer) = request.earlier(open.db.as_mut())?
        {
            return serde_json::from_str(&answer).map_err(|error| broken(&error));
        }
        let parts = Parts {
            db: open.db.as_mut(),
            shared: &self.crm.0,
            claimed: &mut open.claimed,
            careful: open.careful,
            fresh,
            config,
            actor,
        };
        let mut context = Context::new::<O>(parts, writes)?;
        let answer = operation.run(&mut context)?;
        if writes {
            let commit = context.finish()?;
            if let Some(request) = request {
                let text = serde_json::to_string(&answer).map_err(|error| broken(&error))?;
                open.db.batch(&[request.keep(text, commit)])?;
            }
            open.wrote = true;
        }
        Ok(answer)
    }
}

/// What every call of an operation comes through: a read takes no request key, and no error is
/// answered that the operation does not declare.
pub(super) fn checked<O: Operation>(
    request: Option<&str>,
    run: impl FnOnce() -> Result<O::Output>,
) -> Result<O::Output> {
    let answer = match O::KIND {
        Kind::Read if request.is_some() => {
            Err(REQUEST_ON_READ.at("request").with("operation", O::NAME))
        }
        Kind::Read | Kind::Write => run(),
    };
    if let Err(error) = &answer {
        debug_assert!(
            is_declared::<O>(error),
            "{} answered {}, which it does not declare",
            O::NAME,
            error.kind()
        );
    }
    answer
}

/// Whether an operation may answer this error: its own refusals stand in its table entry, the
/// others belong to every operation, or to those it carries out; a constraint of a host's table may
/// wait for any commit, and a process may have been forked.
fn is_declared<O: Operation>(error: &crate::base::Error) -> bool {
    let own = O::REFUSES.iter();
    let others = operations::ALL.iter();
    let others = others.filter(|entry| O::CARRIES_OUT && entry.approvable);
    own.chain(others.flat_map(|entry| entry.refuses))
        .copied()
        .chain(messages::general())
        .chain([SQL_CONSTRAINT, FORKED])
        .any(|refusal| refusal.kind == error.kind())
}

fn broken(error: &serde_json::Error) -> crate::base::Error {
    STORAGE_ROW.error().with("reason", error.to_string())
}
