//! Ordering from a quote, in whole or in part: which lines, and how discounts in money follow.
//!
//! A discount in percent is carried over as it stands. A discount in money is shared out by
//! cumulative rounding (M5) over all orders of the quote, whatever their sequence and size: after
//! each conversion, the orders together carry
//!
//! - of a line's discount D: `R(D × ordered ÷ quantity)`;
//! - of the document's discount D: `R(D × W ÷ Σ amount)`, where `amount` is a quote line's amount
//!   after its own discount and `W = Σ R(amount × ordered ÷ quantity)` what of it is ordered,
//!
//! and the new order carries what its predecessors do not carry yet. What they carry is read from
//! them, cancelled ones left out, so the sum is exact after a cancellation as well: once everything
//! is ordered, the orders together carry D, to the cent. An order's share is never negative and
//! never more than the value it is taken from; what does not fit stays for the next order. Only
//! when the values of the parts, each rounded alone, do not hold D together is some of it lost.

use super::{Action, Quote, step};
use crate::base::error::{Refusal, Result};
use crate::base::id::QuoteLineId;
use crate::base::limits::LINES_MAX;
use crate::base::messages::{LIST_EMPTY, LIST_TOO_LONG, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, Quantity};
use crate::pricing::line::SaleLine;
use crate::pricing::model::{DocumentInput, LineInput};
use crate::pricing::rules::compute;
use crate::quote::model::{Part, QuoteLine};
use std::collections::BTreeMap;

/// Everything is ordered.
pub const NOTHING_LEFT: Refusal = Refusal::rule(
    "quote.nothing_left",
    "everything of the quote is ordered",
    "报价单已全部下单",
);
/// A line of another quote, or of no quote.
pub const LINE_UNKNOWN: Refusal = Refusal::rule(
    "quote.line_unknown",
    "the quote has no line {line}",
    "报价单没有编号为 {line} 的行",
);
/// More than the quote line has left.
pub const BEYOND_QUANTITY: Refusal = Refusal::rule(
    "quote.beyond_quantity",
    "{quantity} is more than the {left} left of line {sequence}",
    "数量 {quantity} 超过第 {sequence} 行的剩余数量 {left}",
);

/// The discounts in money that the orders of a quote already carry, cancelled ones left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Of the document's discount.
    pub document: Amount,
    /// Of the discounts of lines.
    pub lines: BTreeMap<QuoteLineId, Amount>,
}

/// What a conversion comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// The quote with the ordered quantities raised.
    pub quote: Quote,
    /// The lines of the order.
    pub lines: Vec<SaleLine>,
    /// The order's share of the document's discount, when that is in money.
    pub discount_amount: Option<Amount>,
}

/// Orders parts of an accepted quote; everything that is left when none are named.
///
/// # Errors
/// `quote.not_accepted`, `quote.nothing_left`; `list.empty`, `list.too_long` at `lines`; then for
/// each part in order `quote.line_unknown`, `number.not_positive`, `quote.beyond_quantity`;
/// `number.overflow`.
pub fn convert(quote: &Quote, parts: Option<&[Part]>, given: &Given) -> Result<Conversion> {
    let mut after = step(quote, Action::Convert)?;
    let rest: Vec<Part> = left(quote);
    if rest.is_empty() {
        return Err(NOTHING_LEFT.at("quote"));
    }
    let parts = parts.unwrap_or(&rest);
    check_length(parts)?;
    let mut given = given.clone();
    let mut lines = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let line = order_part(&mut after, *part, &mut given.lines)
            .map_err(|error| error.under(&format!("lines[{index}]")))?;
        lines.push(line);
    }
    let discount_amount = document_share(&after, &lines, given.document)?;
    Ok(Conversion {
        quote: after,
        lines,
        discount_amount,
    })
}

/// Takes a quantity back that an order no longer holds.
pub fn release(quote: &mut Quote, line: QuoteLineId, quantity: Quantity) {
    if let Some(line) = quote.lines.iter_mut().find(|held| held.id == line) {
        let ordered = line.ordered.millionths() - quantity.millionths();
        line.ordered = Quantity::from_millionths(ordered);
    }
}

/// Raises a line's ordered quantity; answers the line.
///
/// # Errors
/// `quote.line_unknown` at `line`; `number.not_positive`, `quote.beyond_quantity` at `quantity`.
pub fn take(quote: &mut Quote, id: QuoteLineId, quantity: Quantity) -> Result<QuoteLine> {
    let found = quote.lines.iter_mut().find(|line| line.id == id);
    let line = found.ok_or_else(|| LINE_UNKNOWN.at("line").with("line", id))?;
    if quantity <= Quantity::ZERO {
        return Err(NUMBER_NOT_POSITIVE.at("quantity").with("text", quantity));
    }
    if quantity > line.left() {
        return Err(BEYOND_QUANTITY
            .at("quantity")
            .with("quantity", quantity)
            .with("left", line.left())
            .with("sequence", line.sequence));
    }
    let ordered = line.ordered.millionths() + quantity.millionths();
    line.ordered = Quantity::from_millionths(ordered);
    Ok(line.clone())
}

fn left(quote: &Quote) -> Vec<Part> {
    let lines = quote.lines.iter().map(|line| Part {
        line: line.id,
        quantity: line.left(),
    });
    lines
        .filter(|part| part.quantity > Quantity::ZERO)
        .collect()
}

fn check_length(parts: &[Part]) -> Result<()> {
    if parts.is_empty() {
        return Err(LIST_EMPTY.at("lines"));
    }
    if parts.len() > LINES_MAX {
        return Err(LIST_TOO_LONG
            .at("lines")
            .with("count", parts.len())
            .with("max", LINES_MAX));
    }
    Ok(())
}

/// Raises a line's ordered quantity and makes the order's line of it.
fn order_part(
    quote: &mut Quote,
    part: Part,
    given: &mut BTreeMap<QuoteLineId, Amount>,
) -> Result<SaleLine> {
    let quantity = part.quantity;
    let line = take(quote, part.line, quantity)?;
    let carried = given.entry(line.id).or_default();
    let discount_amount = line_share(quote, &line, quantity, *carried)?;
    *carried = carried.plus(discount_amount.unwrap_or_default())?;
    Ok(SaleLine {
        product: line.product,
        input: LineInput {
            quantity,
            discount_amount,
            ..line.input()
        },
        description: line.description,
        unit: line.unit,
        quote_line: Some(line.id),
    })
}

/// The part of a line's discount in money that a newly ordered quantity carries.
fn line_share(
    quote: &Quote,
    line: &QuoteLine,
    quantity: Quantity,
    carried: Amount,
) -> Result<Option<Amount>> {
    let Some(discount) = line.discount_amount else {
        return Ok(None);
    };
    let reached = of_ordered(quote, line, discount)?;
    let whole = LineInput {
        quantity,
        discount_amount: None,
        ..line.input()
    };
    share(quote, reached, carried, &[whole]).map(Some)
}

/// The part of the document's discount in money that an order of these lines carries.
fn document_share(quote: &Quote, lines: &[SaleLine], carried: Amount) -> Result<Option<Amount>> {
    let Some(discount) = quote.discount_amount else {
        return Ok(None);
    };
    let totals = compute(quote.currency, &quote.pricing(), &quote.inputs())?;
    let mut ordered = Amount::ZERO;
    for (line, figures) in quote.lines.iter().zip(&totals.lines) {
        ordered = ordered.plus(of_ordered(quote, line, figures.amount)?)?;
    }
    // Without a value there is no discount either; everything is ordered then.
    let (part, whole) = if totals.amount.is_zero() {
        (1, 1)
    } else {
        (ordered.ten_thousandths(), totals.amount.ten_thousandths())
    };
    let value = i128::from(discount.ten_thousandths());
    let (part, whole) = (i128::from(part), i128::from(whole));
    let reached = Amount::rounded(value, part, whole, quote.currency, quote.tie)?;
    let inputs: Vec<LineInput> = lines.iter().map(|line| line.input).collect();
    share(quote, reached, carried, &inputs).map(Some)
}

/// R(amount × ordered ÷ quantity) of a line.
fn of_ordered(quote: &Quote, line: &QuoteLine, amount: Amount) -> Result<Amount> {
    Amount::rounded(
        i128::from(amount.ten_thousandths()),
        i128::from(line.ordered.millionths()),
        i128::from(line.quantity.millionths()),
        quote.currency,
        quote.tie,
    )
}

/// What is still to be carried of a discount, 0 to the value of the lines it is taken from.
fn share(quote: &Quote, reached: Amount, carried: Amount, lines: &[LineInput]) -> Result<Amount> {
    let undiscounted = DocumentInput {
        discount_percent: None,
        discount_amount: None,
        ..quote.pricing()
    };
    let value = compute(quote.currency, &undiscounted, lines)?.amount;
    let share = reached.minus(carried)?.max(Amount::ZERO).min(value);
    share.of(quote.currency)
}
