//! What can be delivered of an order, and what it is worth. Pure.

use super::model::{Delivery, LineProgress};
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::{Id, OrderLineId};
use crate::base::messages::{NOT_FOUND, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, Quantity, Tie};
use crate::order::{Order, OrderLine};

/// The order's shipping waits for money (M10).
pub const GATE_CLOSED: Refusal = Refusal::rule(
    "delivery.gate_closed",
    "{open} must come in before the order is delivered",
    "订单发货前须先收款 {open}",
);
/// One line is named twice.
pub const TWICE: Refusal = Refusal::rule(
    "delivery.twice",
    "line {line} is named twice",
    "订单行 {line} 重复出现",
);
/// More than is left of a line.
pub const BEYOND_ORDERED: Refusal = Refusal::rule(
    "delivery.beyond_ordered",
    "{quantity} is more than the {left} that are left of line {line}",
    "{quantity} 超过订单行 {line} 的未交付数量 {left}",
);
/// Everything was delivered.
pub const NOTHING_LEFT: Refusal = Refusal::rule(
    "delivery.nothing_left",
    "everything of the order is delivered",
    "该订单已全部交付",
);
/// It was taken back before.
pub const REVERSED: Refusal = Refusal::rule(
    "delivery.reversed",
    "the delivery was taken back on {reversed_on}",
    "该交付已于 {reversed_on} 撤回",
);

/// What was delivered of one line: the line, and how many units.
pub type Quantities = [(OrderLineId, Quantity)];

/// How far each line of an order is delivered.
///
/// # Errors
/// `number.overflow`.
pub fn progress(order: &Order, delivered: &Quantities) -> Result<Vec<LineProgress>> {
    let of = |line: &OrderLine| -> Result<LineProgress> {
        let found = delivered.iter().find(|(id, _)| *id == line.id);
        let delivered = found.map_or(Quantity::ZERO, |(_, quantity)| *quantity);
        Ok(LineProgress {
            line: line.id,
            ordered: line.quantity,
            delivered,
            left: line.quantity.minus(delivered)?,
            value: value(order, line, delivered)?,
        })
    };
    order.lines.iter().map(of).collect()
}

/// What so many units of a line are worth with tax: their share of it, rounded to the minor unit.
fn value(order: &Order, line: &OrderLine, delivered: Quantity) -> Result<Amount> {
    if delivered == line.quantity {
        return Ok(line.gross);
    }
    let gross = i128::from(line.gross.ten_thousandths());
    let [part, whole] = [delivered, line.quantity].map(|q| i128::from(q.millionths()));
    Amount::rounded(gross, part, whole, order.currency, Tie::HalfUp)
}

/// What of an order's total is delivered.
///
/// # Errors
/// `number.overflow`.
pub fn done(order: &Order, progress: &[LineProgress]) -> Result<Amount> {
    if complete(progress) {
        return Ok(order.gross);
    }
    Amount::sum(progress.iter().map(|line| line.value))?.of(order.currency)
}

/// Whether everything is delivered.
#[must_use]
pub fn complete(progress: &[LineProgress]) -> bool {
    progress.iter().all(|line| line.left <= Quantity::ZERO)
}

/// The quantities of a delivery: those said, or everything that is left.
///
/// # Errors
/// `delivery.nothing_left`; at `lines[i]`: `not_found`, `delivery.twice`, `number.not_positive`,
/// `delivery.beyond_ordered`.
pub fn quantities(
    progress: &[LineProgress],
    wanted: Option<&Quantities>,
) -> Result<Vec<(OrderLineId, Quantity)>> {
    let left = progress.iter().filter(|line| line.left > Quantity::ZERO);
    let left: Vec<(OrderLineId, Quantity)> = left.map(|line| (line.line, line.left)).collect();
    if left.is_empty() {
        return Err(NOTHING_LEFT.at("order"));
    }
    let Some(wanted) = wanted else {
        return Ok(left);
    };
    for (index, (line, quantity)) in wanted.iter().enumerate() {
        check(progress, wanted, (index, *line, *quantity))
            .map_err(|error| error.under(&format!("lines[{index}]")))?;
    }
    Ok(wanted.to_vec())
}

fn check(
    progress: &[LineProgress],
    wanted: &Quantities,
    (index, line, quantity): (usize, OrderLineId, Quantity),
) -> Result<(), Error> {
    let Some(found) = progress.iter().find(|found| found.line == line) else {
        let error = NOT_FOUND.at("line").with("record", "order_line");
        return Err(error.with("id", line));
    };
    if wanted.iter().take(index).any(|(other, _)| *other == line) {
        return Err(TWICE.at("line").with("line", line.raw()));
    }
    if quantity <= Quantity::ZERO {
        return Err(NUMBER_NOT_POSITIVE.at("quantity").with("text", quantity));
    }
    if quantity > found.left {
        return Err(BEYOND_ORDERED
            .at("quantity")
            .with("line", line.raw())
            .with("quantity", quantity)
            .with("left", found.left));
    }
    Ok(())
}

/// What was delivered before, and with a delivery.
///
/// # Errors
/// `number.overflow`.
pub fn with(before: &Quantities, delivery: &Quantities) -> Result<Vec<(OrderLineId, Quantity)>> {
    let mut all = before.to_vec();
    for (line, quantity) in delivery {
        match all.iter_mut().find(|(id, _)| id == line) {
            Some((_, sum)) => *sum = sum.plus(*quantity)?,
            None => all.push((*line, *quantity)),
        }
    }
    Ok(all)
}

/// Whether a delivery can be taken back.
///
/// # Errors
/// `delivery.reversed`.
pub fn reversible(delivery: &Delivery) -> Result<()> {
    match delivery.reversed_on {
        None => Ok(()),
        Some(day) => Err(REVERSED.at("delivery").with("reversed_on", day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: i64, ordered: &str, delivered: &str) -> LineProgress {
        let number = |text: &str| Quantity::parse(text).unwrap();
        LineProgress {
            line: OrderLineId::from_raw(id),
            ordered: number(ordered),
            delivered: number(delivered),
            left: number(ordered).minus(number(delivered)).unwrap(),
            value: Amount::ZERO,
        }
    }

    #[test]
    fn refusals_come_in_their_order() {
        let progress = [line(1, "10", "7"), line(2, "5", "5")];
        let wanted = |lines: &[(i64, &str)]| {
            let of = |(id, text): &(i64, &str)| {
                (OrderLineId::from_raw(*id), Quantity::parse(text).unwrap())
            };
            let wanted: Vec<_> = lines.iter().map(of).collect();
            let found = quantities(&progress, Some(&wanted));
            found.map(|_| ()).map_err(|error| {
                let field = error.field().unwrap_or_default().to_owned();
                (error.kind(), field)
            })
        };
        let refused = |kind: &'static str, field: &str| Err((kind, field.to_owned()));
        assert_eq!(wanted(&[(1, "3")]), Ok(()));
        assert_eq!(wanted(&[(3, "0")]), refused("not_found", "lines[0].line"));
        let twice = wanted(&[(1, "1"), (1, "0")]);
        assert_eq!(twice, refused("delivery.twice", "lines[1].line"));
        let none = wanted(&[(1, "0")]);
        assert_eq!(none, refused("number.not_positive", "lines[0].quantity"));
        let more = wanted(&[(1, "1"), (2, "0.000001")]);
        assert_eq!(
            more,
            refused("delivery.beyond_ordered", "lines[1].quantity")
        );
        let all = [line(1, "10", "10")];
        assert_eq!(
            quantities(&all, None).unwrap_err().kind(),
            "delivery.nothing_left"
        );
        let left = quantities(&progress, None).unwrap();
        assert_eq!(
            left,
            [(OrderLineId::from_raw(1), Quantity::parse("3").unwrap())]
        );
    }
}
