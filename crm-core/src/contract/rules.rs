//! What a contract must be. Pure.

use super::model::Contract;
use crate::base::error::{Refusal, Result};
use crate::base::messages::DATE_ORDER;

/// The opportunity is another customer's.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "contract.other_customer",
    "the {record} belongs to another customer",
    "所引用的{record}属于其他客户",
);

/// Checks a new contract: its amount is not negative, no amount is finer than its currency, and it
/// does not end before it starts. Its margin may be negative: some contracts are signed at a loss.
///
/// # Errors
/// `number.negative`, `amount.too_precise` at `amount`; `amount.too_precise` at `expected_margin`;
/// `date.order` at `ends_on`.
pub fn check(contract: &mut Contract) -> Result<()> {
    let currency = contract.currency;
    let amount = contract.amount.unsigned_of(currency);
    contract.amount = amount.map_err(|error| error.at("amount"))?;
    let margin = contract.expected_margin.map(|margin| margin.of(currency));
    contract.expected_margin = margin
        .transpose()
        .map_err(|error| error.at("expected_margin"))?;
    match (contract.starts_on, contract.ends_on) {
        (Some(start), Some(end)) if end < start => Err(DATE_ORDER
            .at("ends_on")
            .with("start", start)
            .with("end", end)),
        _ => Ok(()),
    }
}

/// The contract as an actor sees it: without its margin unless `margin` is granted.
#[must_use]
pub fn seen(mut contract: Contract, margin: bool) -> Contract {
    if !margin {
        contract.expected_margin = None;
    }
    contract
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{ContractId, CustomerId, Id};
    use crate::base::{Amount, CodeText, Currency, Date, Instant, Name};

    fn contract(amount: &str, margin: Option<&str>, days: [Option<&str>; 2]) -> Contract {
        let [starts_on, ends_on] = days.map(|day| day.map(|day| Date::parse(day).unwrap()));
        Contract {
            id: ContractId::from_raw(1),
            version: 1,
            number: CodeText::new("CT-2026-000001").unwrap(),
            name: Name::new("伺服电机年度采购合同").unwrap(),
            category: None,
            customer: CustomerId::from_raw(2),
            opportunity: None,
            party_a: Name::new("北京华信科技有限公司").unwrap(),
            party_a_signatory: None,
            party_b: Name::new("苏州精工自动化有限公司").unwrap(),
            party_b_signatory: None,
            owner: None,
            department: None,
            currency: Currency::CNY,
            amount: Amount::parse(amount).unwrap(),
            expected_margin: margin.map(|margin| Amount::parse(margin).unwrap()),
            signed_on: None,
            starts_on,
            ends_on,
            external_ref: None,
            extra: None,
            created_at: Instant::EPOCH,
        }
    }

    #[test]
    fn the_first_guard_that_applies_is_reported() {
        let late = [Some("2026-02-01"), Some("2026-01-31")];
        let cases = [
            ("-1", Some("-1"), late, "number.negative", "amount"),
            ("0.001", Some("-1"), late, "amount.too_precise", "amount"),
            (
                "1",
                Some("0.001"),
                late,
                "amount.too_precise",
                "expected_margin",
            ),
            ("1", Some("1"), late, "date.order", "ends_on"),
        ];
        for (amount, margin, days, kind, field) in cases {
            let error = check(&mut contract(amount, margin, days)).unwrap_err();
            assert_eq!((error.kind(), error.field()), (kind, Some(field)));
        }
        let one_day = [Some("2026-02-01"), Some("2026-02-01")];
        for days in [
            one_day,
            [None, Some("2026-01-31")],
            [Some("2026-02-01"), None],
        ] {
            assert_eq!(check(&mut contract("0", None, days)), Ok(()));
        }
    }

    #[test]
    fn the_margin_is_seen_only_by_those_who_may() {
        let contract = contract("100", Some("20"), [None, None]);
        assert_eq!(seen(contract.clone(), true), contract);
        assert_eq!(seen(contract, false).expected_margin, None);
    }
}
