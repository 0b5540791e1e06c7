//! What is open today, grouped.

use super::{Asked, Groups, NO_GROUP, Which, distinct};
use crate::ageing::model::AgeingDue;
use crate::ageing::rules::{DORMANT, NOT_DUE};
use crate::base::error::Result;
use crate::collection::store::OPEN;
use crate::engine::Context;
use crate::storage::Value;
use crate::storage::cell::{amount, currency, day, figure, number};
use crate::storage::select::Select;
use std::collections::BTreeSet;

/// What is open of a plan.
pub(super) const REST: &str = "amount - (collected + discounted + written_off + credited)";

/// The day a plan's age is counted from.
fn due_column(due: AgeingDue) -> &'static str {
    match due {
        AgeingDue::Current => "due_on",
        AgeingDue::Original => "coalesce(first_due_on, due_on)",
    }
}

/// The conditions of what is open and counts.
fn counted(asked: &Asked<'_>, select: &mut Select) {
    select.and(OPEN, []);
    asked.filter.onto(select);
    select.and("effective_on <= ?", [asked.moment.as_of.into()]);
    asked.known(select, "created_at");
    if asked.later {
        let (day, known) = (asked.moment.as_of, asked.moment.known_at);
        let mut touched = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        for table in ["crm_allocation", "crm_plan_change"] {
            touched.push(format!("SELECT plan FROM {table} WHERE effective_on > ?"));
            values.push(day.into());
            if let Some(known) = known {
                touched.push(format!("SELECT plan FROM {table} WHERE created_at > ?"));
                values.push(known.micros().into());
            }
        }
        let touched = touched.join(" UNION ALL ");
        select.and(&format!("id NOT IN ({touched})"), values);
    }
}

/// Where the sums of a report have a plan: [`place`](crate::ageing::rules::place) in SQL.
fn place(asked: &Asked<'_>, select: &mut Select) -> String {
    let due = due_column(asked.due);
    let as_of = select.mark(asked.moment.as_of);
    let mut text = format!(
        "CAST(CASE WHEN due_on = '9999-12-31' THEN {DORMANT} WHEN {due} >= {as_of} THEN {NOT_DUE}"
    );
    let mut place = NOT_DUE;
    for boundary in asked.boundaries {
        place += 1;
        // Before the first day there is, everything is younger.
        let first = asked.moment.as_of.plus_days(-i64::from(*boundary));
        let first = select.mark(first.map_or_else(|_| String::new(), |day| day.to_string()));
        text.push_str(&format!(" WHEN {due} >= {first} THEN {place}"));
    }
    text.push_str(&format!(" ELSE {} END AS bigint)", place + 1));
    text
}

/// Adds what is open of some groups.
pub(super) fn add(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    which: Which,
    groups: &mut Groups,
) -> Result<()> {
    let mut select = Select::new();
    let place = place(asked, &mut select);
    counted(asked, &mut select);
    let column = asked.among(&mut select, which);
    let (told, grouped) = match column {
        Some(column) => (format!(", {column}"), format!("{column}, ")),
        None => (String::new(), String::new()),
    };
    let (sql, values) = select.between(
        &format!(
            "SELECT currency, {place}, CAST(sum({REST}) AS bigint), count(id), min({due}){told} \
             FROM crm_plan",
            due = due_column(asked.due)
        ),
        &format!(" GROUP BY {grouped}currency, 2"),
    );
    cx.db().query(&sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        let place = usize::try_from(figure(row, 1)?).unwrap_or(DORMANT);
        let (open, plans) = (amount(row, 2, currency)?, figure(row, 3)?);
        let oldest = day(row, 4)?.filter(|_| place != DORMANT);
        let group = match column {
            Some(_) => number(row, 5)?.unwrap_or(NO_GROUP),
            None => NO_GROUP,
        };
        let sums = asked.sums(groups, group, currency);
        sums.open(place, open, oldest, plans)
    })
}

/// The groups behind an id that have something open.
pub(super) fn ids(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    after: i64,
    limit: usize,
    ids: &mut BTreeSet<i64>,
) -> Result<()> {
    let Some(column) = asked.column() else {
        return Ok(());
    };
    let mut select = Select::new();
    counted(asked, &mut select);
    distinct(cx, ("crm_plan", column), select, (after, limit), ids)
}
