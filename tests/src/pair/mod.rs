//! Two workspaces that must answer alike whatever they are asked: one in memory and one on
//! PostgreSQL, at the same moment, with the same ids.

mod rows;
mod side;

use crate::postgres_workspace::PostgresWorkspace;
use crate::vectors::Door;
use crm_core::engine::{Clock, FixedClock};
use crm_core::storage::Backend;
use crm_core::{Instant, Options};
pub use side::Answer;
use side::Side;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// What differs, in words.
pub type Held<T = ()> = Result<T, String>;

/// Calls that a difference shows with it: those before it.
const SHOWN: usize = 40;

/// What a session is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// An operation, its arguments as a document.
    Operation(String, String),
    /// A statement of the host's own, its values as a document.
    Sql(String, String),
    /// A transaction begins, or a savepoint in it.
    Begin,
    /// The innermost one ends and is kept.
    Commit,
    /// The innermost one ends and is undone.
    Rollback,
}

/// How often each operation succeeded, and how often it was refused.
pub type Tally = BTreeMap<String, (u64, u64)>;

/// Two open workspaces.
pub struct Pair {
    sides: [Side; 2],
    clock: Arc<FixedClock>,
    past: VecDeque<String>,
    /// What was asked so far.
    pub tally: Tally,
    /// Gone after the sessions that use it.
    _server: Option<PostgresWorkspace>,
}

impl Pair {
    /// New ones on the two engines.
    #[must_use]
    pub fn of_engines() -> Self {
        let server = PostgresWorkspace::create();
        let mut pair = Self::of([":memory:", &server.url()], |backend| backend);
        pair._server = Some(server);
        pair
    }

    /// The same on a workspace that is emptied for it.
    #[must_use]
    pub fn on(server: &PostgresWorkspace) -> Self {
        server.empty();
        Self::of([":memory:", &server.url()], |backend| backend)
    }

    /// Two in memory, the second one on what `wrap` makes of its backend.
    #[must_use]
    pub fn in_memory(wrap: impl FnOnce(Arc<dyn Backend>) -> Arc<dyn Backend>) -> Self {
        Self::of([":memory:"; 2], wrap)
    }

    fn of(paths: [&str; 2], wrap: impl FnOnce(Arc<dyn Backend>) -> Arc<dyn Backend>) -> Self {
        let clock = Arc::new(FixedClock::new(Instant::EPOCH));
        let options = |path: &str| Options {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            ..Options::new(path)
        };
        let [left, right] = paths.map(options);
        let backend = |options: &Options| Arc::from(options.backend().unwrap());
        let sides = [
            Side::over(backend(&left), left),
            Side::over(wrap(backend(&right)), right),
        ];
        Self {
            sides,
            clock,
            past: VecDeque::new(),
            tally: Tally::new(),
            _server: None,
        }
    }

    /// Sets the clock of both.
    pub fn set_now(&mut self, now: Instant) {
        self.note(format!("now {now}"));
        self.clock.set(now);
    }

    /// Lets days pass.
    pub fn pass(&mut self, days: i64) {
        let later = self.clock.now().micros() + days * 86_400_000_000;
        self.set_now(Instant::from_micros(later).unwrap());
    }

    /// Asks both and compares everything that is answered: a document to the byte, a refusal in
    /// code, kind, field, details and both languages. Answers what both said.
    ///
    /// # Errors
    /// What differs, with the calls before it.
    pub fn ask(&mut self, user: Option<&str>, call: &Call) -> Held<Answer> {
        let [left, right] = &mut self.sides;
        let (first, second) = (left.ask(user, call), right.ask(user, call));
        let place = format!("{}: {call:?}", user.unwrap_or("system"));
        self.note(place);
        if first != second {
            return Err(self.words(&format!("first  {first:?}\nsecond {second:?}")));
        }
        if let Call::Operation(name, _) = call {
            let count = self.tally.entry(name.clone()).or_default();
            match &first {
                Ok(_) => count.0 += 1,
                Err(_) => count.1 += 1,
            }
        }
        Ok(first)
    }

    /// A user's next call is made in a new session.
    pub fn leave(&mut self, user: Option<&str>) {
        for side in &mut self.sides {
            side.leave(user);
        }
    }

    /// Compares every row of every table. No transaction may be open.
    ///
    /// # Errors
    /// What differs, with the calls before it.
    pub fn hold_the_same(&mut self) -> Held {
        let all = Call::Operation("change.list".into(), r#"{"limit":1}"#.into());
        // A reader gives the commits on a server their places.
        let _ = self.ask(None, &all)?;
        let [left, right] = self.sides.each_ref().map(|side| rows::all(side.backend()));
        match rows::difference(&left, &right) {
            None => Ok(()),
            Some(words) => Err(self.words(&words)),
        }
    }

    /// Compares every row of every table of the second workspace with those of another one, such
    /// as a copy. No transaction may be open.
    ///
    /// # Errors
    /// What differs.
    pub fn second_holds_the_same_as(&self, other: &dyn Backend) -> Held {
        let [_, second] = &self.sides;
        held_alike(second.backend(), other)
    }

    /// Asks for an operation; a difference ends the test.
    fn call_both(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let call = Call::Operation(name.to_owned(), args.to_owned());
        let answer = self
            .ask(user, &call)
            .unwrap_or_else(|words| panic!("{words}"));
        // As the other doors do, each call has a session of its own.
        self.leave(user);
        answer.map_err(|[english, _]| english)
    }

    fn note(&mut self, place: String) {
        self.past.push_back(place);
        if self.past.len() > SHOWN {
            self.past.pop_front();
        }
    }

    fn words(&self, difference: &str) -> String {
        let past: Vec<&str> = self.past.iter().map(String::as_str).collect();
        format!("after\n{}\n{difference}", past.join("\n"))
    }
}

/// Compares every row of every table of two workspaces, whichever engines they are on.
///
/// # Errors
/// What differs.
pub fn held_alike(left: &dyn Backend, right: &dyn Backend) -> Held {
    match rows::difference(&rows::all(left), &rows::all(right)) {
        None => Ok(()),
        Some(words) => Err(words),
    }
}

impl Door for Pair {
    fn set_now(&mut self, now: &str) {
        Self::set_now(self, Instant::parse(now).unwrap());
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        self.call_both(user, name, args)
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        let both = |pair: &mut Self, call: &Call| {
            let answer = pair
                .ask(user, call)
                .unwrap_or_else(|words| panic!("{words}"));
            answer.map_err(|[english, _]| english)
        };
        both(self, &Call::Begin)?;
        let answer = both(self, &Call::Operation(name.to_owned(), args.to_owned()));
        both(self, &Call::Rollback)?;
        answer
    }
}
