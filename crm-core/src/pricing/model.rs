//! What goes into a price and what comes out. Amounts are in the document's currency.

use crate::base::{Amount, Currency, Percent, Price, Quantity, Tie};
use serde::{Deserialize, Serialize};

/// Where tax is rounded to the minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxRounding {
    /// On each line; the document's tax is their sum.
    #[default]
    Line,
    /// Once per tax rate on the sum of its lines, then returned to these lines by M5.
    Document,
}

/// One line to be priced, the same for quotes, orders and previews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    /// How many units; above zero, at most six decimals.
    pub quantity: Quantity,
    /// The price of one unit, not negative, at most six decimals; with tax when
    /// `prices_include_tax` says so.
    pub unit_price: Price,
    /// The line's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// The line's discount in money, 0 to quantity × unit price rounded; not together with
    /// `discount_percent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_amount: Option<Amount>,
    /// The tax rate in percent, 0 to 100; 0 when not given.
    #[serde(default)]
    pub tax_percent: Percent,
}

arguments!(LineInput { quantity: Quantity, unit_price: Price } else
    discount_percent, discount_amount, tax_percent
);

/// What holds for all lines of one document, every default resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentInput {
    /// Whether the unit prices, and so all discounts, contain the tax.
    pub prices_include_tax: bool,
    /// Where tax is rounded.
    pub tax_rounding: TaxRounding,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
    /// The document's discount in percent of the sum of its line amounts, 0 to 100; not together
    /// with `discount_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// The document's discount in money, 0 to the sum of its line amounts; not together with
    /// `discount_percent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_amount: Option<Amount>,
}

/// Prices a document of which nothing is kept, and explains each figure step by step. A quote or an
/// order with the same lines comes to the same figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// The currency of all prices and amounts.
    pub currency: Currency,
    /// Whether the unit prices, and so all discounts, contain the tax; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices_include_tax: Option<bool>,
    /// Where tax is rounded; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rounding: Option<TaxRounding>,
    /// How an exact half of a minor unit is rounded; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<Tie>,
    /// The document's discount in percent of the sum of its line amounts, 0 to 100; not together
    /// with `discount_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<Percent>,
    /// The document's discount in money, 0 to the sum of its line amounts; not together with
    /// `discount_percent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_amount: Option<Amount>,
    /// The lines, 1 to 1,000.
    pub lines: Vec<LineInput>,
}

arguments!(Preview { currency: Currency, lines: Vec<LineInput> } else
    prices_include_tax, tax_rounding, tie, discount_percent, discount_amount
);

impl Preview {
    /// What holds for all lines, with the given defaults where it is silent; a discount has none.
    #[must_use]
    pub fn document(&self, default: &DocumentInput) -> DocumentInput {
        DocumentInput {
            prices_include_tax: self
                .prices_include_tax
                .unwrap_or(default.prices_include_tax),
            tax_rounding: self.tax_rounding.unwrap_or(default.tax_rounding),
            tie: self.tie.unwrap_or(default.tie),
            discount_percent: self.discount_percent,
            discount_amount: self.discount_amount,
        }
    }
}

/// What one line comes to. None of these is negative; `net + tax = gross`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineTotals {
    /// The line's own discount in money: quantity × unit price rounded, less `amount`.
    pub discount: Amount,
    /// After the line's discount, before the document's; with tax when prices include it.
    pub amount: Amount,
    /// The line's share of the document's discount.
    pub document_discount: Amount,
    /// After all discounts, without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// After all discounts, with tax.
    pub gross: Amount,
}

/// What the lines of one tax rate come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateTotals {
    /// The tax rate in percent.
    pub tax_percent: Percent,
    /// The sum of its lines' `net`.
    pub net: Amount,
    /// The sum of its lines' `tax`.
    pub tax: Amount,
    /// The sum of its lines' `gross`.
    pub gross: Amount,
}

/// What a document comes to. None of the amounts is negative; `net + tax = gross`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Each line, in the order given.
    pub lines: Vec<LineTotals>,
    /// The sum of the lines' `amount`, before the document's discount.
    pub amount: Amount,
    /// The document's discount, the sum of the lines' `document_discount`.
    pub discount: Amount,
    /// Each tax rate that occurs, zero too, the highest first.
    pub taxes: Vec<RateTotals>,
    /// The sum of the lines' `net`.
    pub net: Amount,
    /// The sum of the lines' `tax`.
    pub tax: Amount,
    /// The sum of the lines' `gross`.
    pub gross: Amount,
}

/// Which figure a step explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Quantity × unit price before the line's discount; only on lines that have one.
    List,
    /// The amount after the line's discount; of a document, the sum of its lines' amounts.
    Amount,
    /// The line's discount in money; of a document, its discount.
    Discount,
    /// The line's share of the document's discount.
    DocumentDiscount,
    /// The gross amount of all lines of one tax rate, when tax is inside and rounded per document.
    RateGross,
    /// The net amount of all lines of one tax rate, when tax is rounded per document.
    RateNet,
    /// The tax of all lines of one tax rate, when tax is rounded per document.
    RateTax,
    /// The amount without tax.
    Net,
    /// The tax.
    Tax,
    /// The amount with tax.
    Gross,
}

/// One step of an explanation. A line's step uses what was given, the steps before it and, where a
/// total is shared out, the document's; a document's step uses its lines' figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which figure it is about.
    pub step: StepKind,
    /// The figure.
    pub value: Amount,
    /// The calculation in signs, the same in every language, ending with the figure:
    /// `3 × 19.99 = 59.97`. `≈` stands before a rounded figure, and where an exact half was rounded
    /// the rule follows: `3 × 0.335 = 1.005 ≈ 1.01 (half_up)`. `R(…)` is rounding to the minor
    /// unit, `Σ net` a sum over all lines, `Σ net(13%)` over those of one tax rate.
    pub note: String,
}

/// What one line comes to, each figure explained. None of them is negative; `net + tax = gross`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PricedLine {
    /// The line's own discount in money: quantity × unit price rounded, less `amount`.
    pub discount: Amount,
    /// After the line's discount, before the document's; with tax when prices include it.
    pub amount: Amount,
    /// The line's share of the document's discount.
    pub document_discount: Amount,
    /// After all discounts, without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// After all discounts, with tax.
    pub gross: Amount,
    /// How these figures came about.
    pub steps: Vec<Step>,
}

/// What a document comes to, each figure explained. None of the amounts is negative;
/// `net + tax = gross`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Priced {
    /// The currency of all amounts.
    pub currency: Currency,
    /// Each line, in the order given.
    pub lines: Vec<PricedLine>,
    /// The sum of the lines' `amount`, before the document's discount.
    pub amount: Amount,
    /// The document's discount, the sum of the lines' `document_discount`.
    pub discount: Amount,
    /// Each tax rate that occurs, zero too, the highest first.
    pub taxes: Vec<RateTotals>,
    /// The sum of the lines' `net`.
    pub net: Amount,
    /// The sum of the lines' `tax`.
    pub tax: Amount,
    /// The sum of the lines' `gross`.
    pub gross: Amount,
    /// How the document's figures came about.
    pub steps: Vec<Step>,
}
