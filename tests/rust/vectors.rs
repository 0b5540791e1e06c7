//! Every scenario through the Rust door, on SQLite in memory.

use crm_core::engine::{Clock, FixedClock};
use crm_core::{Crm, Instant, Options};
use crm_tests::vectors::{self, Door};
use std::sync::Arc;

struct Rust {
    crm: Crm,
    clock: Arc<FixedClock>,
}

impl Door for Rust {
    fn set_now(&mut self, now: &str) {
        self.clock.set(Instant::parse(now).unwrap());
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let document = |error: crm_core::Error| {
            serde_json::to_string(&error.document(self.crm.language())).unwrap()
        };
        let mut session = match user {
            Some(key) => self.crm.session_as(key).map_err(document)?,
            None => self.crm.session(),
        };
        session.invoke(name, args).map_err(document)
    }
}

#[test]
fn every_scenario_answers_as_written() {
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    for (name, scenario) in &scenarios {
        let clock = Arc::new(FixedClock::new(Instant::EPOCH));
        let mut options = Options::new(":memory:");
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let crm = Crm::open_with(options).unwrap();
        vectors::run(name, scenario, &mut Rust { crm, clock });
    }
}
