//! The plans a letter may be about, and what happened to each.

use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, PlanId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::{Currency, Date};
use crate::collection::store::OPEN;
use crate::collection::{Allocation, Plan, PlanChange};
use crate::dunning::model::{LetterLine, Suspension};
use crate::dunning::rules::assess::Facts;
use crate::dunning::rules::balance::course;
use crate::dunning::rules::level::Reached;
use crate::engine::Context;
use crate::org::access::Reach;
use crate::storage::record::Stored;
use crate::storage::select::Select;
use crate::storage::{Value, ValueRef, statement};
use std::collections::{BTreeMap, BTreeSet};

/// Plans whose history is read at once.
const BATCH: usize = 500;

/// The letters about a plan that stand.
const STANDING: &str =
    "EXISTS (SELECT 1 FROM crm_letter t WHERE t.id = letter AND t.status = 'issued')";

/// The plans of a customer in a currency that a letter of a day may be about: what is open and
/// late, and what is settled and a letter was about. A write holds them.
pub(crate) fn plans(
    cx: &mut Context<'_>,
    customer: CustomerId,
    currency: Currency,
    on: Date,
) -> Result<Vec<Plan>> {
    let values = [customer.raw().into(), currency.code().into(), on.into()];
    let mut plans: Vec<Plan> = cx.rows_for_update(&open_late(), &values)?;
    let values: [Value; 2] = [customer.raw().into(), currency.code().into()];
    plans.extend(cx.rows_for_update::<Plan>(SETTLED_AND_DUNNED, &values)?);
    plans.sort_by_key(|plan| (plan.due_on.kept(), plan.id));
    Ok(plans)
}

fn open_late() -> String {
    format!(
        "WHERE customer = ?1 AND currency = ?2 AND {OPEN} AND due_on < ?3 AND kind = 'sale' \
         ORDER BY due_on, id"
    )
}

const SETTLED_AND_DUNNED: &str = "WHERE id IN (SELECT l.plan FROM crm_letter t \
    JOIN crm_letter_line l ON l.letter = t.id \
    WHERE t.customer = ?1 AND t.currency = ?2 AND t.status = 'issued') \
    AND collected + discounted + written_off + credited = amount AND cancelled = 0 \
    ORDER BY due_on, id";

/// The currencies in which a customer has something that a letter may be about.
pub(crate) fn currencies(
    cx: &mut Context<'_>,
    customer: CustomerId,
    on: Date,
) -> Result<BTreeSet<Currency>> {
    let mut found = BTreeSet::new();
    let late = format!(
        "SELECT currency FROM crm_plan WHERE customer = ?1 AND {OPEN} AND due_on < ?2 \
         AND kind = 'sale' GROUP BY currency"
    );
    let letters = "SELECT currency FROM crm_letter WHERE customer = ?1 GROUP BY currency";
    let queries: [(&str, Vec<Value>); 2] = [
        (&late, vec![customer.raw().into(), on.into()]),
        (letters, vec![customer.raw().into()]),
    ];
    for (sql, values) in queries {
        cx.db().query(sql, &values, &mut |row| {
            if let ValueRef::Text(code) = row.value(0)? {
                found.insert(Currency::parse(code)?);
            }
            Ok(())
        })?;
    }
    Ok(found)
}

/// The customers behind an id that a letter may be for: with something late, or with a letter,
/// among what the actor may see. So many at most, in the order of their ids.
pub(crate) fn customers(
    cx: &mut Context<'_>,
    reach: &Reach,
    on: Date,
    (after, limit): (i64, i64),
) -> Result<Vec<CustomerId>> {
    let mut found = BTreeSet::new();
    for table in ["crm_plan", "crm_letter"] {
        let mut select = Select::new();
        if table == "crm_plan" {
            select.and(OPEN, []);
            select.and("due_on < ? AND kind = 'sale'", [on.into()]);
        }
        select.reach(reach);
        select.and("customer > ?", [after.into()]);
        let limit = select.mark(limit);
        let (sql, values) = select.between(
            &format!("SELECT DISTINCT customer FROM {table}"),
            &format!(" ORDER BY customer LIMIT {limit}"),
        );
        found.extend(statement::numbers(cx.db(), &sql, &values)?);
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let found = found.into_iter().take(limit);
    Ok(found.map(CustomerId::from_raw).collect())
}

/// What happened to plans: how each stood day by day, the letters about it that stand, and what
/// keeps it from being dunned on a day.
pub(crate) fn of(
    cx: &mut Context<'_>,
    plans: Vec<Plan>,
    named: &[PlanId],
    on: Date,
) -> Result<Vec<Facts>> {
    let mut facts = Vec::with_capacity(plans.len());
    for batch in plans.chunks(BATCH) {
        let ids: Vec<i64> = batch.iter().map(|plan| plan.id.raw()).collect();
        let mut details = by_plan(rows::<Allocation>(cx, &ids, "", "id")?, |it| it.plan);
        let mut changes = by_plan(rows::<PlanChange>(cx, &ids, "", "id")?, |it| it.plan);
        let lines = rows::<LetterLine>(cx, &ids, STANDING, "issued_on, letter")?;
        let mut lines = by_plan(lines, |line| line.plan);
        let running = format!("resolved_on IS NULL AND until >= '{on}'");
        let held = rows::<Suspension>(cx, &ids, &running, "until, id")?;
        let mut held = by_plan(held, |one| one.plan);
        for plan in batch {
            let details = details.remove(&plan.id).unwrap_or_default();
            let changes = changes.remove(&plan.id).unwrap_or_default();
            let lines = lines.remove(&plan.id).unwrap_or_default();
            facts.push(Facts {
                course: course(plan, &changes, &details)?,
                reached: lines.last().and_then(reached),
                claimed_to: claimed_to(&lines),
                suspended: held.remove(&plan.id).and_then(|mut held| held.pop()),
                named: named.contains(&plan.id),
                plan: plan.clone(),
            });
        }
    }
    Ok(facts)
}

/// What settled some plans, at most as many as a page has.
pub(crate) fn details_of(
    cx: &mut Context<'_>,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, Vec<Allocation>>> {
    if plans.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<i64> = plans.iter().map(|plan| plan.raw()).collect();
    Ok(by_plan(rows(cx, &ids, "", "id")?, |detail| detail.plan))
}

/// The lines about a plan of letters that stand, the oldest first.
pub(crate) fn lines_of(cx: &mut Context<'_>, plan: PlanId) -> Result<Vec<LetterLine>> {
    rows(cx, &[plan.raw()], STANDING, "issued_on, letter")
}

/// The last letter about each of some plans that stands.
pub(crate) fn reached_of(cx: &mut Context<'_>, plans: &[PlanId]) -> Result<Vec<(PlanId, Reached)>> {
    let ids: Vec<i64> = plans.iter().map(|plan| plan.raw()).collect();
    let mut found = BTreeMap::new();
    for batch in ids.chunks(BATCH) {
        for line in rows::<LetterLine>(cx, batch, STANDING, "issued_on, letter")? {
            if let Some(reached) = reached(&line) {
                found.insert(line.plan, reached);
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn reached(line: &LetterLine) -> Option<Reached> {
    Some(Reached {
        letter: line.letter?,
        level: line.level,
        issued_on: line.issued_on,
    })
}

/// The day up to which interest is claimed.
fn claimed_to(lines: &[LetterLine]) -> Option<Date> {
    let periods = lines.iter().flat_map(|line| &line.periods);
    periods.map(|period| period.to).max()
}

fn rows<T: Stored>(
    cx: &mut Context<'_>,
    plans: &[i64],
    condition: &str,
    order: &str,
) -> Result<Vec<T>> {
    let mut select = Select::new();
    select.any_of("plan", plans.to_vec());
    if !condition.is_empty() {
        select.and(condition, []);
    }
    select.rows(cx.db(), order, AMOUNT_DECIMALS)
}

fn by_plan<T>(rows: Vec<T>, plan: impl Fn(&T) -> PlanId) -> BTreeMap<PlanId, Vec<T>> {
    let mut found: BTreeMap<PlanId, Vec<T>> = BTreeMap::new();
    for row in rows {
        found.entry(plan(&row)).or_default().push(row);
    }
    found
}
