//! What an early payment is worth (M11): the amount to pay is rounded, the discount is the rest.

use crate::base::error::Result;
use crate::base::{Amount, Currency, Date, Percent, Tie};
use crate::terms::model::{Early, EarlyOffer, EarlyPayment, EarlyStep, TaxBase};

/// One hundred percent in millionths.
const WHOLE: i128 = Percent::HUNDRED.millionths() as i128;

/// The discounts of one line: its amount and the tax in it, and the day it starts when it has.
///
/// # Errors
/// `date.out_of_range`, `number.overflow`.
pub fn early(
    (amount, tax): (Amount, Amount),
    terms: &EarlyPayment,
    start: Option<Date>,
    currency: Currency,
    tie: Tie,
) -> Result<Early> {
    let first = terms
        .steps
        .first()
        .map_or(Percent::ZERO, |step| step.percent);
    let lowered = match terms.tax {
        TaxBase::Mixed => tax.minus(less(tax, tax, first, currency, tie)?)?,
        TaxBase::Included | TaxBase::Excluded => Amount::ZERO.of(currency)?,
    };
    let open = amount.minus(lowered)?;
    let offer = |step: &EarlyStep| -> Result<EarlyOffer> {
        let base = match terms.tax {
            TaxBase::Included => amount,
            TaxBase::Excluded | TaxBase::Mixed => amount.minus(tax)?,
        };
        let pay = less(open, base, step.percent, currency, tie)?;
        Ok(EarlyOffer {
            percent: step.percent,
            until: start.map(|day| step.within.apply(day)).transpose()?,
            pay,
            discount: open.minus(pay)?,
        })
    };
    Ok(Early {
        offers: terms.steps.iter().map(offer).collect::<Result<_>>()?,
        tax: terms.tax,
        parts: terms.parts,
        lowered,
    })
}

/// An amount less a percentage of another, rounded once.
fn less(
    amount: Amount,
    of: Amount,
    percent: Percent,
    currency: Currency,
    tie: Tie,
) -> Result<Amount> {
    let (amount, of) = (amount.ten_thousandths(), of.ten_thousandths());
    let rest = i128::from(amount) * WHOLE - i128::from(of) * i128::from(percent.millionths());
    Amount::rounded(rest, 1, WHOLE, currency, tie)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::model::PartPayment;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    /// What is lowered, and what is paid and discounted by each step.
    fn offered(amount: &str, tax: &str, base: TaxBase, steps: &[(&str, &str)]) -> Vec<String> {
        let steps = steps.iter().map(|(percent, within)| EarlyStep {
            percent: Percent::parse(percent).unwrap(),
            within: within.parse().unwrap(),
        });
        let terms = EarlyPayment {
            steps: steps.collect(),
            tax: base,
            parts: PartPayment::Nothing,
        };
        let start = Some(Date::parse("2026-01-15").unwrap());
        let amounts = (money(amount), money(tax));
        let found = early(amounts, &terms, start, Currency::CNY, Tie::HalfUp).unwrap();
        let mut shown = vec![found.lowered.to_string()];
        for offer in found.offers {
            let until = offer.until.unwrap();
            shown.push(format!("{} {} {until}", offer.pay, offer.discount));
        }
        shown
    }

    #[test]
    fn the_three_tax_modes_of_m11() {
        // Untaxed 1,000.00, tax 20 %, discount 2 %.
        let two = [("2", "10d")];
        let day = "2026-01-25";
        for (base, lowered, offer) in [
            (TaxBase::Included, "0.00", "1176.00 24.00"),
            (TaxBase::Excluded, "0.00", "1180.00 20.00"),
            (TaxBase::Mixed, "4.00", "1176.00 20.00"),
        ] {
            let expected = [lowered.to_owned(), format!("{offer} {day}")];
            assert_eq!(offered("1200.00", "200.00", base, &two), expected);
        }
    }

    #[test]
    fn the_amount_to_pay_is_rounded_and_the_discount_is_the_rest() {
        // M11: 1,725.05 at 10 % pays 1,552.55 (1,552.545), so 172.50 are discounted.
        let found = offered("1725.05", "0.00", TaxBase::Included, &[("10", "10d")]);
        assert_eq!(found[1], "1552.55 172.50 2026-01-25");
    }

    #[test]
    fn the_discount_is_counted_on_its_line() {
        // D15 and M11: 2 % of a line of 500.00 are 10.00, whatever the total; then 1 % until later.
        let steps = [("2", "10d"), ("1", "20d")];
        let found = offered("500.00", "0.00", TaxBase::Included, &steps);
        assert_eq!(
            found[1..],
            ["490.00 10.00 2026-01-25", "495.00 5.00 2026-02-04"]
        );
    }
}
