//! What may happen to an order. Pure.

use super::model::{Order, OrderLine};
use crate::base::error::Result;
use crate::base::id::OrderLineId;
use crate::pricing;
use crate::pricing::line::SaleLine;
use crate::pricing::model::LineInput;

/// Prices an order's lines and sets its totals. `ids` names each line.
///
/// # Errors
/// As [`pricing::rules::compute`].
pub fn price(order: &mut Order, lines: Vec<SaleLine>, ids: Vec<OrderLineId>) -> Result<()> {
    let inputs: Vec<LineInput> = lines.iter().map(|line| line.input).collect();
    let totals = pricing::rules::compute(order.currency, &order.pricing(), &inputs)?;
    order.discount = totals.discount;
    order.net = totals.net;
    order.tax = totals.tax;
    order.gross = totals.gross;
    order.discount_amount = order
        .discount_amount
        .map(|amount| amount.of(order.currency))
        .transpose()?;
    let figures = totals.lines.into_iter().zip(ids);
    order.lines = (1_u32..)
        .zip(lines)
        .zip(figures)
        .map(|((sequence, line), (figures, id))| {
            let discount = line.input.discount_amount;
            Ok(OrderLine {
                id,
                order: order.id,
                sequence,
                product: line.product,
                description: line.description,
                unit: line.unit,
                quantity: line.input.quantity,
                unit_price: line.input.unit_price,
                discount_percent: line.input.discount_percent,
                discount_amount: discount
                    .map(|amount| amount.of(order.currency))
                    .transpose()?,
                tax_percent: line.input.tax_percent,
                quote_line: line.quote_line,
                net: figures.net,
                tax: figures.tax,
                gross: figures.gross,
            })
        })
        .collect::<Result<Vec<OrderLine>>>()?;
    Ok(())
}
