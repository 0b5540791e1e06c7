//! What the operations of dunning have in common: the procedure of a customer, what a letter would
//! say, and the plans by which fees and interest are collected.

use super::model::{Letter, LetterLine, Policy, Procedure, Reckoning};
use super::rules::assess::{Assessed, assess};
use super::store::{self, facts};
use crate::base::error::Result;
use crate::base::id::{PlanId, ProcedureId};
use crate::base::{Amount, Currency, Date};
use crate::collection::due::DueOn;
use crate::collection::model::{ClaimOf, PlanBasis};
use crate::collection::{Plan, PlanKind};
use crate::customer::Customer;
use crate::engine::Context;
use crate::org::permission::Permission;
use crate::storage::Record as _;
use std::collections::BTreeMap;

/// The procedure by which a customer is dunned: its own, else the setting's. None for who is not
/// dunned at all.
pub(crate) fn procedure_of(cx: &mut Context<'_>, customer: &Customer) -> Result<Option<Procedure>> {
    let own = customer
        .dunning_procedure
        .or(cx.settings().dunning_procedure);
    match own.filter(|_| !customer.never_dunned) {
        Some(id) => cx.find::<Procedure>(id),
        None => Ok(None),
    }
}

/// Checks that a procedure that somebody is given is there and in use.
///
/// # Errors
/// `not_found` and `procedure.archived` at `field`.
pub(crate) fn may_use(cx: &mut Context<'_>, id: ProcedureId, field: &str) -> Result<()> {
    let found = cx.refer::<Procedure>(id).and_then(|found| found.usable());
    found.map_err(|error| error.at(field))
}

/// By what figures in a currency are counted.
pub(crate) fn reckoning(cx: &Context<'_>, currency: Currency) -> Reckoning {
    Reckoning {
        currency,
        tie: cx.settings().tie,
    }
}

/// What a letter of a day would say to a customer: of the plans in a currency that lie within the
/// actor's reach, or of those that are named alone.
pub(crate) fn assessed(
    cx: &mut Context<'_>,
    customer: &Customer,
    policy: Option<&Policy>,
    (currency, named): (Currency, Option<Vec<Plan>>),
    (on, needs): (Date, Permission),
) -> Result<Assessed> {
    let (plans, names) = match named {
        Some(plans) => {
            let names: Vec<PlanId> = plans.iter().map(|plan| plan.id).collect();
            (plans, names)
        }
        None => {
            let mut plans = facts::plans(cx, customer.id, currency, on)?;
            plans.retain(|plan| cx.actor().covers(needs, plan.access()));
            (plans, Vec::new())
        }
    };
    let facts = facts::of(cx, plans, &names, on)?;
    assess(policy, &facts, on, reckoning(cx, currency))
}

/// What is open of fees and interest claimed before, among what the actor may see.
pub(crate) fn claimed_before(
    cx: &mut Context<'_>,
    customer: &Customer,
    currency: Currency,
) -> Result<Amount> {
    let claims = store::open_claims(cx, customer.id, currency)?;
    let seen = claims.iter().filter(|claim| {
        cx.actor()
            .covers(Permission::CollectionRead, claim.access())
    });
    let open = seen.map(Plan::open).collect::<Result<Vec<_>>>()?;
    Amount::sum(open)?.of(currency)
}

/// Makes the plans by which a letter's fees and interest are collected, and names them in its
/// lines. They belong to the order of the plan they are about, and to no approval of it.
pub(crate) fn claim(cx: &mut Context<'_>, letter: &mut Letter) -> Result<Vec<Plan>> {
    let mut claims = Vec::new();
    let mut last: BTreeMap<_, u32> = BTreeMap::new();
    let (pay_by, id) = (letter.pay_by, letter.id);
    for line in &mut letter.lines {
        line.letter = Some(id);
        let about = cx.find::<Plan>(line.plan)?;
        let Some(about) = about else { continue };
        let wanted = [
            (PlanKind::DunningFee, line.fee),
            (PlanKind::Interest, line.interest),
        ];
        for (kind, amount) in wanted {
            if !amount.is_positive() {
                continue;
            }
            let before = match last.get(&line.order) {
                Some(before) => *before,
                None => store::last_claim(cx, line.order)?,
            };
            let sequence = before.saturating_add(1);
            last.insert(line.order, sequence);
            let claim = claim_of(cx, &about, line, (kind, amount), (sequence, pay_by))?;
            match kind {
                PlanKind::Interest => line.interest_claim = Some(claim.id),
                _ => line.fee_claim = Some(claim.id),
            }
            claims.push(claim);
        }
    }
    Ok(claims)
}

fn claim_of(
    cx: &mut Context<'_>,
    about: &Plan,
    line: &LetterLine,
    (kind, amount): (PlanKind, Amount),
    (sequence, pay_by): (u32, Date),
) -> Result<Plan> {
    let nothing = Amount::ZERO.of(about.currency)?;
    let claim = line.letter.map(|letter| ClaimOf {
        letter,
        plan: about.id,
    });
    let mut plan = Plan {
        id: cx.new_id()?,
        version: 1,
        revision: 0,
        sequence,
        kind,
        amount,
        tax: nothing,
        collected: nothing,
        discounted: nothing,
        written_off: nothing,
        credited: nothing,
        effective_on: line.issued_on,
        started_on: Some(line.issued_on),
        due_on: DueOn(None),
        first_due_on: None,
        slips: 0,
        remind_on: None,
        expected_on: None,
        path: None,
        retention: false,
        basis: PlanBasis {
            remind_days: cx.settings().remind_days,
            claim,
            ..PlanBasis::default()
        },
        early: None,
        waived: false,
        split_from: None,
        cancelled: false,
        created_at: cx.now(),
        ..about.clone()
    };
    plan.due(pay_by, None);
    Ok(plan)
}
