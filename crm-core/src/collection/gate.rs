//! What may not begin before certain plans are settled (M10). Pure.

use super::model::Plan;
use crate::base::error::Result;
use crate::base::{Amount, Currency};
use crate::terms::Gate;

/// The plans a gate still waits for: those that keep it closed, in order. `tolerance` is what may
/// be open on each all the same.
///
/// # Errors
/// `number.overflow`.
pub fn closed_by(plans: &[Plan], gate: Gate, tolerance: Amount) -> Result<Vec<&Plan>> {
    let mut closing = Vec::new();
    for plan in plans {
        let gated = plan.basis.gates.contains(&gate) && !plan.waived;
        if gated && plan.open()? > tolerance {
            closing.push(plan);
        }
    }
    Ok(closing)
}

/// What is open on plans that keep a gate closed.
///
/// # Errors
/// `number.overflow`.
pub fn missing(closing: &[&Plan], currency: Currency) -> Result<Amount> {
    let open = closing.iter().map(|plan| plan.open());
    let open = open.collect::<Result<Vec<Amount>>>()?;
    Amount::sum(open)?.of(currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::model::tests::plan;

    #[test]
    fn the_example_of_m10() {
        // T = 50,000.00, 40 % advance gated on shipping; receipts of 15,000.00, then 5,000.00: the
        // gate opens exactly at the second.
        let money = |text: &str| Amount::parse(text).unwrap();
        for (collected, missing_now) in [("0", "20000"), ("15000", "5000"), ("20000", "0")] {
            let mut advance = plan(1, "20000", collected, "2026-01-15");
            advance.basis.gates = vec![Gate::Shipping];
            let plans = [advance, plan(2, "30000", "0", "2026-02-15")];
            let closing = closed_by(&plans, Gate::Shipping, Amount::ZERO).unwrap();
            assert_eq!(closing.is_empty(), missing_now == "0");
            let found = missing(&closing, Currency::CNY).unwrap();
            assert_eq!(found, money(missing_now));
            let other = closed_by(&plans, Gate::Supply, Amount::ZERO).unwrap();
            assert!(other.is_empty());
        }
    }

    #[test]
    fn a_waiver_and_the_tolerance_open_it() {
        let mut advance = plan(1, "20000", "19999.97", "2026-01-15");
        advance.basis.gates = vec![Gate::OrderStart, Gate::Shipping];
        let closed = |plan: &Plan, tolerance: &str| {
            let tolerance = Amount::parse(tolerance).unwrap();
            let plans = std::slice::from_ref(plan);
            !closed_by(plans, Gate::Shipping, tolerance)
                .unwrap()
                .is_empty()
        };
        assert!(closed(&advance, "0.02"));
        assert!(!closed(&advance, "0.03"));
        advance.waived = true;
        assert!(!closed(&advance, "0"));
    }
}
