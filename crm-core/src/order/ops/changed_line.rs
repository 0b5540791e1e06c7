//! The lines of an order that is changed: new ones, and those it keeps.

use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderLineId, ProductId};
use crate::base::messages::FIELD_CHOICE;
use crate::base::{Amount, CodeText, Name, Percent, Price, Quantity};
use crate::order::model::{Order, OrderLine};
use crate::pricing::line::{LineArgs, SaleLine};
use serde::{Deserialize, Serialize};

/// A line of another order, or of none.
pub(crate) const LINE_UNKNOWN: Refusal = Refusal::rule(
    "order.line_unknown",
    "the order has no line {line}",
    "订单没有编号为 {line} 的行",
);
/// The same line twice.
pub(crate) const LINE_TWICE: Refusal = Refusal::rule(
    "order.line_twice",
    "line {line} is given twice",
    "编号为 {line} 的行重复",
);
/// A kept line cannot become another product's.
const OTHER_PRODUCT: Refusal = FIELD_CHOICE.saying(
    "give line or another product, not both",
    "line 与另一个 product 只能给出其一",
);

/// One line of a changed order: a new one, or one that the order keeps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangedLine {
    /// The id of the order's line that is kept: it stays the same line, ordered from the same quote
    /// line, with everything that is not given here. A new line when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<OrderLineId>,
    /// The product of a new line; it lends the line its name, unit, price and tax rate where they
    /// are not given. A kept line keeps its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// What is sold, at most 200 characters; needed for a new line without a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Name>,
    /// The unit of the quantity, such as `台`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<CodeText>,
    /// How many units; above zero, at most six decimals. Of a line that is ordered from a quote, at
    /// most what the quote line has left.
    pub quantity: Quantity,
    /// The price of one unit, not negative, at most six decimals; needed for a new line without a
    /// product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Price>,
    /// The line's discount in percent, 0 to 100; not together with `discount_amount`. It takes the
    /// place of a kept line's discount in money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// The line's discount in money; not together with `discount_percent`. It takes the place of a
    /// kept line's discount in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_amount: Option<Amount>,
    /// The tax rate in percent, 0 to 100; a new line's is the product's, else 0, when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_percent: Option<Percent>,
}

arguments!(ChangedLine { quantity: Quantity } else
    line, product, description, unit, unit_price, discount_percent, discount_amount, tax_percent);

/// For each changed line, the line of the order that it keeps.
///
/// # Errors
/// At `lines[i]`: `order.line_unknown`, `order.line_twice` at `line`, `field.choice` at `product`.
pub(super) fn kept<'o>(
    order: &'o Order,
    lines: &[ChangedLine],
) -> Result<Vec<Option<&'o OrderLine>>> {
    let mut kept: Vec<Option<&OrderLine>> = Vec::with_capacity(lines.len());
    for (index, changed) in lines.iter().enumerate() {
        let found = changed.of(order);
        let found = found.map_err(|error| error.under(&format!("lines[{index}]")))?;
        if let Some(line) = found
            && kept.iter().flatten().any(|other| other.id == line.id)
        {
            let field = format!("lines[{index}].line");
            return Err(LINE_TWICE.at(field).with("line", line.id));
        }
        kept.push(found);
    }
    Ok(kept)
}

/// The lines for the catalogue to complete. A kept line is complete, so its product is not asked.
pub(super) fn wanted(lines: &[ChangedLine], kept: &[Option<&OrderLine>]) -> Vec<LineArgs> {
    let pairs = lines.iter().zip(kept);
    pairs
        .map(|(changed, kept)| match kept {
            None => changed.new_line(),
            Some(line) => changed.over(line),
        })
        .collect()
}

/// Gives the kept lines back what the catalogue was not asked for.
pub(super) fn restore(lines: &mut [SaleLine], kept: &[Option<&OrderLine>]) {
    for (line, kept) in lines.iter_mut().zip(kept) {
        if let Some(kept) = kept {
            line.product = kept.product;
            line.quote_line = kept.quote_line;
        }
    }
}

impl ChangedLine {
    fn of<'o>(&self, order: &'o Order) -> Result<Option<&'o OrderLine>> {
        let Some(id) = self.line else {
            return Ok(None);
        };
        let line = order.lines.iter().find(|line| line.id == id);
        let line = line.ok_or_else(|| LINE_UNKNOWN.at("line").with("line", id))?;
        if self.product.is_some() && self.product != line.product {
            return Err(OTHER_PRODUCT.at("product"));
        }
        Ok(Some(line))
    }

    fn new_line(&self) -> LineArgs {
        LineArgs {
            product: self.product,
            description: self.description.clone(),
            unit: self.unit.clone(),
            quantity: self.quantity,
            unit_price: self.unit_price,
            discount_percent: self.discount_percent,
            discount_amount: self.discount_amount,
            tax_percent: self.tax_percent,
        }
    }

    fn over(&self, line: &OrderLine) -> LineArgs {
        let (percent, amount) = match (self.discount_percent, self.discount_amount) {
            (None, None) => (line.discount_percent, line.discount_amount),
            given => given,
        };
        LineArgs {
            product: None,
            description: Some(
                self.description
                    .clone()
                    .unwrap_or_else(|| line.description.clone()),
            ),
            unit: self.unit.clone().or_else(|| line.unit.clone()),
            quantity: self.quantity,
            unit_price: Some(self.unit_price.unwrap_or(line.unit_price)),
            discount_percent: percent,
            discount_amount: amount,
            tax_percent: Some(self.tax_percent.unwrap_or(line.tax_percent)),
        }
    }
}
