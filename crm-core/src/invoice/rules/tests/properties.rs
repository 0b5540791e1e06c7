//! Whatever is applied for, given up and taken back: an order is never exceeded, and in the end met.

use super::{percent, take};
use crate::base::{Amount, Currency, Percent, Tie};
use crate::invoice::rules::{BEYOND_INVOICE, BEYOND_ORDER, Share, Wanted, Whole, shares};
use proptest::prelude::*;

/// An order's lines: rate in percent, net amount in cents, and how far its tax is off, as the
/// rounding of many lines leaves it.
fn lines() -> impl Strategy<Value = Vec<(Percent, Amount, Amount)>> {
    let line = (
        prop_oneof![Just(13), Just(9), Just(6), Just(0)],
        0_i64..2_000_000,
        0_i64..3,
    );
    proptest::collection::vec(line, 1..6).prop_map(|lines| {
        let line = |(rate, net, off): (i32, i64, i64)| {
            let tax = (net * i64::from(rate) / 100 - off).max(0);
            let cents = |cents: i64| Amount::from_ten_thousandths(cents * 100, 2);
            (Percent::whole(rate), cents(net + tax), cents(tax))
        };
        lines.into_iter().map(line).collect()
    })
}

fn sums(shares: &[Share]) -> Share {
    let sum = |part: fn(&Share) -> Amount| Amount::sum(shares.iter().map(part)).unwrap();
    Share {
        tax_percent: Percent::ZERO,
        net: sum(|share| share.net),
        tax: sum(|share| share.tax),
        gross: sum(|share| share.gross),
    }
}

fn sound(part: &[Share], gross: Amount) -> std::result::Result<(), TestCaseError> {
    for share in part {
        prop_assert_eq!(share.net.plus(share.tax).unwrap(), share.gross);
        prop_assert!(
            !share.net.is_negative() && !share.tax.is_negative(),
            "{:?}",
            share
        );
    }
    let sum = sums(part);
    prop_assert_eq!(sum.gross, gross);
    prop_assert_eq!(sum.net.plus(sum.tax).unwrap(), gross);
    Ok(())
}

proptest! {
    /// Invoices of an order are applied for, given up and taken back in parts, in any order. None
    /// ever takes more than there is, and in the end they come to the order's own figures.
    #[test]
    fn invoices_never_exceed_their_order_and_come_to_it(
        lines in lines(),
        moves in proptest::collection::vec((0_u8..4, 1_i64..1000), 0..25),
        even in any::<bool>(),
    ) {
        let tie = if even { Tie::HalfEven } else { Tie::HalfUp };
        let total = |part: fn(&(Percent, Amount, Amount)) -> Amount| {
            Amount::sum(lines.iter().map(part)).unwrap()
        };
        let (gross, tax) = (total(|line| line.1), total(|line| line.2));
        let mut whole = Whole::of(lines.clone(), Currency::CNY, tie).unwrap();
        // What each invoice has and what red letters left of it.
        let mut invoices: Vec<(Whole, Vec<Share>)> = Vec::new();
        for (way, size) in moves {
            let pick = usize::try_from(size).unwrap() % invoices.len().max(1);
            let part = |left: Amount| {
                let left = left.ten_thousandths() / 100;
                Amount::from_ten_thousandths((left * size / 1000).max(1).min(left) * 100, 2)
            };
            match way {
                0 | 1 => {
                    let wanted = part(whole.left().unwrap());
                    if wanted.is_zero() {
                        continue;
                    }
                    let wanted = Wanted { gross: Some(wanted), ..Wanted::default() };
                    let taken = shares(&whole, wanted, BEYOND_ORDER).unwrap();
                    sound(&taken, wanted.gross.unwrap())?;
                    take(&mut whole, &taken);
                    let lines = taken.iter().map(|s| (s.tax_percent, s.gross, s.tax));
                    invoices.push((Whole::of(lines, Currency::CNY, tie).unwrap(), taken));
                }
                2 if !invoices.is_empty() => {
                    let (invoice, kept) = &mut invoices[pick];
                    let wanted = part(invoice.left().unwrap());
                    if wanted.is_zero() {
                        continue;
                    }
                    let wanted = Wanted { gross: Some(wanted), ..Wanted::default() };
                    let back = shares(invoice, wanted, BEYOND_INVOICE).unwrap();
                    sound(&back, wanted.gross.unwrap())?;
                    take(invoice, &back);
                    for share in &back {
                        let (gross, tax) = (share.gross.negated(), share.tax.negated());
                        whole.take(share.tax_percent, gross, tax).unwrap();
                        let own = kept.iter_mut().find(|s| s.tax_percent == share.tax_percent);
                        let own = own.unwrap();
                        own.gross = own.gross.plus(gross).unwrap();
                        own.tax = own.tax.plus(tax).unwrap();
                        own.net = own.gross.minus(own.tax).unwrap();
                        prop_assert!(!own.net.is_negative() && !own.tax.is_negative());
                    }
                }
                3 if !invoices.is_empty() => {
                    let (_, kept) = invoices.remove(pick);
                    for share in kept {
                        let (gross, tax) = (share.gross.negated(), share.tax.negated());
                        whole.take(share.tax_percent, gross, tax).unwrap();
                    }
                }
                _ => {}
            }
            let taken: Vec<Share> = invoices.iter().flat_map(|(_, kept)| kept.clone()).collect();
            let taken = sums(&taken).gross;
            prop_assert!(taken <= gross, "{taken} of {gross}");
            prop_assert_eq!(taken.plus(whole.left().unwrap()).unwrap(), gross);
            let cent = Amount::from_ten_thousandths(100, 2);
            let one_more = whole.left().unwrap().plus(cent).unwrap();
            let wanted = Wanted { gross: Some(one_more), ..Wanted::default() };
            let refused = shares(&whole, wanted, BEYOND_ORDER).unwrap_err();
            prop_assert_eq!(refused.kind(), "invoice.beyond_order");
        }
        if !whole.left().unwrap().is_zero() {
            let rest = shares(&whole, Wanted::default(), BEYOND_ORDER).unwrap();
            sound(&rest, whole.left().unwrap())?;
            invoices.push((whole, rest));
        }
        let all: Vec<Share> = invoices.into_iter().flat_map(|(_, kept)| kept).collect();
        let all = sums(&all);
        prop_assert_eq!((all.gross, all.tax), (gross, tax));
    }

    /// Without anything taken back, each tax is within a cent of its exact part (M5).
    #[test]
    fn a_tax_is_within_a_cent_of_its_part(
        net in 1_i64..10_000_000,
        sizes in proptest::collection::vec(1_i64..1000, 1..20),
    ) {
        let tax = net * 13 / 100;
        let cents = |cents: i64| Amount::from_ten_thousandths(cents * 100, 2);
        let lines = [(percent("13"), cents(net + tax), cents(tax))];
        let mut whole = Whole::of(lines, Currency::CNY, Tie::HalfUp).unwrap();
        for size in sizes {
            let left = whole.left().unwrap().ten_thousandths() / 100;
            let gross = (left * size / 1000).max(1);
            if gross > left {
                break;
            }
            let wanted = Wanted { gross: Some(cents(gross)), ..Wanted::default() };
            let taken = shares(&whole, wanted, BEYOND_ORDER).unwrap();
            let own = taken[0].tax.ten_thousandths() / 100;
            let off = i128::from(own) * i128::from(net + tax) - i128::from(tax) * i128::from(gross);
            prop_assert!(off.abs() <= i128::from(net + tax), "{own} of {gross}");
            take(&mut whole, &taken);
        }
    }
}
