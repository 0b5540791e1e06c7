//! Quotes by hand.

use super::catalogue::{self, Wanted};
use super::engine::{Engine, Query, bound};
use super::model::{Quote, QuoteLine};
use super::opportunity::{contact, customer};
use super::pricing::{Input, price};
use super::program::{Change, Program, Series};
use super::table::query;
use super::values::{Day, Flag, Money, Number, QuoteStand, TaxRounding, Tie};
use crate::Result;

static BY_ID: Query = query!(Quote, "WHERE id = ?1");
static LINES: Query = query!(QuoteLine, "WHERE quote = ?1 ORDER BY sequence");

const SERIES: Series = Series {
    name: "quote",
    prefix: "QT",
    taken: "SELECT id FROM crm_quote WHERE number = ?1",
};

pub(super) struct New<'a> {
    pub(super) customer: i64,
    pub(super) contact: i64,
    pub(super) opportunity: i64,
    pub(super) discount: Money,
    pub(super) valid_until: Day,
    pub(super) lines: &'a [Wanted],
}

pub(super) fn create<E: Engine>(program: &mut Program<E>, new: &New<'_>) -> Result<Quote> {
    program.standing()?;
    let (currency, terms, list) = customer(program, new.customer)?;
    let currency = currency.unwrap_or_else(|| "CNY".to_owned());
    references(program, new, terms)?;
    let inputs = catalogue::lend(program, new.lines, &currency, list)?;
    let mut quote = header(program, new, currency, terms)?;
    let priced: Vec<Input> = inputs.iter().map(|(_, input)| *input).collect();
    let (totals, sum) = price(&priced, new.discount);
    (quote.net, quote.tax, quote.gross) = (sum.net, sum.tax, sum.gross);
    for (sequence, ((product, input), totals)) in (1_i64..).zip(inputs.into_iter().zip(totals)) {
        quote.lines.push(QuoteLine {
            id: program.id()?,
            quote: quote.id,
            sequence,
            product: Some(product.id),
            description: product.name,
            unit: product.unit,
            quantity: input.quantity,
            unit_price: input.unit_price,
            discount_percent: input.discount_percent,
            discount_amount: input.discount_amount,
            tax_percent: input.tax_percent,
            ordered: Number(0),
            net: totals.net,
            tax: totals.tax,
            gross: totals.gross,
        });
    }
    quote.number = program.number(&SERIES)?;
    program.insert(&quote)?;
    for line in &quote.lines {
        program.insert(line)?;
    }
    program.note(Change {
        kind: "quote.created",
        record: "quote",
        id: quote.id,
        version: 1,
        before: None,
        after: serde_json::to_string(&quote)?,
    });
    program.record("quote.create")?;
    Ok(quote)
}

fn references<E: Engine>(program: &Program<E>, new: &New<'_>, terms: Option<i64>) -> Result {
    if let Some(terms) = terms {
        let sql = "SELECT status FROM crm_terms WHERE id = ?1";
        let status: String = program.value(sql, bound![terms])?;
        if status != "active" {
            return Err("the terms are archived".into());
        }
    }
    contact(program, new.customer, new.contact)?;
    let sql = "SELECT customer FROM crm_opportunity WHERE id = ?1";
    let of: i64 = program.value(sql, bound![new.opportunity])?;
    if of != new.customer {
        return Err("the opportunity is another customer's".into());
    }
    Ok(())
}

fn header<E: Engine>(
    program: &mut Program<E>,
    new: &New<'_>,
    currency: String,
    terms: Option<i64>,
) -> Result<Quote> {
    Ok(Quote {
        id: program.id()?,
        version: 1,
        number: String::new(),
        revision: 1,
        revises: None,
        status: QuoteStand::Draft,
        customer: new.customer,
        contact: Some(new.contact),
        owner: Some(program.user),
        department: program.department,
        opportunity: Some(new.opportunity),
        currency,
        prices_include_tax: Flag(false),
        tax_rounding: TaxRounding::Line,
        tie: Tie::HalfUp,
        discount_percent: None,
        discount_amount: Some(new.discount),
        discount: new.discount,
        net: Money(0),
        tax: Money(0),
        gross: Money(0),
        terms,
        payment_method: None,
        delivery_method: None,
        clauses: None,
        note: None,
        quoted_on: program.today,
        valid_until: Some(new.valid_until),
        sent_on: None,
        decided_on: None,
        reason: None,
        external_ref: None,
        extra: None,
        created_at: program.now,
        lines: Vec::with_capacity(new.lines.len()),
    })
}

/// Reads a quote with its lines, to change it.
pub(super) fn load<E: Engine>(program: &Program<E>, id: i64) -> Result<Quote> {
    let mut quote: Quote = program.one(BY_ID.changed::<E>(), bound![id])?;
    quote.lines = program.rows(LINES.shown(), bound![id])?;
    Ok(quote)
}

pub(super) fn send<E: Engine>(program: &mut Program<E>, id: i64) -> Result<Quote> {
    program.standing()?;
    let mut quote = load(program, id)?;
    if quote.status != QuoteStand::Draft {
        return Err("the quote is no draft".into());
    }
    let (version, today) = (quote.version, program.today);
    quote.version += 1;
    quote.status = QuoteStand::Sent;
    quote.sent_on = Some(today);
    program.update(
        "UPDATE crm_quote SET version = ?1, status = ?2, sent_on = ?3 \
         WHERE id = ?4 AND version = ?5",
        bound![quote.version, quote.status, today, id, version],
    )?;
    program.note(Change {
        kind: "quote.sent",
        record: "quote",
        id,
        version: quote.version,
        before: Some(format!(
            r#"{{"version":{version},"status":"draft","sent_on":null}}"#
        )),
        after: format!(
            r#"{{"version":{},"status":"sent","sent_on":"{today}"}}"#,
            quote.version
        ),
    });
    program.record("quote.send")?;
    Ok(quote)
}

pub(super) fn accept<E: Engine>(program: &mut Program<E>, id: i64) -> Result<Quote> {
    program.standing()?;
    let mut quote = load(program, id)?;
    let (version, today) = (quote.version, program.today);
    if quote.status != QuoteStand::Sent || quote.valid_until.is_some_and(|last| last < today) {
        return Err("the quote cannot be accepted".into());
    }
    quote.version += 1;
    quote.status = QuoteStand::Accepted;
    quote.decided_on = Some(today);
    program.update(
        "UPDATE crm_quote SET version = ?1, status = ?2, decided_on = ?3 \
         WHERE id = ?4 AND version = ?5",
        bound![quote.version, quote.status, today, id, version],
    )?;
    program.note(Change {
        kind: "quote.accepted",
        record: "quote",
        id,
        version: quote.version,
        before: Some(format!(
            r#"{{"version":{version},"status":"sent","decided_on":null}}"#
        )),
        after: format!(
            r#"{{"version":{},"status":"accepted","decided_on":"{today}"}}"#,
            quote.version
        ),
    });
    program.record("quote.accept")?;
    Ok(quote)
}

/// Marks everything as ordered; answers the quote as it was and as it is.
pub(super) fn order_all<E: Engine>(
    program: &mut Program<E>,
    quote: Quote,
) -> Result<(Quote, Quote)> {
    let mut after = quote.clone();
    after.version += 1;
    for line in &mut after.lines {
        line.ordered = line.quantity;
    }
    program.update(
        "UPDATE crm_quote SET version = ?1 WHERE id = ?2 AND version = ?3",
        bound![after.version, quote.id, quote.version],
    )?;
    let lines = |quote: &Quote| -> Result<String> {
        let lines = serde_json::to_string(&quote.lines)?;
        Ok(format!(
            r#"{{"lines":{lines},"version":{}}}"#,
            quote.version
        ))
    };
    program.note(Change {
        kind: "quote.converted",
        record: "quote",
        id: quote.id,
        version: after.version,
        before: Some(lines(&quote)?),
        after: lines(&after)?,
    });
    for line in &after.lines {
        program.execute(
            "UPDATE crm_quote_line SET ordered = ?1 WHERE id = ?2",
            bound![line.ordered, line.id],
        )?;
    }
    Ok((quote, after))
}
