//! One case: some scenarios in one workspace, told by somebody who mixes them up.

use crate::dice::Dice;
use crate::words::{Scenario, Words};
use crm_core::Instant;
use crm_core::engine::Kind;
use crm_core::operations;
use crm_tests::pair::{Call, Held, Pair};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is told of one scenario.
pub(crate) struct Track<'w> {
    scenario: &'w Scenario,
    at: usize,
    pub(crate) saved: BTreeMap<String, Value>,
}

/// One run over both workspaces.
pub(crate) struct Case<'a> {
    pub(crate) pair: &'a mut Pair,
    pub(crate) dice: Dice,
    pub(crate) words: &'a Words,
    pub(crate) tracks: Vec<Track<'a>>,
    /// How many of a hundred steps are changed.
    pub(crate) noise: usize,
    /// The ids of records, by the word for their kind.
    pub(crate) ids: BTreeMap<String, Vec<Value>>,
    pub(crate) users: Vec<String>,
    /// Calls made under a request key.
    requests: Vec<(Option<String>, String, Value)>,
    /// Whose transaction is open, and how deep.
    pub(crate) open: Option<(Option<String>, usize)>,
    pub(crate) calls: usize,
}

impl<'a> Case<'a> {
    pub(crate) fn new(pair: &'a mut Pair, words: &'a Words, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let (count, all) = (1 + dice.below(3), words.scenarios.len());
        // Cases that follow on each other take the scenarios in turn, so that a run meets many.
        let turn = usize::try_from(seed % all as u64).unwrap_or(0);
        let tracks: Vec<Track<'_>> = (0..count)
            .map(|at| Track {
                scenario: &words.scenarios[if at == 0 { turn } else { dice.below(all) }],
                at: 0,
                saved: BTreeMap::new(),
            })
            .collect();
        let noise = [0, 4, 12][dice.below(3)];
        let case = Self {
            pair,
            dice,
            words,
            tracks,
            noise,
            ids: BTreeMap::new(),
            users: Vec::new(),
            requests: Vec::new(),
            open: None,
            calls: 0,
        };
        if let Some(now) = &case.tracks[0].scenario.now {
            case.pair.set_now(Instant::parse(now).unwrap());
        }
        case
    }

    /// The names of what is told.
    pub(crate) fn about(&self) -> String {
        let names = self.tracks.iter().map(|track| track.scenario.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }

    /// Tells everything, and compares what is left.
    pub(crate) fn run(&mut self) -> Held {
        while !self.tracks.is_empty() {
            let track = self.dice.below(self.tracks.len());
            // A while of the same, so that what follows on each other often does.
            for _ in 0..1 + self.dice.below(12) {
                self.step(track)?;
            }
            if self.tracks[track].at >= self.tracks[track].scenario.steps.len() {
                self.tracks.swap_remove(track);
            }
        }
        while self.open.is_some() {
            self.end()?;
        }
        self.look_at_everything()?;
        self.pair.hold_the_same()
    }

    fn step(&mut self, track: usize) -> Held {
        let told = &mut self.tracks[track];
        let steps = &told.scenario.steps;
        let mut at = told.at;
        if at >= steps.len() {
            return Ok(());
        }
        told.at += 1;
        match self.dice.below(100) {
            // Left out, told before its time, told twice.
            roll if roll < self.noise / 3 => return Ok(()),
            roll if roll < self.noise * 2 / 3 => at = (at + 1).min(steps.len() - 1),
            roll if roll < self.noise => told.at -= 1,
            _ => {}
        }
        let step = &steps[at];
        if let Some(now) = step["now"].as_str() {
            self.pair.set_now(Instant::parse(now).unwrap());
            return Ok(());
        }
        self.transactions()?;
        if self.dice.percent(6) {
            self.look()?;
        }
        if self.dice.percent(2) {
            self.own_statement()?;
        }
        self.tell(track, step)
    }

    /// One call of a scenario, perhaps changed.
    fn tell(&mut self, track: usize, step: &Value) -> Held {
        let name = step["call"].as_str().unwrap();
        let mut args = self.fill(track, &step["args"]);
        if args.is_null() {
            args = json!({});
        }
        let mut user = step["as"].as_str().map(str::to_owned);
        if self.dice.percent(self.noise) {
            self.change(name, &mut args);
        }
        if self.dice.percent(self.noise) && !self.users.is_empty() {
            user = self.dice.one(&self.users).cloned();
        }
        let inside = step["inside"].as_bool() == Some(true) && self.open.is_none();
        if inside {
            self.begin(user.clone())?;
        }
        let writes = operations::find(name).is_some_and(|entry| entry.kind == Kind::Write);
        if writes && self.dice.percent(self.noise) {
            self.keyed(user.as_deref(), name, args)?;
        } else if let Some(answer) = self.call(user.as_deref(), name, &args)? {
            for (word, path) in step["save"].as_object().into_iter().flatten() {
                let path = path.as_str().unwrap().replace(['.', '['], "/");
                let found = answer.pointer(&format!("/{}", path.replace(']', "")));
                if let Some(found) = found {
                    self.tracks[track].saved.insert(word.clone(), found.clone());
                }
            }
        }
        if inside {
            self.rollback()?;
        }
        Ok(())
    }

    /// A write under a request key, and then again: the same, or with other arguments.
    fn keyed(&mut self, user: Option<&str>, name: &str, mut args: Value) -> Held {
        args["request"] = format!("K-{}", self.requests.len()).into();
        self.requests
            .push((user.map(str::to_owned), name.to_owned(), args.clone()));
        self.call(user, name, &args)?;
        let last = self.requests.len() - 1;
        let which = if self.dice.percent(70) {
            last
        } else {
            self.dice.below(last + 1)
        };
        let (user, name, mut args) = self.requests[which].clone();
        if self.dice.percent(30) {
            self.change(&name, &mut args);
        }
        self.call(user.as_deref(), &name, &args).map(drop)
    }

    /// Asks both sides for an operation; answers nothing when both refuse.
    pub(crate) fn call(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &Value,
    ) -> Held<Option<Value>> {
        let user = match &self.open {
            Some((user, _)) => user.clone(),
            None => user.map(str::to_owned),
        };
        let mut args = args.clone();
        // Nobody waits: what is to come would have to come from here.
        if matches!(args["timeout_ms"].as_i64(), Some(0..=60_000)) {
            args["timeout_ms"] = json!(0);
        }
        self.calls += 1;
        let call = Call::Operation(name.to_owned(), args.to_string());
        let Ok(answer) = self.pair.ask(user.as_deref(), &call)? else {
            return Ok(None);
        };
        let answer: Value = serde_json::from_str(&answer).unwrap();
        self.learn(name.split('.').next().unwrap(), &answer);
        if name == "user.create" {
            self.users.extend(answer["key"].as_str().map(str::to_owned));
        }
        Ok(Some(answer))
    }
}
