//! What products lend the lines of a quote.

use super::engine::{Engine, bound};
use super::pricing::Input;
use super::program::Program;
use super::values::{Day, Flag, Money, Number};
use crate::Result;
use std::collections::HashMap;

/// One line as it is asked for.
pub(super) struct Wanted {
    pub(super) product: i64,
    pub(super) quantity: Number,
    pub(super) discount_percent: Option<Number>,
    pub(super) discount_amount: Option<Money>,
}

pub(super) struct Product {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) unit: Option<String>,
    tax_percent: Number,
}

/// A price list: id, first and last day, whether its prices include tax.
type List = (i64, Option<Day>, Option<Day>, Flag);

struct Price {
    min_quantity: Number,
    unit_price: Number,
}

/// The lines with their products' names, units, tax rates and prices, in three queries. Quotes of
/// more than eight products are not in this program's business.
pub(super) fn lend<E: Engine>(
    program: &Program<E>,
    lines: &[Wanted],
    currency: &str,
    list: Option<i64>,
) -> Result<Vec<(Product, Input)>> {
    let mut products = products(program, lines)?;
    let list = one_list(program, currency, list)?;
    let prices = prices(program, lines, list)?;
    let lent = lines.iter().map(|line| {
        let product = products.remove(&line.product).ok_or("no such product")?;
        let fitting = prices.get(&line.product).into_iter().flatten();
        let fitting = fitting.filter(|price| price.min_quantity.0 <= line.quantity.0);
        let price = fitting.max_by_key(|price| price.min_quantity.0);
        let input = Input {
            quantity: line.quantity,
            unit_price: price.ok_or("no price")?.unit_price,
            discount_percent: line.discount_percent,
            discount_amount: line.discount_amount,
            tax_percent: product.tax_percent,
        };
        Ok((product, input))
    });
    lent.collect()
}

/// The products of the lines, filled up to eight by repeating the last.
fn ids(lines: &[Wanted]) -> Result<[i64; 8]> {
    let last = lines.last().ok_or("no lines")?.product;
    let mut ids = [last; 8];
    for (id, line) in ids.iter_mut().zip(lines) {
        *id = line.product;
    }
    Ok(ids)
}

fn products<E: Engine>(program: &Program<E>, lines: &[Wanted]) -> Result<HashMap<i64, Product>> {
    let sql = "SELECT id, name, unit, tax_percent FROM crm_product \
               WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) AND status = 'active'";
    let [a, b, c, d, e, f, g, h] = ids(lines)?;
    let found = program.rows(sql, bound![a, b, c, d, e, f, g, h])?;
    let found = found.into_iter().map(|(id, name, unit, tax_percent)| {
        let product = Product {
            id,
            name,
            unit,
            tax_percent,
        };
        (id, product)
    });
    Ok(found.collect())
}

fn one_list<E: Engine>(program: &Program<E>, currency: &str, own: Option<i64>) -> Result<i64> {
    let sql = "SELECT id, valid_from, valid_to, prices_include_tax FROM crm_price_list \
               WHERE currency = ?1 AND status = 'active' AND (general = 1 OR id = ?2) ORDER BY id";
    let lists = program.rows(sql, bound![currency, own])?;
    let today = program.today;
    let mut valid = lists.into_iter().filter(|list: &List| {
        let (_, from, to, Flag(include_tax)) = list;
        !include_tax && from.is_none_or(|from| from <= today) && to.is_none_or(|to| to >= today)
    });
    Ok(valid.next().ok_or("no price list")?.0)
}

fn prices<E: Engine>(
    program: &Program<E>,
    lines: &[Wanted],
    list: i64,
) -> Result<HashMap<i64, Vec<Price>>> {
    let sql = "SELECT product, min_quantity, unit_price FROM crm_price \
               WHERE product IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) AND price_list = ?9 \
               AND coalesce(valid_from, '') <= ?10 AND (valid_to IS NULL OR valid_to >= ?10)";
    let [a, b, c, d, e, f, g, h] = ids(lines)?;
    let values = bound![a, b, c, d, e, f, g, h, list, program.today];
    let mut prices: HashMap<i64, Vec<Price>> = HashMap::new();
    for (product, min_quantity, unit_price) in program.rows(sql, values)? {
        let price = Price {
            min_quantity,
            unit_price,
        };
        prices.entry(product).or_default().push(price);
    }
    Ok(prices)
}
