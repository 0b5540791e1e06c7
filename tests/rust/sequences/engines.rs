//! The same sequences are held with both engines.

use crate::play::{BEGINNING, Held, Play, Told};
use crate::run_any;
use crm_core::Instant;
use crm_tests::pair::{Call, Pair};
use crm_tests::postgres_workspace::PostgresWorkspace;

/// What is read of all that a sequence leaves.
const READS: [&str; 6] = [
    "admin.verify",
    "collection.list",
    "order.list",
    "quote.list",
    "receipt.list",
    "change.list",
];

fn tell(pair: &mut Pair, tape: &[Told]) -> Held {
    pair.set_now(Instant::parse(BEGINNING).unwrap());
    for told in tape {
        match told {
            Told::Passed(days) => pair.pass(*days),
            Told::Asked(user, call) => drop(pair.ask(*user, call)?),
        }
    }
    for name in READS {
        let call = Call::Operation(name.to_owned(), "{}".to_owned());
        let _ = pair.ask(None, &call)?;
    }
    pair.hold_the_same()
}

#[test]
fn both_engines_answer_a_sequence_alike() {
    let server = PostgresWorkspace::create();
    run_any(8, |steps| {
        let mut play = Play::new();
        steps.iter().try_for_each(|step| play.take(step))?;
        let mut pair = Pair::on(&server);
        tell(&mut pair, &play.tape)
    });
}
