//! Writers that do everything a feed could stumble over: single operations, transactions kept and
//! rolled back, refusals, and records that several change.

use crm_core::{Crm, Session};
use crm_tests::workspace::call;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

/// Records that all writers change.
const SHARED: usize = 2;
/// A version that no record has.
const STALE: i64 = 9_007_199_254_740_991;

/// Creates a customer for each writer, and some for all.
pub(crate) fn customers(crm: &Crm, writers: usize) -> Vec<i64> {
    let mut session = crm.session();
    let create = |number| {
        let args = json!({ "name": format!("客户{number}") });
        let made = call(&mut session, "customer.create", &args).unwrap();
        made["id"].as_i64().unwrap()
    };
    (0..writers + SHARED).map(create).collect()
}

/// Changes customers until `left` changes are made; answers how many it made of each.
pub(crate) fn work(
    crm: &Crm,
    customers: &[i64],
    writer: usize,
    left: &AtomicI64,
) -> BTreeMap<i64, u64> {
    let mut writer = Writer {
        session: crm.session(),
        made: BTreeMap::new(),
        calls: 0,
        own: customers[writer],
    };
    for step in writer.own.. {
        let shared = customers[customers.len() - 1 - usize::from(step % 2 == 0)];
        let changes = match step % 8 {
            0 => writer.transaction(true),
            1 => writer.transaction(false),
            2 | 3 => writer.single(shared),
            4 => writer.refused(),
            _ => writer.single(writer.own),
        };
        if left.fetch_sub(changes, Ordering::SeqCst) <= changes {
            break;
        }
    }
    writer.made
}

struct Writer {
    session: Session,
    made: BTreeMap<i64, u64>,
    calls: u64,
    own: i64,
}

impl Writer {
    fn update(&mut self, customer: i64) -> Value {
        self.calls += 1;
        // Never what is there already, which would be no change.
        json!({ "customer": customer, "extra": { "by": self.own, "n": self.calls } })
    }

    fn single(&mut self, customer: i64) -> i64 {
        let args = self.update(customer);
        self.repeated(|session| call(session, "customer.update", &args).map(drop));
        *self.made.entry(customer).or_default() += 1;
        1
    }

    /// Three changes that are kept together or not at all.
    fn transaction(&mut self, kept: bool) -> i64 {
        let all: Vec<Value> = (0..3).map(|_| self.update(self.own)).collect();
        self.repeated(|session| {
            session.begin()?;
            for args in &all {
                if let Err(error) = call(session, "customer.update", args) {
                    session.rollback()?;
                    return Err(error);
                }
            }
            if kept {
                session.commit()
            } else {
                session.rollback()
            }
        });
        if !kept {
            return 0;
        }
        *self.made.entry(self.own).or_default() += 3;
        3
    }

    fn refused(&mut self) -> i64 {
        let mut args = self.update(self.own);
        args["version"] = STALE.into();
        self.repeated(|session| match call(session, "customer.update", &args) {
            Err(error) if error.kind() == "conflict" => Ok(()),
            other => other.map(|answer| panic!("not refused: {answer}")),
        });
        0
    }

    /// Repeats work that may be repeated, as hosts are told to.
    fn repeated(&mut self, work: impl Fn(&mut Session) -> crm_core::Result<()>) {
        for _ in 0..50 {
            match work(&mut self.session) {
                Ok(()) => return,
                Err(error) if error.is_retryable() => {}
                Err(error) => panic!("{error} {error:?}"),
            }
        }
        panic!("this never gets through");
    }
}
