//! The plans of an order by hand.

use super::engine::{Engine, bound};
use super::model::{Basis, Order, Plan};
use super::pricing::spread;
use super::program::{Change, Program};
use super::values::{CENT, Day, Flag, Money, Number, PlanKind};
use crate::Result;

/// Days before a due date that its reminder starts.
const REMIND_DAYS: i64 = 3;

/// One line of the terms as they are kept.
#[derive(serde::Deserialize)]
struct Term {
    percent: String,
    #[serde(default)]
    due: String,
}

/// Makes the plans of an order: percentages due some days later.
pub(super) fn plans<E: Engine>(program: &mut Program<E>, order: &mut Order) -> Result<Vec<Plan>> {
    let sql = "SELECT lines, edition FROM crm_terms WHERE id = ?1";
    let (terms, edition): (String, i64) = program.one(sql, bound![order.terms])?;
    order.terms_edition = Some(edition);
    let terms: Vec<Term> = serde_json::from_str(&terms)?;
    let percents = terms
        .iter()
        .map(|term| Ok(Number(term.percent.parse::<i64>()? * 1_000_000)));
    let amounts = spread(order.gross, &percents.collect::<Result<Vec<_>>>()?);
    let mut plans = Vec::with_capacity(terms.len());
    let (mut reached, mut taxed) = (0, Money(0));
    for (sequence, (term, amount)) in (1_i64..).zip(terms.iter().zip(amounts)) {
        // The tax is shared out as the amounts are: of all that is reached, less what was given.
        reached += amount.0;
        let so_far = part(order.tax, reached, order.gross);
        let tax = Money(so_far.0 - taxed.0);
        taxed = so_far;
        let plan = fresh(program, order, (sequence, &term.due), (amount, tax))?;
        program.insert(&plan)?;
        program.note(Change {
            kind: "plan.created",
            record: "plan",
            id: plan.id,
            version: 1,
            before: None,
            after: serde_json::to_string(&plan)?,
        });
        plans.push(plan);
    }
    Ok(plans)
}

/// One plan from its line of the terms: its number and when it is due, its amount and the tax in it.
fn fresh<E: Engine>(
    program: &mut Program<E>,
    order: &Order,
    (sequence, due): (i64, &str),
    (amount, tax): (Money, Money),
) -> Result<Plan> {
    let days: i64 = match due.strip_suffix('d') {
        Some(days) => days.parse()?,
        None if due.is_empty() => 0,
        None => return Err("not a number of days".into()),
    };
    let due_on = Day(program.today.0 + days);
    Ok(Plan {
        id: program.id()?,
        version: 1,
        order: order.id,
        customer: order.customer,
        owner: order.owner,
        department: order.department,
        currency: order.currency.clone(),
        revision: order.revision,
        sequence,
        kind: PlanKind::Sale,
        amount,
        tax,
        collected: Money(0),
        discounted: Money(0),
        written_off: Money(0),
        credited: Money(0),
        effective_on: program.today,
        started_on: Some(program.today),
        due_on,
        first_due_on: Some(due_on),
        slips: 0,
        remind_on: Day(due_on.0 - REMIND_DAYS),
        expected_on: None,
        method: None,
        path: None,
        retention: Flag(false),
        basis: Basis {
            line: sequence,
            due: due.to_owned(),
            remind_days: REMIND_DAYS,
        },
        early: None,
        waived: Flag(false),
        split_from: None,
        cancelled: Flag(false),
        created_at: program.now,
    })
}

/// A part of money in cents, halves away from zero; nothing here is negative.
fn part(of: Money, share: i64, whole: Money) -> Money {
    let unit = i128::from(whole.0) * CENT;
    let exact = i128::from(of.0) * i128::from(share);
    let cents = (exact * 2 + unit) / (unit * 2);
    Money(i64::try_from(cents * CENT).unwrap_or(i64::MAX))
}
