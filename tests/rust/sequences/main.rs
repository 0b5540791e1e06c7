//! Random sequences of a sale: whatever is done in whatever order, the books balance (M20).
//! `CRM_SEED` runs the sequences of a failure again, `PROPTEST_CASES` says how many are run.

#![cfg(test)]

mod billed;
mod bites;
mod books;
mod engines;
mod exchange;
mod feed;
mod late;
mod later;
mod laws;
mod moves;
mod number;
mod play;
mod step;

use play::Play;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use step::{Step, sequences};

/// Steps of one sequence, at most.
const STEPS: usize = 50;

/// Runs random sequences from a seed; a failure prints the seed and the shortest sequence found.
fn run(seed: u64, cases: u32, mut sequence: impl FnMut(&[Step]) -> Result<(), String>) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        max_shrink_iters: 500,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let sequence = std::cell::RefCell::new(&mut sequence);
    let outcome = runner.run(&sequences(STEPS), |steps| {
        let run = &mut *sequence.borrow_mut();
        run(&steps).map_err(TestCaseError::fail)
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(why, steps)) => {
            panic!("{why}\nwith CRM_SEED={seed}\nafter the steps\n{steps:#?}")
        }
        Err(other) => panic!("{other}\nwith CRM_SEED={seed}"),
    }
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The same from a seed and in a number that the environment may choose.
fn run_any(usual: u32, sequence: impl FnMut(&[Step]) -> Result<(), String>) {
    let seed = setting("CRM_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let cases = setting("PROPTEST_CASES").map_or(usual, |cases| u32::try_from(cases).unwrap());
    run(seed, cases, sequence);
}

#[test]
fn the_books_balance_after_every_step() {
    run_any(16, |steps| {
        let mut play = Play::new();
        steps.iter().try_for_each(|step| play.step(step))
    });
}

/// What the sequences must meet to be worth running: every step done, and its refusals.
const MET: [&str; 60] = [
    "order.create",
    "order.update",
    "order.submit",
    "order.approve",
    "order.revoke",
    "order.complete",
    "order.cancel",
    "quote.convert",
    "receipt.record",
    "receipt.confirm",
    "receipt.allocate",
    "receipt.reverse",
    "receipt.release",
    "delivery.record",
    "delivery.reverse",
    "order.record_event",
    "order.revoke_event",
    "credit_note.issue",
    "credit_note.reverse",
    "refund.record",
    "refund.reverse",
    "collection.write_off",
    "collection.reschedule",
    "invoice.apply",
    "invoice.issue",
    "invoice.withdraw",
    "invoice.red_letter",
    "invoice.beyond_order",
    "order.credited",
    "order.invoiced",
    "amendment.apply",
    "amendment.change_terms",
    "dunning.issue",
    "dunning.withdraw",
    "dunning.waive",
    "dunning.dispute",
    "dunning.promise",
    "dunning.resolve",
    "dunning.nothing_to_claim",
    "dunning.claims_paid",
    "delivery.gate_closed",
    "delivery.beyond_ordered",
    "refund.beyond_credit",
    "allocation.beyond_open",
    "allocation.beyond_receipt",
    "allocation.other_customer",
    "allocation.plan_cancelled",
    "order.collected",
    "order.not_approved",
    "order.not_cancellable",
    "order.not_submitted",
    "quote.beyond_quantity",
    "quote.nothing_left",
    "receipt.not_confirmed",
    "receipt.not_confirmable",
    "rate.missing",
    "money in another currency",
    "a gain or loss",
    "denied",
    "not_found",
];

#[test]
fn the_sequences_meet_what_they_are_for() {
    let mut met = BTreeSet::new();
    run(20_260_115, 192, |steps| {
        let mut play = Play::new();
        steps.iter().try_for_each(|step| play.take(step))?;
        met.extend(exchange::met(&play));
        met.extend(play.met.into_keys());
        Ok(())
    });
    let missed: Vec<_> = MET.iter().filter(|word| !met.contains(**word)).collect();
    assert!(missed.is_empty(), "never met: {missed:?}");
}
