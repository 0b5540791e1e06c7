//! What products, price lists and prices are.

use crate::base::id::{PriceListId, ProductId, RowId};
use crate::base::{
    CodeText, Currency, Date, Extra, Instant, Lifecycle, Name, Note, Percent, Price, Quantity,
};
use serde::{Deserialize, Serialize};

/// A product or a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Raised by every change.
    pub version: i64,
    /// Whether it is in use; an archived one stands on no new quote or order.
    pub status: Lifecycle,
    /// Its code, unique among products.
    pub code: CodeText,
    /// Its name.
    pub name: Name,
    /// The unit it is sold in, such as `台`.
    pub unit: Option<CodeText>,
    /// A code of the list `product_category`.
    pub category: Option<CodeText>,
    /// The tax rate in percent, 0 to 100.
    pub tax_percent: Percent,
    /// What one unit costs us, in the workspace's currency; empty too for who may not see it.
    pub cost: Option<Price>,
    /// What it is.
    pub description: Option<Note>,
    /// The host's own key, unique among products.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// A list of prices in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceList {
    /// Its id.
    pub id: PriceListId,
    /// Raised by every change.
    pub version: i64,
    /// Whether it is in use; an archived one lends no price.
    pub status: Lifecycle,
    /// Its name.
    pub name: Name,
    /// The currency of its prices.
    pub currency: Currency,
    /// Whether its prices contain the tax.
    pub prices_include_tax: bool,
    /// Whether it serves every sale; otherwise only those to customers whose `price_list` it is.
    pub general: bool,
    /// Its first day; always valid before `valid_to` when empty.
    pub valid_from: Option<Date>,
    /// Its last day; without end when empty.
    pub valid_to: Option<Date>,
    /// The host's own key, unique among price lists.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// What a product costs on a list from a quantity on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListPrice {
    /// Its id.
    pub id: RowId,
    /// Raised by every change.
    pub version: i64,
    /// The list.
    pub price_list: PriceListId,
    /// The product.
    pub product: ProductId,
    /// The least quantity it holds for.
    pub min_quantity: Quantity,
    /// The price of one unit, in the list's currency.
    pub unit_price: Price,
    /// Its first day; the list's when empty.
    pub valid_from: Option<Date>,
    /// Its last day; the list's when empty.
    pub valid_to: Option<Date>,
}

/// The price that applies, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppliedPrice {
    /// The product.
    pub product: ProductId,
    /// The price of one unit.
    pub unit_price: Price,
    /// Its currency.
    pub currency: Currency,
    /// Whether it contains the tax.
    pub prices_include_tax: bool,
    /// The list it stands on.
    pub price_list: PriceListId,
    /// The quantity it holds from.
    pub min_quantity: Quantity,
    /// Its first day on that list; the list's when empty.
    pub valid_from: Option<Date>,
    /// Its last day on that list; the list's when empty.
    pub valid_to: Option<Date>,
}
