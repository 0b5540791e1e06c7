//! Quotes as rows.

use super::model::{Quote, QuoteLine};
use super::rules::conversion::Given;
use crate::base::error::{Error, Result};
use crate::base::id::{Id, QuoteId, QuoteLineId};
use crate::base::messages::STORAGE_ROW;
use crate::base::{Amount, Currency};
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Row, Value, ValueRef, statement, stored};

stored!(Quote, "crm_quote", record: "quote", QuoteId, Permission::QuoteRead,
    |quote| Access { owner: quote.owner, department: quote.department }, children: [lines]);
stored!(QuoteLine, "crm_quote_line");

const LINES: &str = "WHERE quote = ?1 ORDER BY sequence";

/// Says that a quote with its lines will be read.
pub(crate) fn ahead(ahead: &mut Ahead, id: QuoteId) {
    ahead.read::<Quote>(id);
    ahead.rows::<QuoteLine>(LINES, vec![id.raw().into()]);
}

/// Says that a quote with its lines will be changed.
pub(crate) fn ahead_for_update(ahead: &mut Ahead, id: QuoteId) {
    ahead.change::<Quote>(id);
    ahead.rows::<QuoteLine>(LINES, vec![id.raw().into()]);
}

/// Reads the lines of a quote into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut quote: Quote) -> Result<Quote> {
    let id = [Value::Int(quote.id.raw())];
    let digits = quote.currency.digits();
    quote.lines = cx.rows(LINES, &id, digits)?;
    Ok(quote)
}

/// Loads a quote with its lines, to be changed.
pub(crate) fn load_for_update(
    cx: &mut Context<'_>,
    id: QuoteId,
    version: Option<i64>,
) -> Result<Quote> {
    let quote = cx.load_for_update(id, version)?;
    with_lines(cx, quote)
}

/// Inserts a quote with its lines.
pub(crate) fn insert(cx: &mut Context<'_>, quote: &Quote) -> Result<()> {
    cx.insert(quote, "created")?;
    cx.insert_rows(&quote.lines)
}

/// Writes a quote's lines anew.
pub(crate) fn replace_lines(cx: &mut Context<'_>, quote: &Quote) -> Result<()> {
    let id = [Value::Int(quote.id.raw())];
    cx.execute("DELETE FROM crm_quote_line WHERE quote = ?1", &id)?;
    cx.insert_rows(&quote.lines)
}

/// Saves a quote of whose lines only the ordered quantities moved.
pub(crate) fn save_ordered(
    cx: &mut Context<'_>,
    before: &Quote,
    after: &mut Quote,
    verb: &str,
) -> Result<()> {
    cx.update(before, after, verb)?;
    for (old, new) in before.lines.iter().zip(&after.lines) {
        if old.ordered == new.ordered {
            continue;
        }
        let values = [
            Value::Int(new.ordered.millionths()),
            Value::Int(new.id.raw()),
        ];
        cx.execute(
            "UPDATE crm_quote_line SET ordered = ?1 WHERE id = ?2",
            &values,
        )?;
    }
    Ok(())
}

/// The version that replaced a quote.
pub(crate) fn successor(cx: &mut Context<'_>, quote: QuoteId) -> Result<Option<QuoteId>> {
    let id = [Value::Int(quote.raw())];
    let found = statement::number(cx.db(), "SELECT id FROM crm_quote WHERE revises = ?1", &id)?;
    Ok(found.map(QuoteId::from_raw))
}

/// The discounts in money that a quote's orders already carry, cancelled ones left out.
pub(crate) fn given(cx: &mut Context<'_>, quote: &Quote) -> Result<Given> {
    let mut given = Given::default();
    let id = [Value::Int(quote.id.raw())];
    let lines = "SELECT l.quote_line, CAST(sum(l.discount_amount) AS bigint) FROM crm_order o \
                 JOIN crm_order_line l ON l.\"order\" = o.id \
                 WHERE o.quote = ?1 AND o.status <> 'cancelled' \
                 AND l.quote_line IS NOT NULL AND l.discount_amount IS NOT NULL \
                 GROUP BY l.quote_line";
    cx.db().query(lines, &id, &mut |row| {
        let line = QuoteLineId::from_raw(whole(row, 0)?);
        given.lines.insert(line, amount(row, 1, quote.currency)?);
        Ok(())
    })?;
    // An order whose lines were all replaced is no order of this quote any more.
    let document = "SELECT o.discount FROM crm_order o \
                    WHERE o.quote = ?1 AND o.status <> 'cancelled' AND EXISTS \
                    (SELECT 1 FROM crm_order_line l \
                    WHERE l.\"order\" = o.id AND l.quote_line IS NOT NULL)";
    cx.db().query(document, &id, &mut |row| {
        let discount = amount(row, 0, quote.currency)?;
        given.document = given.document.plus(discount)?;
        Ok(())
    })?;
    Ok(given)
}

fn amount(row: &dyn Row, index: usize, currency: Currency) -> Result<Amount> {
    Ok(Amount::from_ten_thousandths(
        whole(row, index)?,
        currency.digits(),
    ))
}

fn whole(row: &dyn Row, index: usize) -> Result<i64> {
    match row.value(index)? {
        ValueRef::Int(value) => Ok(value),
        _ => Err(broken("not a whole number")),
    }
}

fn broken(reason: &str) -> Error {
    STORAGE_ROW.error().with("reason", reason)
}
