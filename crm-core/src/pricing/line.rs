//! The lines of quotes and orders as hosts give them.

use super::model::LineInput;
use crate::base::error::Result;
use crate::base::id::{ProductId, QuoteLineId};
use crate::base::messages::FIELD_MISSING;
use crate::base::{Amount, CodeText, Name, Percent, Price, Quantity};
use serde::{Deserialize, Serialize};

/// One line to be sold: a product, or free text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineArgs {
    /// The product; it lends the line its name, unit, price and tax rate where they are not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// What is sold, at most 200 characters; needed without a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Name>,
    /// The unit of the quantity, such as `台`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<CodeText>,
    /// How many units; above zero, at most six decimals.
    pub quantity: Quantity,
    /// The price of one unit, not negative, at most six decimals; needed without a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Price>,
    /// The line's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// The line's discount in money; not together with `discount_percent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_amount: Option<Amount>,
    /// The tax rate in percent, 0 to 100; the product's, else 0, when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_percent: Option<Percent>,
}

arguments!(LineArgs { quantity: Quantity } else
    product, description, unit, unit_price, discount_percent, discount_amount, tax_percent
);

/// A line with everything it needs to be priced and kept.
#[derive(Debug, Clone, PartialEq)]
pub struct SaleLine {
    /// The product, when it is one.
    pub product: Option<ProductId>,
    /// What is sold.
    pub description: Name,
    /// The unit of the quantity.
    pub unit: Option<CodeText>,
    /// The quote line it is ordered from.
    pub quote_line: Option<QuoteLineId>,
    /// What it is priced by.
    pub input: LineInput,
}

impl LineArgs {
    /// The line as it stands, without a product to lend it anything.
    ///
    /// # Errors
    /// `field.missing` at `description` or `unit_price`.
    pub fn plain(&self) -> Result<SaleLine> {
        let missing = |field: &str| FIELD_MISSING.at(field).with("name", field);
        Ok(SaleLine {
            product: self.product,
            description: self
                .description
                .clone()
                .ok_or_else(|| missing("description"))?,
            unit: self.unit.clone(),
            quote_line: None,
            input: LineInput {
                quantity: self.quantity,
                unit_price: self.unit_price.ok_or_else(|| missing("unit_price"))?,
                discount_percent: self.discount_percent,
                discount_amount: self.discount_amount,
                tax_percent: self.tax_percent.unwrap_or_default(),
            },
        })
    }
}
