//! What anything later than a moment has touched, as it stood then.

use super::credit::{SOURCES, Source};
use super::open::REST;
use super::{Asked, Groups, NO_GROUP};
use crate::ageing::model::AgeingDue;
use crate::ageing::rules::{Moved, due_at, place};
use crate::base::Instant;
use crate::base::error::Result;
use crate::collection::PlanChangeKind;
use crate::engine::Context;
use crate::storage::Value;
use crate::storage::cell::{amount, currency, day, figure, number, text, unlike};
use crate::storage::select::Select;
use std::collections::BTreeMap;

/// Adds the plans.
pub(super) fn plans(cx: &mut Context<'_>, asked: &Asked<'_>, groups: &mut Groups) -> Result<()> {
    let moves = moves(cx, asked)?;
    let mut select = Select::new();
    let back = taken_back(asked, &mut select);
    select.and("effective_on <= ?", [asked.moment.as_of.into()]);
    asked.known(&mut select, "created_at");
    select.and("(cancelled = 0 OR b.undone > 0)", []);
    asked.filter.onto(&mut select);
    let column = asked.column();
    let told = column.map_or_else(String::new, |column| format!(", {column}"));
    let (sql, values) = select.between(
        &format!(
            "SELECT id, currency, due_on, first_due_on, \
             CASE WHEN cancelled = 1 THEN 0 ELSE {REST} END + b.back{told} \
             FROM ({back}) b JOIN crm_plan ON crm_plan.id = b.plan"
        ),
        "",
    );
    cx.db().query(&sql, &values, &mut |row| {
        let (id, currency) = (figure(row, 0)?, currency(row, 1)?);
        let open = amount(row, 4, currency)?;
        if open.is_zero() {
            return Ok(());
        }
        let (now, first) = (day(row, 2)?, day(row, 3)?);
        let kept = match asked.due {
            AgeingDue::Current => now,
            AgeingDue::Original => now.and(first.or(now)),
        };
        let moves = moves.get(&id).map_or(&[][..], Vec::as_slice);
        let due = due_at(asked.moment, asked.due, moves, kept);
        let group = match column {
            Some(_) => number(row, 5)?.unwrap_or(NO_GROUP),
            None => NO_GROUP,
        };
        let place = place(due, asked.moment.as_of, asked.boundaries);
        let sums = asked.sums(groups, group, currency);
        sums.open(place, open, due, 1)
    })
}

/// What later details and changes took off each plan, to be given back. What was done to a plan
/// after it was cancelled never counted; of one instant, what has the larger id came after.
fn taken_back(asked: &Asked<'_>, select: &mut Select) -> String {
    let (day, known) = asked.marks(select);
    let mut after = vec![format!("effective_on > {day}")];
    if let Some(known) = known {
        after.push(format!("created_at > {known} AND effective_on <= {day}"));
    }
    let mut parts = Vec::new();
    for later in after {
        parts.push(format!(
            "SELECT plan, amount AS part, 0 AS undone FROM crm_allocation d WHERE {later} \
             AND NOT EXISTS (SELECT 1 FROM crm_plan_change c WHERE c.plan = d.plan \
             AND c.kind = 'cancelled' AND (c.created_at < d.created_at \
             OR (c.created_at = d.created_at AND c.id < d.id)))"
        ));
        parts.push(format!(
            "SELECT plan, 0 - amount AS part, CASE WHEN kind = 'cancelled' THEN 1 ELSE 0 END \
             AS undone FROM crm_plan_change WHERE {later}"
        ));
    }
    format!(
        "SELECT plan, CAST(sum(part) AS bigint) AS back, CAST(sum(undone) AS bigint) AS undone \
         FROM ({}) p GROUP BY plan",
        parts.join(" UNION ALL ")
    )
}

/// All moves of the plans that were moved later than the moment, in the order in which they were
/// written.
fn moves(cx: &mut Context<'_>, asked: &Asked<'_>) -> Result<BTreeMap<i64, Vec<Moved>>> {
    const MOVES: &str = "kind IN ('started', 'stopped', 'rescheduled')";
    let mut select = Select::new();
    let (day_mark, known) = asked.marks(&mut select);
    let mut moved =
        format!("SELECT plan FROM crm_plan_change WHERE effective_on > {day_mark} AND {MOVES}");
    if let Some(known) = known {
        moved.push_str(&format!(
            " UNION ALL SELECT plan FROM crm_plan_change WHERE created_at > {known} AND {MOVES}"
        ));
    }
    let sql = format!(
        "SELECT plan, kind, due_before, due_after, effective_on, created_at FROM crm_plan_change \
         WHERE plan IN ({moved}) AND {MOVES} ORDER BY plan, created_at, id"
    );
    let (sql, values) = select.between(&sql, "");
    let mut moves: BTreeMap<i64, Vec<Moved>> = BTreeMap::new();
    cx.db().query(&sql, &values, &mut |row| {
        let kind = match text(row, 1)?.as_deref() {
            Some("started") => PlanChangeKind::Started,
            Some("stopped") => PlanChangeKind::Stopped,
            _ => PlanChangeKind::Rescheduled,
        };
        moves.entry(figure(row, 0)?).or_default().push(Moved {
            kind,
            before: day(row, 2)?,
            after: day(row, 3)?,
            effective_on: day(row, 4)?.ok_or_else(|| unlike("no day"))?,
            written_at: Instant::from_micros(figure(row, 5)?)?,
        });
        Ok(())
    })?;
    Ok(moves)
}

/// Adds what receipts and credit notes had left.
pub(super) fn credits(cx: &mut Context<'_>, asked: &Asked<'_>, groups: &mut Groups) -> Result<()> {
    for source in &SOURCES {
        credits_of(cx, asked, source, groups)?;
    }
    Ok(())
}

fn credits_of(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    source: &Source,
    groups: &mut Groups,
) -> Result<()> {
    let Source {
        table, named, kind, ..
    } = source;
    let mut select = Select::new();
    let (day, known) = asked.marks(&mut select);
    // What took effect by the day and was written by the instant.
    let by = |on: &str, at: &str| match &known {
        Some(known) => format!("{on} <= {day} AND {at} <= {known}"),
        None => format!("{on} <= {day}"),
    };
    let left = format!(
        "amount - CAST((SELECT coalesce(sum(coalesce(d.receipt_amount, d.amount)), 0) FROM crm_allocation d \
         WHERE d.{named} = {table}.id AND d.kind = '{kind}' AND {}) \
         + (SELECT coalesce(sum(f.amount), 0) FROM crm_refund f WHERE f.{named} = {table}.id \
         AND {} AND NOT (f.reversed_on IS NOT NULL AND {})) AS bigint)",
        by("d.effective_on", "d.created_at"),
        by("f.refunded_on", "f.created_at"),
        by("f.reversed_on", "f.reversed_at"),
    );
    let (touched, values) = source.touched(asked);
    select.and(&format!("id IN ({touched})"), values);
    select.and(source.counts, []);
    select.and(&format!("{} <= ?", source.on), [asked.moment.as_of.into()]);
    asked.known(&mut select, source.at);
    let day = asked.moment.as_of.into();
    match asked.moment.known_at.map(|known| known.micros().into()) {
        Some(known) => select.and(
            "NOT (reversed_on IS NOT NULL AND reversed_on <= ? AND reversed_at <= ?)",
            [day, known],
        ),
        None => select.and("NOT (reversed_on IS NOT NULL AND reversed_on <= ?)", [day]),
    }
    asked.filter.onto(&mut select);
    let column = asked.column();
    let told = column.map_or_else(String::new, |column| format!(", {column}"));
    let (sql, values): (String, Vec<Value>) =
        select.between(&format!("SELECT currency, {left}{told} FROM {table}"), "");
    cx.db().query(&sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        let left = amount(row, 1, currency)?;
        if left.is_zero() {
            return Ok(());
        }
        let group = match column {
            Some(_) => number(row, 2)?.unwrap_or(NO_GROUP),
            None => NO_GROUP,
        };
        asked.sums(groups, group, currency).credit(left, 1)
    })
}
