//! Receipts and what is open, by hand.

use super::answer::{PlanAnswer, PlanPage};
use super::engine::{Engine, Query, bound};
use super::model::{Allocation, Plan, Receipt};
use super::program::{Change, Program, Series};
use super::table::query;
use super::values::{DetailKind, Money, ReceiptStand};
use crate::Result;

static BY_ID: Query = query!(Receipt, "WHERE id = ?1");
static DETAILS: Query = query!(Allocation, "WHERE receipt = ?1 ORDER BY id");
static OPEN: Query = query!(
    Plan,
    "WHERE customer = ?1 AND currency = ?2 \
     AND collected + discounted + written_off + credited <> amount AND cancelled = 0 \
     AND due_on < '9999-12-31' ORDER BY due_on, id LIMIT ?3"
);
/// Open plans read at first; all of them when money pays more.
const FIRST_OPEN: i64 = 40;

static OVERDUE_OF: Query = query!(
    Plan,
    "WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0 AND owner = ?1 AND due_on < ?2 \
     ORDER BY due_on, id LIMIT ?3"
);
static OVERDUE: Query = query!(
    Plan,
    "WHERE collected + discounted + written_off + credited <> amount AND cancelled = 0 \
     AND due_on < ?1 ORDER BY due_on, id LIMIT ?2"
);

const SERIES: Series = Series {
    name: "receipt",
    prefix: "RC",
    taken: "SELECT id FROM crm_receipt WHERE number = ?1",
};

/// What a receipt takes from its customer.
struct Payer {
    owner: Option<i64>,
    department: Option<i64>,
    currency: Option<String>,
    allocation: Option<String>,
}

fn payer<E: Engine>(program: &Program<E>, customer: i64) -> Result<Payer> {
    let sql = "SELECT owner, department, currency, allocation FROM crm_customer WHERE id = ?1";
    let (owner, department, currency, allocation) = program.one(sql, bound![customer])?;
    Ok(Payer {
        owner,
        department,
        currency,
        allocation,
    })
}

pub(super) fn record<E: Engine>(
    program: &mut Program<E>,
    customer: i64,
    amount: Money,
) -> Result<Receipt> {
    program.standing()?;
    let payer = payer(program, customer)?;
    let receipt = Receipt {
        id: program.id()?,
        version: 1,
        number: program.number(&SERIES)?,
        status: ReceiptStand::Draft,
        customer,
        order: None,
        owner: payer.owner.or(Some(program.user)),
        department: payer.department.or(program.department),
        currency: payer.currency.unwrap_or_else(|| "CNY".to_owned()),
        amount,
        unallocated: Money(0),
        refunded: Money(0),
        received_on: program.today,
        method: None,
        payer: None,
        note: None,
        intended: None,
        recorded_by: Some(program.user),
        submitted_by: None,
        confirmed_by: None,
        confirmed_on: None,
        confirmed_at: None,
        reversed_on: None,
        reversed_at: None,
        reason: None,
        external_ref: None,
        extra: None,
        created_at: program.now,
        allocations: Vec::new(),
    };
    program.insert(&receipt)?;
    program.note(Change {
        kind: "receipt.recorded",
        record: "receipt",
        id: receipt.id,
        version: 1,
        before: None,
        after: serde_json::to_string(&receipt)?,
    });
    program.record("receipt.record")?;
    Ok(receipt)
}

/// Confirms a receipt: it pays the customer's open plans, oldest due first.
pub(super) fn confirm<E: Engine>(program: &mut Program<E>, id: i64) -> Result<Receipt> {
    program.standing()?;
    let mut receipt: Receipt = program.one(BY_ID.changed::<E>(), bound![id])?;
    receipt.allocations = program.rows(DETAILS.shown(), bound![id])?;
    if receipt.status != ReceiptStand::Draft {
        return Err("the receipt is no draft".into());
    }
    let payer = payer(program, receipt.customer)?;
    let mut left = receipt.amount;
    if payer.allocation.as_deref() != Some("manual") {
        let open = |limit: i64| -> Result<Vec<Plan>> {
            let values = bound![receipt.customer, receipt.currency, limit];
            program.rows(OPEN.changed::<E>(), values)
        };
        let mut plans = open(FIRST_OPEN)?;
        let covered = plans.iter().map(|plan| plan.open().0).sum::<i64>() >= left.0;
        if !covered && plans.len() as i64 == FIRST_OPEN {
            plans = open(i64::MAX)?;
        }
        for plan in plans {
            if left.0 <= 0 {
                break;
            }
            let open = plan.open().min(left);
            left.0 -= open.0;
            pay(program, &mut receipt, &plan, open)?;
        }
    }
    let (version, before) = (receipt.version, receipt.unallocated);
    let (user, today, now) = (program.user, program.today, program.now);
    receipt.version += 1;
    receipt.status = ReceiptStand::Confirmed;
    receipt.unallocated = left;
    receipt.confirmed_by = Some(user);
    receipt.confirmed_on = Some(today);
    receipt.confirmed_at = Some(now);
    program.update(
        "UPDATE crm_receipt SET version = ?1, status = ?2, unallocated = ?3, confirmed_by = ?4, \
         confirmed_on = ?5, confirmed_at = ?6 WHERE id = ?7 AND version = ?8",
        bound![
            receipt.version,
            receipt.status,
            left,
            user,
            today,
            now,
            id,
            version
        ],
    )?;
    for detail in &receipt.allocations {
        program.insert(detail)?;
    }
    note_confirmed(program, &receipt, (version, before))?;
    program.record("receipt.confirm")?;
    Ok(receipt)
}

/// The change that says the receipt is confirmed, from the version and the free amount before it.
fn note_confirmed<E: Engine>(
    program: &mut Program<E>,
    receipt: &Receipt,
    (version, before): (i64, Money),
) -> Result<()> {
    let (left, user) = (receipt.unallocated, program.user);
    let (today, now) = (program.today, program.now);
    // What did not change is not told.
    let told = |amount: Money| {
        if left == before {
            String::new()
        } else {
            format!(r#","unallocated":"{amount}""#)
        }
    };
    program.note(Change {
        kind: "receipt.confirmed",
        record: "receipt",
        id: receipt.id,
        version: receipt.version,
        before: Some(format!(
            "{{\"allocations\":[],\"version\":{version},\"status\":\"draft\"{},\
             \"confirmed_by\":null,\"confirmed_on\":null,\"confirmed_at\":null}}",
            told(before)
        )),
        after: format!(
            "{{\"allocations\":{},\"version\":{},\"status\":\"confirmed\"{},\
             \"confirmed_by\":{user},\"confirmed_on\":\"{today}\",\"confirmed_at\":\"{now}\"}}",
            serde_json::to_string(&receipt.allocations)?,
            receipt.version,
            told(left)
        ),
    });
    Ok(())
}

/// Pays one plan.
fn pay<E: Engine>(
    program: &mut Program<E>,
    receipt: &mut Receipt,
    plan: &Plan,
    amount: Money,
) -> Result {
    let collected = Money(plan.collected.0 + amount.0);
    let (old, new) = (plan.version, plan.version + 1);
    program.update(
        "UPDATE crm_plan SET version = ?1, collected = ?2 WHERE id = ?3 AND version = ?4",
        bound![new, collected, plan.id, old],
    )?;
    let before = plan.collected;
    program.note(Change {
        kind: "plan.collected",
        record: "plan",
        id: plan.id,
        version: new,
        before: Some(format!(r#"{{"version":{old},"collected":"{before}"}}"#)),
        after: format!(r#"{{"version":{new},"collected":"{collected}"}}"#),
    });
    receipt.allocations.push(Allocation {
        id: program.id()?,
        kind: DetailKind::Collected,
        receipt: receipt.id,
        credit_note: None,
        plan: plan.id,
        order: plan.order,
        currency: plan.currency.clone(),
        amount,
        effective_on: receipt.received_on,
        reverses: None,
        reason: None,
        note: None,
        recorded_by: None,
        created_at: program.now,
        receipt_currency: None,
        receipt_amount: None,
    });
    Ok(())
}

/// The first overdue plans, of one salesperson or of everybody; one more is read to know whether
/// more follow.
pub(super) fn overdue<E: Engine>(
    program: &mut Program<E>,
    owner: Option<i64>,
    limit: u32,
) -> Result<PlanPage> {
    program.standing()?;
    let (today, more) = (program.today, i64::from(limit) + 1);
    let mut plans: Vec<Plan> = match owner {
        Some(owner) => program.rows(OVERDUE_OF.shown(), bound![owner, today, more])?,
        None => program.rows(OVERDUE.shown(), bound![today, more])?,
    };
    let follow = plans.len() > limit as usize;
    plans.truncate(limit as usize);
    let last = plans.last().filter(|_| follow);
    let next = last.map(|plan| format!("due_on,id:[\"{}\",{}]", plan.due_on, plan.id));
    let items = plans.into_iter().map(|plan| PlanAnswer::on(plan, today));
    Ok(PlanPage {
        items: items.collect(),
        next,
    })
}
