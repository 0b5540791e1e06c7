//! Identities that hold for every document, and the same prices from a slow decimal calculation.

use super::*;
use crate::base::Tie;
use crate::pricing::{LineTotals, Step, explain};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

const CURRENCIES: [&str; 3] = ["CNY", "JPY", "KWD"];

prop_compose! {
    fn any_line()(
        quantity in prop_oneof![(1_i64..100).prop_map(|n| n * 1_000_000), 1_i64..50_000_000],
        price in prop_oneof![(0_i64..100_000).prop_map(|n| n * 10_000), 0_i64..100_000_000],
        tax in prop_oneof![
            prop::sample::select(&[0_i64, 6_000_000, 9_000_000, 13_000_000][..]),
            0_i64..=100_000_000,
        ],
        percent in option::of(0_i64..=100_000_000),
        kept in option::of(0_i64..=10),
    ) -> (LineInput, Option<i64>) {
        let line = LineInput {
            quantity: Quantity::from_millionths(quantity),
            unit_price: Price::from_millionths(price),
            discount_percent: percent.filter(|_| kept.is_none()).map(Percent::from_millionths),
            discount_amount: None,
            tax_percent: Percent::from_millionths(tax),
        };
        (line, kept)
    }
}

/// A currency, a document and its lines; discounts in money are tenths of what they may be.
fn any_document() -> impl Strategy<Value = (Currency, DocumentInput, Vec<LineInput>)> {
    (
        prop::sample::select(&CURRENCIES[..]),
        (any::<bool>(), any::<bool>(), any::<bool>()),
        (option::of(0_i64..=100_000_000), option::of(0_i64..=10)),
        prop::collection::vec(any_line(), 1..12),
    )
        .prop_map(
            |(code, (included, by_document, even), (percent, tenths), drawn)| {
                let currency = Currency::parse(code).unwrap();
                let mut document = DocumentInput {
                    prices_include_tax: included,
                    tax_rounding: if by_document {
                        TaxRounding::Document
                    } else {
                        TaxRounding::Line
                    },
                    tie: if even { Tie::HalfEven } else { Tie::HalfUp },
                    ..PLAIN
                };
                let tenth = |amount: Amount, tenths: i64| {
                    let minor = amount.minor(currency) * i128::from(tenths) / 10;
                    Some(Amount::from_minor(minor, currency).unwrap())
                };
                let lines: Vec<LineInput> = drawn
                    .into_iter()
                    .map(|(mut line, tenths)| {
                        let list = super::super::compute(currency, &document, &[line])
                            .unwrap()
                            .amount;
                        line.discount_amount = tenths.and_then(|tenths| tenth(list, tenths));
                        line
                    })
                    .collect();
                match tenths {
                    Some(tenths) => {
                        let sum = super::super::compute(currency, &document, &lines)
                            .unwrap()
                            .amount;
                        document.discount_amount = tenth(sum, tenths);
                    }
                    None => document.discount_percent = percent.map(Percent::from_millionths),
                }
                (currency, document, lines)
            },
        )
}

/// The rules again, in decimals of 28 digits and without any of the library's rounding.
mod slow {
    use super::*;

    pub(super) struct Slow {
        digits: u32,
        tie: RoundingStrategy,
    }

    pub(super) struct Line {
        pub(super) amount: Decimal,
        pub(super) share: Decimal,
        pub(super) tax: Decimal,
    }

    impl Slow {
        fn round(&self, value: Decimal) -> Decimal {
            value.round_dp_with_strategy(self.digits, self.tie)
        }

        fn parts(&self, total: Decimal, weights: &[Decimal]) -> Vec<Decimal> {
            let whole: Decimal = weights.iter().sum();
            let mut reached = Decimal::ZERO;
            let mut sums = vec![Decimal::ZERO];
            for weight in weights {
                reached += *weight;
                let share = if whole.is_zero() {
                    whole
                } else {
                    total * reached / whole
                };
                sums.push(self.round(share));
            }
            sums.windows(2).map(|pair| pair[1] - pair[0]).collect()
        }

        fn tax(&self, document: &DocumentInput, base: Decimal, rate: Decimal) -> Decimal {
            if document.prices_include_tax {
                base - self.round(base / (Decimal::ONE + rate))
            } else {
                self.round(base * rate)
            }
        }

        fn amount(&self, line: &LineInput) -> Decimal {
            let list = line.quantity.to_decimal() * line.unit_price.to_decimal();
            if let Some(discount) = line.discount_amount {
                return self.round(list) - discount.to_decimal();
            }
            let discount = line.discount_percent.unwrap_or_default().to_decimal();
            self.round(list * (Decimal::ONE - discount / Decimal::ONE_HUNDRED))
        }
    }

    pub(super) fn price(
        code: Currency,
        document: &DocumentInput,
        lines: &[LineInput],
    ) -> Vec<Line> {
        let slow = Slow {
            digits: u32::from(code.digits()),
            tie: match document.tie {
                Tie::HalfUp => RoundingStrategy::MidpointAwayFromZero,
                Tie::HalfEven => RoundingStrategy::MidpointNearestEven,
            },
        };
        let amounts: Vec<Decimal> = lines.iter().map(|line| slow.amount(line)).collect();
        let discount = match (document.discount_percent, document.discount_amount) {
            (Some(percent), _) => {
                let sum: Decimal = amounts.iter().sum();
                slow.round(sum * percent.to_decimal() / Decimal::ONE_HUNDRED)
            }
            (None, amount) => amount.unwrap_or_default().to_decimal(),
        };
        let shares = slow.parts(discount, &amounts);
        let bases: Vec<Decimal> = amounts.iter().zip(&shares).map(|(a, s)| a - s).collect();
        let rate = |index: usize| lines[index].tax_percent.to_decimal() / Decimal::ONE_HUNDRED;
        let tax = |index: usize| {
            if document.tax_rounding == TaxRounding::Line {
                return slow.tax(document, bases[index], rate(index));
            }
            let own: Vec<usize> = (0..lines.len())
                .filter(|i| rate(*i) == rate(index))
                .collect();
            let weights: Vec<Decimal> = own.iter().map(|i| bases[*i]).collect();
            let total = slow.tax(document, weights.iter().sum(), rate(index));
            let place = own.iter().position(|i| *i == index).unwrap();
            slow.parts(total, &weights)[place]
        };
        let line = |index: usize| Line {
            amount: amounts[index],
            share: shares[index],
            tax: tax(index),
        };
        (0..lines.len()).map(line).collect()
    }
}

fn add(amounts: impl Iterator<Item = Amount>) -> Amount {
    Amount::sum(amounts).unwrap()
}

fn ends_with_its_figure(step: &Step) -> bool {
    let note = step
        .note
        .trim_end_matches(" (half_up)")
        .trim_end_matches(" (half_even)");
    note.rsplit(' ').next() == Some(step.value.to_string().as_str())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_identities_of_every_document((currency, document, lines) in any_document()) {
        let priced = super::super::compute(currency, &document, &lines).unwrap();
        prop_assert_eq!(priced.lines.len(), lines.len());
        for line in &priced.lines {
            let discounts = [line.discount, line.amount, line.document_discount];
            let taxed = [line.net, line.tax, line.gross];
            let parts = [discounts, taxed].concat();
            prop_assert!(parts.iter().all(|part| !part.is_negative()), "{line:?}");
            prop_assert!(parts.iter().all(|part| part.of(currency).is_ok()));
            prop_assert_eq!(line.net.plus(line.tax).unwrap(), line.gross);
            let base = if document.prices_include_tax { line.gross } else { line.net };
            prop_assert_eq!(base.plus(line.document_discount).unwrap(), line.amount);
        }
        let of = |part: fn(&LineTotals) -> Amount| add(priced.lines.iter().map(part));
        prop_assert_eq!(of(|line| line.amount), priced.amount);
        prop_assert_eq!(of(|line| line.document_discount), priced.discount);
        prop_assert_eq!(of(|line| line.net), priced.net);
        prop_assert_eq!(of(|line| line.tax), priced.tax);
        prop_assert_eq!(of(|line| line.gross), priced.gross);
        prop_assert_eq!(priced.net.plus(priced.tax).unwrap(), priced.gross);
        prop_assert_eq!(add(priced.taxes.iter().map(|rate| rate.net)), priced.net);
        prop_assert_eq!(add(priced.taxes.iter().map(|rate| rate.tax)), priced.tax);
        prop_assert_eq!(add(priced.taxes.iter().map(|rate| rate.gross)), priced.gross);
        prop_assert!(priced.taxes.is_sorted_by(|one, next| one.tax_percent > next.tax_percent));
    }

    #[test]
    fn a_slow_decimal_calculation_agrees((currency, document, lines) in any_document()) {
        let priced = super::super::compute(currency, &document, &lines).unwrap();
        for (fast, slow) in priced.lines.iter().zip(slow::price(currency, &document, &lines)) {
            prop_assert_eq!(fast.amount.to_decimal(), slow.amount);
            prop_assert_eq!(fast.document_discount.to_decimal(), slow.share);
            prop_assert_eq!(fast.tax.to_decimal(), slow.tax);
        }
    }

    /// M5: a line's part of its rate's tax is within one minor unit of its exact share.
    #[test]
    fn tax_of_the_document_stays_near_each_line((currency, document, lines) in any_document()) {
        let priced = super::super::compute(currency, &per_document(document), &lines).unwrap();
        let base = |net: Amount, gross: Amount| {
            if document.prices_include_tax { gross.minor(currency) } else { net.minor(currency) }
        };
        for (input, line) in lines.iter().zip(&priced.lines) {
            let mut rates = priced.taxes.iter();
            let rate = rates.find(|rate| rate.tax_percent == input.tax_percent).unwrap();
            let whole = base(rate.net, rate.gross);
            let exact = rate.tax.minor(currency) * base(line.net, line.gross);
            let off = line.tax.minor(currency) * whole - exact;
            prop_assert!(off.abs() <= whole, "{line:?} of {rate:?}");
        }
    }

    #[test]
    fn an_explanation_changes_no_figure((currency, document, lines) in any_document()) {
        let fast = super::super::compute(currency, &document, &lines).unwrap();
        let priced = explain(currency, &document, &lines).unwrap();
        prop_assert_eq!(&priced.taxes, &fast.taxes);
        prop_assert_eq!((priced.net, priced.tax, priced.gross), (fast.net, fast.tax, fast.gross));
        prop_assert_eq!((priced.amount, priced.discount), (fast.amount, fast.discount));
        for (explained, line) in priced.lines.iter().zip(&fast.lines) {
            let same = LineTotals {
                discount: explained.discount,
                amount: explained.amount,
                document_discount: explained.document_discount,
                net: explained.net,
                tax: explained.tax,
                gross: explained.gross,
            };
            prop_assert_eq!(same, *line);
        }
        for step in priced.steps.iter().chain(priced.lines.iter().flat_map(|line| &line.steps)) {
            prop_assert!(ends_with_its_figure(step), "{step:?}");
        }
    }
}
