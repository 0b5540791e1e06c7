//! The figures of the expected cash, grouped by day.

use super::Filter;
use super::open::REST;
use crate::ageing::cash::PLANS;
use crate::base::error::Result;
use crate::base::{Amount, Currency, Date};
use crate::collection::store::{OPEN, WAITING};
use crate::engine::Context;
use crate::storage::cell::{amount, currency, day, figure};
use crate::storage::select::Select;

/// What some plans come to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    pub(crate) currency: Currency,
    /// The day: of what waits the one on which its event is expected.
    pub(crate) day: Option<Date>,
    /// How much.
    pub(crate) amount: Amount,
    /// Who pays; 0 where nobody asked.
    pub(crate) customer: i64,
}

fn grouped(
    cx: &mut Context<'_>,
    select: Select,
    (day_column, sum, customer): (&str, &str, bool),
    from: &str,
) -> Result<Vec<Due>> {
    let (told, by) = if customer {
        (", customer", "customer, ")
    } else {
        ("", "")
    };
    let (sql, values) = select.between(
        &format!("SELECT currency, {day_column}, CAST(sum({sum}) AS bigint){told} FROM {from}"),
        &format!(" GROUP BY {by}currency, {day_column}"),
    );
    let mut found = Vec::new();
    cx.db().query(&sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        found.push(Due {
            currency,
            day: day(row, 1)?,
            amount: amount(row, 2, currency)?,
            customer: if customer { figure(row, 3)? } else { 0 },
        });
        Ok(())
    })?;
    Ok(found)
}

/// What is open and due by a day, by customer and due date.
pub(crate) fn open_by(cx: &mut Context<'_>, filter: &Filter, last: Date) -> Result<Vec<Due>> {
    let mut select = Select::new();
    select.and(OPEN, []);
    filter.onto(&mut select);
    select.and("due_on <= ?", [last.into()]);
    grouped(cx, select, ("due_on", REST, true), "crm_plan")
}

/// What is open and due behind a day.
pub(crate) fn open_behind(cx: &mut Context<'_>, filter: &Filter, last: Date) -> Result<Vec<Due>> {
    let mut select = Select::new();
    select.and(OPEN, []);
    filter.onto(&mut select);
    select.and("due_on > ? AND due_on < '9999-12-31'", [last.into()]);
    let none = "CAST(NULL AS text)";
    grouped(cx, select, (none, REST, false), "crm_plan")
}

/// What is open and waits, by the day on which its event is expected.
pub(crate) fn waiting(cx: &mut Context<'_>, filter: &Filter) -> Result<Vec<Due>> {
    let mut select = Select::new();
    select.and(OPEN, []);
    filter.onto(&mut select);
    select.and(WAITING, []);
    grouped(cx, select, ("expected_on", REST, false), "crm_plan")
}

/// A running promise to pay a plan, as far as it is not kept yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Promised {
    /// What is promised still, of the plan as it stands.
    pub(crate) due: Due,
    /// The day it is promised for.
    pub(crate) on: Date,
    /// The day the plan's event is expected, while it waits.
    pub(crate) event: Option<Date>,
}

/// What is promised for today or later and not paid since.
pub(crate) fn promised(
    cx: &mut Context<'_>,
    filter: &Filter,
    today: Date,
) -> Result<Vec<Promised>> {
    let mut select = Select::new();
    let today = select.mark(today);
    select.and(OPEN, []);
    filter.onto(&mut select);
    let (sql, values) = select.between(
        &format!(
            "SELECT currency, due_on, p.promised - p.settled, {REST}, customer, p.promised_on, \
             expected_on FROM (SELECT s.plan AS about, s.until AS promised_on, s.amount AS promised, \
             CAST(coalesce((SELECT sum(d.amount) FROM crm_allocation d WHERE d.plan = s.plan \
             AND (d.created_at > s.created_at OR d.created_at = s.created_at AND d.id > s.id)), 0) \
             AS bigint) AS settled FROM crm_suspension s \
             WHERE s.kind = 'promise' AND s.resolved_on IS NULL AND s.until >= {today}) p \
             JOIN crm_plan ON crm_plan.id = p.about"
        ),
        "",
    );
    let mut found = Vec::new();
    cx.db().query(&sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        let left = amount(row, 2, currency)?.min(amount(row, 3, currency)?);
        let due = Due {
            currency,
            day: day(row, 1)?,
            amount: left,
            customer: figure(row, 4)?,
        };
        let (on, event) = (day(row, 5)?, day(row, 6)?);
        if let Some(on) = on.filter(|_| left.is_positive()) {
            found.push(Promised { due, on, event });
        }
        Ok(())
    })?;
    Ok(found)
}

/// What plans due between two days come to, settled or not.
pub(crate) fn planned(
    cx: &mut Context<'_>,
    filter: &Filter,
    (first, last): (Date, Date),
) -> Result<Vec<Due>> {
    let mut select = Select::new();
    select.and("cancelled = 0", []);
    filter.onto(&mut select);
    select.and("due_on >= ? AND due_on <= ?", [first.into(), last.into()]);
    grouped(cx, select, ("due_on", "amount", false), "crm_plan")
}

/// Money that moved: where it stands, the day it did, what it is of, and whether it came in.
const MOVES: [(&str, &str, &str, bool); 4] = [
    (
        "crm_receipt",
        "received_on",
        "confirmed_at IS NOT NULL",
        true,
    ),
    (
        "crm_receipt",
        "reversed_on",
        "confirmed_at IS NOT NULL",
        false,
    ),
    ("crm_refund", "refunded_on", "amount > 0", false),
    ("crm_refund", "reversed_on", "amount > 0", true),
];

/// The money that came in between two days, less what bounced and what went back.
pub(crate) fn came_in(
    cx: &mut Context<'_>,
    filter: &Filter,
    (first, last): (Date, Date),
) -> Result<Vec<Due>> {
    let mut found = Vec::new();
    for (table, column, condition, came) in MOVES {
        let mut select = Select::new();
        select.and(condition, []);
        filter.onto(&mut select);
        let window = format!("{column} >= ? AND {column} <= ?");
        select.and(&window, [first.into(), last.into()]);
        for moved in grouped(cx, select, (column, "amount", false), table)? {
            let amount = match came {
                true => moved.amount,
                false => moved.amount.negated(),
            };
            found.push(Due { amount, ..moved });
        }
    }
    Ok(found)
}

/// How many days late each of a customer's latest settled plans was paid.
pub(crate) fn late(cx: &mut Context<'_>, filter: &Filter) -> Result<Vec<i64>> {
    let mut select = Select::new();
    select.and(
        "collected + discounted + written_off + credited = amount AND cancelled = 0",
        [],
    );
    filter.onto(&mut select);
    select.and("due_on < '9999-12-31' AND collected > 0", []);
    select.and("kind = 'sale'", []);
    let limit = select.mark(i64::try_from(PLANS).unwrap_or(i64::MAX));
    let (sql, values) = select.between(
        "SELECT due_on, (SELECT max(d.effective_on) FROM crm_allocation d \
         WHERE d.plan = crm_plan.id AND d.kind = 'collected' AND d.amount > 0 \
         AND NOT EXISTS (SELECT 1 FROM crm_allocation r WHERE r.reverses = d.id)) FROM crm_plan",
        &format!(" ORDER BY due_on DESC, id DESC LIMIT {limit}"),
    );
    let mut late = Vec::new();
    cx.db().query(&sql, &values, &mut |row| {
        if let (Some(due), Some(paid)) = (day(row, 0)?, day(row, 1)?) {
            late.push(paid.days_since(due));
        }
        Ok(())
    })?;
    Ok(late)
}
