//! How much of the tax each line of a plan carries, so that advance invoices are exact (M14).

use crate::base::error::Result;
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Tie};

/// Shares the tax out over amounts by cumulative rounding: 30 % of 1,060.00 with 60.00 tax carries
/// 18.00. Amounts of a tax line, marked `true`, are tax alone; the others carry what that leaves.
///
/// # Errors
/// `number.overflow`.
pub fn tax_parts(
    tax: Amount,
    amounts: &[(Amount, bool)],
    currency: Currency,
    tie: Tie,
) -> Result<Vec<Amount>> {
    let own = |marked: bool| {
        let some = amounts.iter().filter(move |(_, tax)| *tax == marked);
        Amount::sum(some.map(|(amount, _)| *amount))
    };
    let (left, others) = (tax.minus(own(true)?)?, own(false)?);
    let whole = i128::from(others.abs().ten_thousandths());
    let mut spread = Spread::new(
        if whole == 0 { Amount::ZERO } else { left },
        whole,
        currency,
        tie,
    )?;
    amounts
        .iter()
        .map(|(amount, marked)| match marked {
            true => Ok(*amount),
            false => spread.take(amount.abs().ten_thousandths()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(tax: &str, amounts: &[(&str, bool)]) -> Vec<String> {
        let money = |text: &str| Amount::parse(text).unwrap().of(Currency::CNY).unwrap();
        let amounts: Vec<(Amount, bool)> = amounts
            .iter()
            .map(|(amount, tax)| (money(amount), *tax))
            .collect();
        let parts = tax_parts(money(tax), &amounts, Currency::CNY, Tie::HalfUp).unwrap();
        parts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_example_of_m14() {
        // 30 % of 1,060.00 with tax 60.00: 318.00 of which 18.00 are tax.
        let lines = [("318.00", false), ("742.00", false)];
        assert_eq!(parts("60.00", &lines), ["18.00", "42.00"]);
    }

    #[test]
    fn a_tax_line_carries_it_alone() {
        let lines = [("500.00", false), ("60.00", true), ("500.00", false)];
        assert_eq!(parts("60.00", &lines), ["0.00", "60.00", "0.00"]);
        // A tax line cut to 40.00 leaves 20.00 to 100.00 and 300.00: 5.00 and 15.00.
        let cut = [("40.00", true), ("100.00", false), ("300.00", false)];
        assert_eq!(parts("60.00", &cut), ["40.00", "5.00", "15.00"]);
    }

    #[test]
    fn a_negative_total_carries_a_negative_tax() {
        let lines = [("-318.00", false), ("-742.00", false)];
        assert_eq!(parts("-60.00", &lines), ["-18.00", "-42.00"]);
    }
}
