//! Which price applies, and what may happen to products and lists. Pure.

use super::model::{AppliedPrice, ListPrice, PriceList, Product};
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::PriceListId;
use crate::base::messages::{
    DATE_ORDER, NUMBER_NEGATIVE, NUMBER_NOT_POSITIVE, NUMBER_OUT_OF_RANGE,
};
use crate::base::{Currency, Date, Lifecycle, Percent, Quantity};

/// A product that is sold no more.
pub const PRODUCT_ARCHIVED: Refusal = Refusal::rule(
    "product.archived",
    "product {code} is archived",
    "产品 {code} 已归档",
);
/// A list that takes no new prices.
pub const LIST_ARCHIVED: Refusal = Refusal::rule(
    "price_list.archived",
    "price list {price_list} is archived",
    "价格表 {price_list} 已归档",
);
/// No list has a price for it.
pub const NO_PRICE: Refusal = Refusal::rule(
    "price.none",
    "no list has a price for {quantity} of product {code} in {currency} on {date}",
    "没有适用于 {date} 的产品 {code} 的 {currency} 价格(数量 {quantity})",
);
/// A price with tax for a document without, or the reverse.
pub const TAX_BASIS: Refusal = Refusal::rule(
    "price.tax_basis",
    "the price of product {code} on list {price_list} stands on the other side of tax than the document's prices",
    "价格表 {price_list} 中产品 {code} 的价格与单据的含税口径不一致",
);

/// What a price is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought {
    /// The currency.
    pub currency: Currency,
    /// How many units.
    pub quantity: Quantity,
    /// The day.
    pub date: Date,
    /// The list that comes before the general ones.
    pub price_list: Option<PriceListId>,
    /// With or without tax; a price of either kind when nothing is said.
    pub prices_include_tax: Option<bool>,
}

impl Sought {
    /// Whether a list may lend a price: in use, in this currency, valid that day, and general or
    /// the one that was named.
    #[must_use]
    pub fn admits(&self, list: &PriceList) -> bool {
        list.status == Lifecycle::Active
            && list.currency == self.currency
            && within(self.date, list.valid_from, list.valid_to)
            && (list.general || self.price_list == Some(list.id))
    }
}

/// The price that applies among those of one product. The named list comes before the general
/// ones, and among these those on the wanted side of tax; then the highest quantity break, the
/// latest start, the price entered last.
#[must_use]
pub fn choose<'a>(
    lists: &'a [PriceList],
    prices: impl IntoIterator<Item = &'a ListPrice>,
    sought: &Sought,
) -> Option<AppliedPrice> {
    let applicable = prices.into_iter().filter_map(|price| {
        let list = lists.iter().find(|list| list.id == price.price_list)?;
        let applies = sought.admits(list)
            && price.min_quantity <= sought.quantity
            && within(sought.date, price.valid_from, price.valid_to);
        applies.then_some((list, price))
    });
    let (list, price) = applicable.max_by_key(|(list, price)| {
        (
            sought.price_list == Some(list.id),
            sought.prices_include_tax == Some(list.prices_include_tax),
            price.min_quantity,
            price.valid_from.max(list.valid_from),
            price.id,
        )
    })?;
    Some(AppliedPrice {
        product: price.product,
        unit_price: price.unit_price,
        currency: list.currency,
        prices_include_tax: list.prices_include_tax,
        price_list: list.id,
        min_quantity: price.min_quantity,
        valid_from: price.valid_from,
        valid_to: price.valid_to,
    })
}

fn within(date: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to)
}

/// The refusal when no price applies, at `product`.
#[must_use]
pub fn no_price(product: &Product, sought: &Sought) -> Error {
    NO_PRICE
        .at("product")
        .with("code", &product.code)
        .with("quantity", sought.quantity)
        .with("currency", sought.currency)
        .with("date", sought.date)
}

/// Refuses a price that stands on the other side of tax than a document's prices: converting it
/// would round what the list says exactly.
///
/// # Errors
/// `price.tax_basis` at `product`.
pub fn tax_basis(product: &Product, price: &AppliedPrice, prices_include_tax: bool) -> Result<()> {
    if price.prices_include_tax == prices_include_tax {
        return Ok(());
    }
    Err(TAX_BASIS
        .at("product")
        .with("code", &product.code)
        .with("price_list", price.price_list)
        .with("prices_include_tax", price.prices_include_tax))
}

/// Refuses an archived product for anything new.
///
/// # Errors
/// `product.archived` at `product`.
pub fn sold(product: &Product) -> Result<()> {
    match product.status {
        Lifecycle::Active => Ok(()),
        Lifecycle::Archived => Err(PRODUCT_ARCHIVED.at("product").with("code", &product.code)),
    }
}

/// Refuses an archived list for new prices.
///
/// # Errors
/// `price_list.archived` at `price_list`.
pub fn in_use(list: &PriceList) -> Result<()> {
    match list.status {
        Lifecycle::Active => Ok(()),
        Lifecycle::Archived => Err(LIST_ARCHIVED.at("price_list").with("price_list", list.id)),
    }
}

/// Checks what stands in a product by itself.
///
/// # Errors
/// `number.out_of_range` at `tax_percent`, `number.negative` at `cost`.
pub fn check(product: &Product) -> Result<()> {
    if !(Percent::ZERO..=Percent::HUNDRED).contains(&product.tax_percent) {
        return Err(NUMBER_OUT_OF_RANGE
            .at("tax_percent")
            .with("text", product.tax_percent)
            .with("min", Percent::ZERO)
            .with("max", Percent::HUNDRED));
    }
    match product.cost {
        Some(cost) if cost.is_negative() => Err(NUMBER_NEGATIVE.at("cost").with("text", cost)),
        _ => Ok(()),
    }
}

/// Checks what stands in a price by itself.
///
/// # Errors
/// `number.not_positive` at `min_quantity`, `number.negative` at `unit_price`, `date.order`.
pub fn check_price(price: &ListPrice) -> Result<()> {
    if price.min_quantity <= Quantity::ZERO {
        return Err(NUMBER_NOT_POSITIVE
            .at("min_quantity")
            .with("text", price.min_quantity));
    }
    if price.unit_price.is_negative() {
        return Err(NUMBER_NEGATIVE
            .at("unit_price")
            .with("text", price.unit_price));
    }
    check_days(price.valid_from, price.valid_to)
}

/// Checks that a last day does not lie before the first.
///
/// # Errors
/// `date.order` at `valid_to`.
pub fn check_days(from: Option<Date>, to: Option<Date>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(DATE_ORDER
            .at("valid_to")
            .with("start", from)
            .with("end", to)),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
