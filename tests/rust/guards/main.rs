//! Every rule over more than one record has a row that guards it. Two operations that keep the rule
//! each by itself meet on a server: the second one waits for the first, and then decides on what the
//! first has done. Without the lock each would see the state before both.

#![cfg(test)]

mod cases;
mod late;
mod unguarded;

use cases::{Case, Meeting};
use crm_core::{Crm, Error, Options};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::call;
use postgres::{Client, NoTls};
use serde_json::{Value, json};
use std::time::Duration;
use unguarded::Unguarded;

/// An open workspace, and a look at what its connections wait for.
struct Office {
    crm: Crm,
    name: String,
    watch: Client,
}

impl Office {
    /// Opens the workspace, without the locks of statements that have one of `without` in them.
    fn open(workspace: &PostgresWorkspace, without: &'static [&'static str]) -> Self {
        let name = format!("g{}_{}", std::process::id(), workspace.name());
        let options = Options::new(format!("{}&application_name={name}", workspace.url()));
        let inner = options.backend().unwrap();
        let backend = Box::new(Unguarded {
            inner,
            parts: without,
        });
        Self {
            crm: Crm::over(backend, options).unwrap(),
            name,
            watch: Client::connect(&crm_tests::postgres_url().unwrap(), NoTls).unwrap(),
        }
    }

    fn is_waiting(&mut self) -> bool {
        let sql = "SELECT count(*) FROM pg_stat_activity \
                   WHERE application_name = $1 AND wait_event_type = 'Lock'";
        let count: i64 = self.watch.query_one(sql, &[&self.name]).unwrap().get(0);
        count > 0
    }

    /// The second operation begins before the first one has committed. Answers what it was
    /// answered, and whether it waited.
    fn meet(&mut self, meeting: &Meeting) -> (Result<Value, Error>, bool) {
        let Meeting { first, second } = meeting;
        let mut one = self.crm.session();
        one.begin().unwrap();
        call(&mut one, first.0, &first.1).unwrap_or_else(|error| panic!("{}: {error}", first.0));
        let crm = self.crm.clone();
        std::thread::scope(|scope| {
            let other = scope.spawn(move || call(&mut crm.session(), second.0, &second.1));
            let mut waited = false;
            while !waited && !other.is_finished() {
                std::thread::sleep(Duration::from_millis(2));
                waited = self.is_waiting();
            }
            one.commit().unwrap();
            (other.join().unwrap(), waited)
        })
    }

    /// How the second operation ended.
    fn outcome(&mut self, case: &Case) -> String {
        let meeting = (case.prepare)(&self.crm);
        let (answer, waited) = self.meet(&meeting);
        let words = answer.map_or_else(|error| error.kind().to_owned(), |_| "done".to_owned());
        match waited {
            true => words,
            false => format!("{words} at once"),
        }
    }
}

#[test]
fn the_second_one_decides_on_what_the_first_has_done() {
    let workspace = PostgresWorkspace::create();
    let mut office = Office::open(&workspace, &[]);
    let mut wrong = Vec::new();
    for case in cases::ALL.iter().chain(late::ALL) {
        let outcome = office.outcome(case);
        println!("{}: {outcome}", case.rule);
        if outcome != case.outcome {
            wrong.push(format!("{}: {outcome}, not {}", case.rule, case.outcome));
        }
    }
    let found = office.crm.session().invoke("admin.verify", "{}").unwrap();
    assert!(found.contains(r#""clean":true"#), "{found}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without its guard each rule is broken, or kept by the last net alone and not by waiting.
#[test]
fn without_its_guard_a_rule_is_not_kept() {
    let mut kept = Vec::new();
    for case in cases::ALL.iter().chain(late::ALL) {
        let workspace = PostgresWorkspace::create();
        let mut office = Office::open(&workspace, case.guards);
        let outcome = office.outcome(case);
        println!("{} without its guard: {outcome}", case.rule);
        if outcome == case.outcome {
            kept.push(case.rule);
        }
    }
    assert!(kept.is_empty(), "kept without a guard: {kept:?}");
}

/// Official numbers are guarded by an index alone: there is no row that two invoices of different
/// orders share. The second one waits for the index, and is told what the first has taken.
#[test]
fn an_official_number_is_one_invoices_when_two_are_issued_at_once() {
    let workspace = PostgresWorkspace::create();
    let mut office = Office::open(&workspace, &[]);
    let issue = |crm: &Crm| {
        let invoice = cases::applied(crm);
        let number = json!({ "invoice": invoice, "official_number": "26327000000012345678" });
        ("invoice.issue", number)
    };
    let meeting = cases::meeting(issue(&office.crm), issue(&office.crm));
    let (answer, waited) = office.meet(&meeting);
    let refused = answer.unwrap_err();
    let told = (waited, refused.kind(), refused.field());
    assert_eq!(told, (true, "taken", Some("official_number")));
}
