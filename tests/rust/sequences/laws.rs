//! Two laws of M20 that speak of more than one course of events.

use crate::play::Play;
use crate::run_any;
use crate::step::{Act, Step, Who};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every plan and balance, but for how often it was touched.
fn balances(play: &Play) -> Vec<Value> {
    let mut plans = play.all("collection.list", &json!({ "limit": 100 }));
    for plan in &mut plans {
        plan["version"] = Value::Null;
    }
    let balance =
        |customer: &Value| play.read("collection.balance", &json!({ "customer": customer }));
    plans.extend(play.customers.iter().map(balance));
    plans
}

/// What comes in and is taken back leaves every balance as it was.
#[test]
fn a_reversal_restores_every_balance() {
    run_any(8, |steps| {
        let mut play = Play::new();
        steps.iter().try_for_each(|step| play.take(step))?;
        for customer in 0..3 {
            let (before, known) = (balances(&play), play.receipts.len());
            let step = |act| Step {
                who: Who::System,
                act,
                twice: false,
            };
            let shares = (customer == 1).then(|| vec![(0, 500), (1, 300)]);
            play.take(&step(Act::Record(customer, 0, 5_000_000, true, shares)))?;
            if play.receipts.len() == known {
                // What the shares asked for was not open any more; it was refused.
                continue;
            }
            play.take(&step(Act::Reverse(0)))?;
            let after = balances(&play);
            if before != after {
                return Err(format!("{before:#?}\nbecame\n{after:#?}"));
            }
        }
        Ok(())
    });
}

/// Plans of an order over 1,000.00 under the terms 33.34 / 33.33 / 33.33, in cents (M5).
const PLANS: [i64; 3] = [33_340, 33_330, 33_330];

/// For each receipt what it pays of each plan, together no more than there is, and its credit.
fn receipts() -> impl Strategy<Value = Vec<([i64; 3], i64)>> {
    let weights = proptest::collection::vec((any::<[u16; 3]>(), 0_i64..10_000), 1..6);
    weights.prop_map(|receipts| {
        let shares = i64::try_from(receipts.len()).unwrap();
        let part = |plan: usize, weight: u16| PLANS[plan] * i64::from(weight) / 65_535 / shares;
        let paid = |[a, b, c]: [u16; 3]| [part(0, a), part(1, b), part(2, c)];
        receipts
            .into_iter()
            .map(|(weights, credit)| (paid(weights), credit + 1))
            .collect()
    })
}

/// What the receipts leave, taken in this order.
fn outcome(receipts: &[([i64; 3], i64)], order: &[usize]) -> Vec<Value> {
    let mut play = Play::new();
    let sold = Act::Sell(1, 0, 1, vec![(10_000, 10_000, 0)]);
    play.step(&Step {
        who: Who::System,
        act: sold,
        twice: false,
    })
    .unwrap();
    let plans = play.all("collection.list", &json!({}));
    let cents = |cents: i64| crate::number::decimal(cents, 2);
    for place in order {
        let (paid, credit) = receipts[*place];
        let allocations: Vec<Value> = (1..=3)
            .zip(paid)
            .filter(|(_, amount)| *amount > 0)
            .map(|(sequence, amount)| {
                let plan = plans
                    .iter()
                    .find(|plan| plan["sequence"] == sequence)
                    .unwrap();
                json!({ "plan": plan["id"], "amount": cents(amount) })
            })
            .collect();
        let amount = cents(paid.iter().sum::<i64>() + credit);
        let receipt = json!({ "customer": play.customers[1], "amount": amount, "confirm": true,
            "allocations": allocations });
        play.must("receipt.record", &receipt);
    }
    balances(&play)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Receipts that say what they pay do not depend on which of them comes first.
    #[test]
    fn independent_receipts_may_come_in_any_order(
        (receipts, order) in receipts().prop_flat_map(|receipts| {
            let places: Vec<usize> = (0..receipts.len()).collect();
            (Just(receipts), Just(places).prop_shuffle())
        }),
    ) {
        let straight: Vec<usize> = (0..receipts.len()).collect();
        prop_assert_eq!(outcome(&receipts, &straight), outcome(&receipts, &order));
    }
}
