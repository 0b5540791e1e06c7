//! The lines of quotes and orders take from their products what they do not say themselves.

use super::model::{ListPrice, PriceList, Product};
use super::rules::{self, Sought};
use super::store;
use crate::base::error::{Error, Result};
use crate::base::id::{Id, PriceListId, ProductId};
use crate::base::messages::NOT_FOUND;
use crate::base::{Currency, Date, Quantity};
use crate::engine::{Ahead, Context};
use crate::org::permission::Permission;
use crate::pricing;
use crate::pricing::line::{LineArgs, SaleLine};
use crate::storage::select::Select;
use std::collections::BTreeMap;

/// The lines with everything they need: a product lends its name, its unit, its tax rate and the
/// price that applies where the line gives none. Products are read in one query, and so are the
/// lists and the prices; nothing is read when no line has a product.
///
/// # Errors
/// `number.not_positive` at `lines[i].quantity`: the form of every line comes before its product.
/// Then at `lines[i]` in order of the lines: `field.missing`; at `lines[i].product` `not_found`,
/// `product.archived`, `price.none`, `price.tax_basis`.
pub(crate) fn resolve(
    cx: &mut Context<'_>,
    lines: &[LineArgs],
    currency: Currency,
    prices_include_tax: bool,
    customer_price_list: Option<PriceListId>,
    date: Date,
) -> Result<Vec<SaleLine>> {
    let at = |index: usize| move |error: Error| error.under(&format!("lines[{index}]"));
    for (index, line) in lines.iter().enumerate() {
        pricing::rules::check_quantity(line.quantity).map_err(at(index))?;
    }
    let catalogue = Catalogue::load(cx, lines, currency, customer_price_list, date)?;
    let resolved = lines.iter().enumerate().map(|(index, line)| {
        let full = match line.product {
            None => line.plain(),
            Some(product) => catalogue
                .lend(line, product, prices_include_tax)
                .and_then(|line| line.plain()),
        };
        full.map_err(at(index))
    });
    resolved.collect()
}

/// What some lines need of the catalogue.
struct Catalogue {
    products: BTreeMap<ProductId, Product>,
    lists: Vec<PriceList>,
    prices: BTreeMap<ProductId, Vec<ListPrice>>,
    /// What is looked for; the quantity is each line's own.
    sought: Sought,
}

impl Catalogue {
    fn load(
        cx: &mut Context<'_>,
        lines: &[LineArgs],
        currency: Currency,
        price_list: Option<PriceListId>,
        date: Date,
    ) -> Result<Self> {
        let unpriced = lines.iter().filter(|line| line.unit_price.is_none());
        let mut catalogue = Self {
            products: BTreeMap::new(),
            lists: Vec::new(),
            prices: BTreeMap::new(),
            sought: Sought {
                currency,
                quantity: lines.iter().map(|l| l.quantity).max().unwrap_or_default(),
                date,
                price_list,
                prices_include_tax: None,
            },
        };
        let wanted = ids(lines.iter());
        // Whoever may not read the catalogue finds no product in it.
        if wanted.is_empty() || cx.actor().scope(Permission::CatalogRead).is_none() {
            return Ok(catalogue);
        }
        let products: Vec<Product> = products(wanted).rows(cx.db(), "id", 0)?;
        catalogue.products = products.into_iter().map(|p| (p.id, p)).collect();
        let unpriced = ids(unpriced);
        if !unpriced.is_empty() {
            catalogue.load_prices(cx, unpriced)?;
        }
        Ok(catalogue)
    }

    fn load_prices(&mut self, cx: &mut Context<'_>, products: Vec<i64>) -> Result<()> {
        self.lists = store::lists(cx, &self.sought)?;
        if self.lists.is_empty() {
            return Ok(());
        }
        let (most, date): (Quantity, Date) = (self.sought.quantity, self.sought.date);
        for price in store::prices(cx, products, &self.lists, most, date)? {
            self.prices.entry(price.product).or_default().push(price);
        }
        Ok(())
    }

    /// The line with what its product lends it.
    fn lend(&self, line: &LineArgs, id: ProductId, prices_include_tax: bool) -> Result<LineArgs> {
        let product = self.products.get(&id).ok_or_else(|| {
            NOT_FOUND
                .at("product")
                .with("record", "product")
                .with("id", id)
        })?;
        rules::sold(product)?;
        let mut line = line.clone();
        line.description.get_or_insert_with(|| product.name.clone());
        line.unit = line.unit.or_else(|| product.unit.clone());
        line.tax_percent.get_or_insert(product.tax_percent);
        if line.unit_price.is_none() {
            let sought = Sought {
                quantity: line.quantity,
                prices_include_tax: Some(prices_include_tax),
                ..self.sought
            };
            let prices = self.prices.get(&id).into_iter().flatten();
            let price = rules::choose(&self.lists, prices, &sought)
                .ok_or_else(|| rules::no_price(product, &sought))?;
            rules::tax_basis(product, &price, prices_include_tax)?;
            line.unit_price = Some(price.unit_price);
        }
        Ok(line)
    }
}

/// Says that the products of lines will be read.
pub(crate) fn ahead(ahead: &mut Ahead, lines: &[LineArgs]) {
    let wanted = ids(lines.iter());
    if !wanted.is_empty() {
        let (sql, values) = products(wanted).text::<Product>("id");
        ahead.query(sql, values);
    }
}

fn products(ids: Vec<i64>) -> Select {
    let mut select = Select::new();
    select.any_of("id", ids);
    select
}

/// The distinct products of lines.
fn ids<'a>(lines: impl Iterator<Item = &'a LineArgs>) -> Vec<i64> {
    let mut ids: Vec<i64> = lines.filter_map(|l| l.product).map(Id::raw).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
#[path = "lines_tests.rs"]
mod tests;
