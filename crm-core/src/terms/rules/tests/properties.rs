use super::*;
use crate::base::Percent;
use crate::terms::model::TermLine;
use proptest::prelude::*;

/// Closed terms: percentages of exactly 100, or lines of every kind with one balance among them.
fn any_terms() -> impl Strategy<Value = Template> {
    let parts = proptest::option::of(1_u32..8);
    let percent = 1_i64..60_000_000;
    let other = (0_u8..7, percent, 1_i64..5_000_000_000, parts.clone());
    let mixed = (proptest::collection::vec(other, 0..6), 0_usize..6, parts);
    let shares = proptest::collection::vec(1_i64..1_000, 1..9);
    let lines = prop_oneof![
        shares.prop_map(|weights| hundred(&weights)),
        mixed.prop_map(|(others, at, parts)| with_balance(others, at, parts)),
    ];
    (lines, any::<bool>(), any::<bool>()).prop_map(|(lines, last, even)| Template {
        rounding: if last {
            Rounding::LastLine
        } else {
            Rounding::Cumulative
        },
        tie: Some(if even { Tie::HalfEven } else { Tie::HalfUp }),
        lines,
        ..Template::default()
    })
}

fn hundred(weights: &[i64]) -> Vec<TermLine> {
    let whole: i64 = weights.iter().sum();
    let mut shares: Vec<i64> = weights.iter().map(|w| w * 100_000_000 / whole).collect();
    let missing = 100_000_000 - shares.iter().sum::<i64>();
    shares[0] += missing;
    let percent = |share: &i64| TermLine {
        percent: Some(Percent::from_millionths(*share)),
        ..TermLine::default()
    };
    shares.iter().map(percent).collect()
}

type Other = (u8, i64, i64, Option<u32>);

fn with_balance(others: Vec<Other>, at: usize, parts: Option<u32>) -> Vec<TermLine> {
    let (mut left, mut after) = (100_000_000, 100_000_000);
    let mut lines: Vec<TermLine> = Vec::new();
    for (kind, percent, fixed, parts) in others {
        let percent = Percent::from_millionths(percent);
        let mut line = TermLine {
            parts,
            ..TermLine::default()
        };
        match kind {
            0 if percent.millionths() <= left => {
                left -= percent.millionths();
                line.percent = Some(percent);
            }
            1 => line.fixed = Some(Amount::from_ten_thousandths(fixed * 10_000, 0)),
            3 if percent.millionths() <= after => {
                after -= percent.millionths();
                line.percent_after_fixed = Some(percent);
            }
            4 => {
                line.percent_of_untaxed = Some(percent);
                line.retention = fixed % 2 == 0;
            }
            5 if !lines.iter().any(|line| line.tax) => line.tax = true,
            6 => {
                line.percent_of_remainder = Some(percent);
                line.round_to = Some(Amount::from_ten_thousandths(1_000_000, 0));
            }
            _ => line.percent_of_remainder = Some(percent),
        }
        lines.push(line);
    }
    let balance = TermLine {
        balance: true,
        parts,
        ..TermLine::default()
    };
    lines.insert(at.min(lines.len()), balance);
    lines
}

proptest! {
    #[test]
    fn lines_sum_to_the_total_and_none_has_another_sign(
        minor in -1_000_000_000_000_i128..1_000_000_000_000,
        terms in any_terms(),
        tax in 0_i128..=100,
        code in prop_oneof!["CNY", "JPY", "KWD"],
    ) {
        let currency = Currency::parse(&code).unwrap();
        let of = |minor: i128| Total {
            gross: Amount::from_minor(minor, currency).unwrap(),
            tax: Amount::from_minor(minor * tax / 100, currency).unwrap(),
        };
        let (both, events) = (of(minor), approved("2026-01-31"));
        let total = both.gross;
        let planned = plan(both, currency, &events, &basis(&terms)).unwrap();
        let sum = Amount::sum(planned.lines.iter().map(|line| line.amount)).unwrap();
        prop_assert_eq!(sum, total);
        let taxes = Amount::sum(planned.lines.iter().map(|line| line.tax)).unwrap();
        prop_assert!(planned.lines.is_empty() || taxes == both.tax);
        prop_assert_eq!(planned.lines.is_empty(), total.is_zero());
        for (index, line) in planned.lines.iter().enumerate() {
            prop_assert_eq!(line.sequence as usize, index + 1);
            let same = line.amount.is_negative() == total.is_negative();
            prop_assert!(line.amount.is_zero() || same, "{:?}", line);
            let taxed = line.tax.is_negative() == total.is_negative();
            prop_assert!(line.tax.is_zero() || taxed, "{:?}", line);
            prop_assert!(line.tax.abs() <= line.amount.abs(), "{:?}", line);
        }
        // Mirrored, it is the same plan with the other sign (M4).
        let opposite = of(-minor);
        let mirrored = plan(opposite, currency, &events, &basis(&terms)).unwrap();
        for (line, mirror) in planned.lines.iter().zip(&mirrored.lines) {
            prop_assert_eq!(line.amount.negated(), mirror.amount);
            prop_assert_eq!(line.tax.negated(), mirror.tax);
        }
        prop_assert_eq!(planned.lines.len(), mirrored.lines.len());
    }

    /// M5, against its own formula on whole numbers.
    #[test]
    fn percentages_stay_within_a_minor_unit(
        minor in 1_i128..1_000_000_000_000,
        weights in proptest::collection::vec(1_i64..1_000, 1..12),
    ) {
        let terms = Template { lines: hundred(&weights), ..Template::default() };
        let total = Amount::from_minor(minor, Currency::CNY).unwrap().to_string();
        let planned = planned(&total, "CNY", "2026-01-31", &terms).unwrap();
        prop_assert_eq!(planned.lines.len(), weights.len());
        let mut share = 0;
        let rounded = |share: i128| (minor * share * 2 + 100_000_000) / 200_000_000;
        for (line, term) in planned.lines.iter().zip(&terms.lines) {
            let percent = i128::from(term.percent.unwrap().millionths());
            let found = line.amount.minor(Currency::CNY);
            prop_assert_eq!(found, rounded(share + percent) - rounded(share));
            prop_assert!((found * 100_000_000 - minor * percent).abs() <= 100_000_000);
            share += percent;
        }
        prop_assert!(planned.warnings.is_empty());
    }

    /// Every line alone is within half a minor unit, but for what is cut and the last.
    #[test]
    fn alone_each_line_is_nearest(
        minor in 100_000_i128..1_000_000_000_000,
        weights in proptest::collection::vec(100_i64..1_000, 2..12),
    ) {
        let terms = last_line(Template { lines: hundred(&weights), ..Template::default() });
        let total = Amount::from_minor(minor, Currency::CNY).unwrap().to_string();
        let planned = planned(&total, "CNY", "2026-01-31", &terms).unwrap();
        let last = planned.lines.len() - 1;
        for (line, term) in planned.lines[..last].iter().zip(&terms.lines) {
            let exact = minor * i128::from(term.percent.unwrap().millionths());
            let off = line.amount.minor(Currency::CNY) * 100_000_000 - exact;
            prop_assert!(off.abs() <= 50_000_000);
        }
    }
}
