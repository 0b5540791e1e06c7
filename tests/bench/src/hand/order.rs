//! Orders by hand.

use super::answer::{OrderAnswer, PlanAnswer};
use super::engine::{Engine, Query, bound};
use super::model::{Order, OrderLine, Plan, Quote};
use super::opportunity::customer;
use super::plan::plans as plans_of;
use super::pricing::{Input, price};
use super::program::{Change, Program, Series};
use super::quote;
use super::table::query;
use super::values::{Money, OrderStand, QuoteStand};
use crate::Result;

static BY_ID: Query = query!(Order, "WHERE id = ?1");
static LINES: Query = query!(OrderLine, "WHERE \"order\" = ?1 ORDER BY sequence");
static PLANS: Query = query!(
    Plan,
    "WHERE \"order\" = ?1 AND revision = ?2 ORDER BY sequence"
);

const SERIES: Series = Series {
    name: "order",
    prefix: "SO",
    taken: "SELECT id FROM crm_order WHERE number = ?1",
};

/// Makes an order of everything in an accepted quote.
pub(super) fn convert<E: Engine>(program: &mut Program<E>, id: i64) -> Result<Order> {
    program.standing()?;
    let quote = quote::load(program, id)?;
    customer(program, quote.customer)?;
    if quote.status != QuoteStand::Accepted || ordered(program, &quote)? {
        return Err("nothing of the quote can be ordered".into());
    }
    let mut order = header(program, &quote)?;
    let (_, quote) = quote::order_all(program, quote)?;
    let inputs = quote.lines.iter().map(|line| Input {
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount_percent: line.discount_percent,
        discount_amount: line.discount_amount,
        tax_percent: line.tax_percent,
    });
    let (totals, sum) = price(&inputs.collect::<Vec<_>>(), order.discount);
    (order.net, order.tax, order.gross) = (sum.net, sum.tax, sum.gross);
    for (line, totals) in quote.lines.into_iter().zip(totals) {
        order.lines.push(OrderLine {
            id: program.id()?,
            order: order.id,
            sequence: line.sequence,
            product: line.product,
            description: line.description,
            unit: line.unit,
            quantity: line.quantity,
            unit_price: line.unit_price,
            discount_percent: line.discount_percent,
            discount_amount: line.discount_amount,
            tax_percent: line.tax_percent,
            quote_line: Some(line.id),
            net: totals.net,
            tax: totals.tax,
            gross: totals.gross,
        });
    }
    order.number = program.number(&SERIES)?;
    program.insert(&order)?;
    for line in &order.lines {
        program.insert(line)?;
    }
    program.note(Change {
        kind: "order.created",
        record: "order",
        id: order.id,
        version: 1,
        before: None,
        after: serde_json::to_string(&order)?,
    });
    program.record("quote.convert")?;
    Ok(order)
}

/// Whether orders of the quote carry any of its discounts already.
fn ordered<E: Engine>(program: &Program<E>, quote: &Quote) -> Result<bool> {
    let lines = "SELECT l.quote_line, CAST(sum(l.discount_amount) AS bigint) FROM crm_order o \
                 JOIN crm_order_line l ON l.\"order\" = o.id \
                 WHERE o.quote = ?1 AND o.status <> 'cancelled' \
                 AND l.quote_line IS NOT NULL AND l.discount_amount IS NOT NULL \
                 GROUP BY l.quote_line";
    let lines: Vec<(i64, i64)> = program.rows(lines, bound![quote.id])?;
    let document = "SELECT o.discount FROM crm_order o \
                    WHERE o.quote = ?1 AND o.status <> 'cancelled' AND EXISTS \
                    (SELECT 1 FROM crm_order_line l \
                    WHERE l.\"order\" = o.id AND l.quote_line IS NOT NULL)";
    let document: Vec<(i64,)> = program.rows(document, bound![quote.id])?;
    Ok(!lines.is_empty() || !document.is_empty())
}

fn header<E: Engine>(program: &mut Program<E>, quote: &Quote) -> Result<Order> {
    Ok(Order {
        id: program.id()?,
        version: 1,
        number: String::new(),
        status: OrderStand::Draft,
        order_type: None,
        customer: quote.customer,
        contact: quote.contact,
        owner: quote.owner,
        department: quote.department,
        currency: quote.currency.clone(),
        prices_include_tax: quote.prices_include_tax,
        tax_rounding: quote.tax_rounding,
        tie: quote.tie,
        discount_percent: None,
        discount_amount: quote.discount_amount,
        discount: quote.discount,
        net: Money(0),
        tax: Money(0),
        gross: Money(0),
        payment_method: quote.payment_method.clone(),
        delivery_method: quote.delivery_method.clone(),
        signed_on: None,
        terms: quote.terms,
        terms_edition: None,
        clauses: quote.clauses.clone(),
        source: None,
        opportunity: quote.opportunity,
        project: None,
        quote: Some(quote.id),
        contract: None,
        revision: 0,
        amendments: 0,
        submitted_by: None,
        approved_by: None,
        approved_on: None,
        reason: None,
        credit_override: None,
        external_ref: None,
        extra: None,
        created_at: program.now,
        lines: Vec::with_capacity(quote.lines.len()),
    })
}

fn load<E: Engine>(program: &Program<E>, id: i64) -> Result<Order> {
    with_lines(program, BY_ID.changed::<E>(), id)
}

fn with_lines<E: Engine>(program: &Program<E>, by_id: &str, id: i64) -> Result<Order> {
    let mut order: Order = program.one(by_id, bound![id])?;
    order.lines = program.rows(LINES.shown(), bound![id])?;
    Ok(order)
}

pub(super) fn submit<E: Engine>(program: &mut Program<E>, id: i64) -> Result<Order> {
    program.standing()?;
    let mut order = load(program, id)?;
    if order.status != OrderStand::Draft {
        return Err("the order is no draft".into());
    }
    let (version, user) = (order.version, program.user);
    order.version += 1;
    order.status = OrderStand::Submitted;
    order.submitted_by = Some(user);
    program.update(
        "UPDATE crm_order SET version = ?1, status = ?2, submitted_by = ?3 \
         WHERE id = ?4 AND version = ?5",
        bound![order.version, order.status, user, id, version],
    )?;
    program.note(Change {
        kind: "order.submitted",
        record: "order",
        id,
        version: order.version,
        before: Some(format!(
            r#"{{"version":{version},"status":"draft","submitted_by":null}}"#
        )),
        after: format!(
            r#"{{"version":{},"status":"submitted","submitted_by":{user}}}"#,
            order.version
        ),
    });
    program.record("order.submit")?;
    Ok(order)
}

pub(super) fn approve<E: Engine>(program: &mut Program<E>, id: i64) -> Result<OrderAnswer> {
    program.standing()?;
    let mut order = load(program, id)?;
    if order.status != OrderStand::Submitted {
        return Err("the order is not submitted".into());
    }
    let (version, revision) = (order.version, order.revision);
    let (user, today) = (program.user, program.today);
    order.version += 1;
    order.status = OrderStand::Approved;
    order.revision += 1;
    order.approved_by = Some(user);
    order.approved_on = Some(today);
    let plans = plans_of(program, &mut order)?;
    let edition = order.terms_edition.unwrap_or(1);
    program.update(
        "UPDATE crm_order SET version = ?1, status = ?2, revision = ?3, approved_by = ?4, \
         approved_on = ?5, terms_edition = ?6 WHERE id = ?7 AND version = ?8",
        bound![
            order.version,
            order.status,
            order.revision,
            user,
            today,
            edition,
            id,
            version
        ],
    )?;
    program.note(Change {
        kind: "order.approved",
        record: "order",
        id,
        version: order.version,
        before: Some(format!(
            "{{\"version\":{version},\"status\":\"submitted\",\"revision\":{revision},\
             \"approved_by\":null,\"approved_on\":null,\"terms_edition\":null}}"
        )),
        after: format!(
            "{{\"version\":{},\"status\":\"approved\",\"revision\":{},\
             \"approved_by\":{user},\"approved_on\":\"{today}\",\"terms_edition\":{edition}}}",
            order.version, order.revision
        ),
    });
    program.record("order.approve")?;
    let plans = plans
        .into_iter()
        .map(|plan| PlanAnswer::on(plan, today))
        .collect();
    Ok(OrderAnswer { order, plans })
}

/// Reads an order with its lines and plans.
pub(super) fn get<E: Engine>(program: &mut Program<E>, id: i64) -> Result<OrderAnswer> {
    program.standing()?;
    let order = with_lines(program, BY_ID.shown(), id)?;
    let plans: Vec<Plan> = program.rows(PLANS.shown(), bound![id, order.revision])?;
    let today = program.today;
    let plans = plans
        .into_iter()
        .map(|plan| PlanAnswer::on(plan, today))
        .collect();
    Ok(OrderAnswer { order, plans })
}
