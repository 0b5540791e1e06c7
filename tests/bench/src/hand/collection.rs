//! Receipts and what is open, by hand.

use super::answer::{PlanAnswer, PlanPage};
use super::model::{Allocation, Plan, Receipt};
use super::program::{Change, Program, Series};
use super::table::{Sql, Table, select};
use super::values::{Money, ReceiptStand};
use crate::Result;
use rusqlite::params;

static BY_ID: Sql = Sql::new(|| select::<Receipt>("WHERE id = ?1"));
static DETAILS: Sql = Sql::new(|| select::<Allocation>("WHERE receipt = ?1 ORDER BY id"));
static OPEN: Sql = Sql::new(|| {
    select::<Plan>(
        "WHERE customer = ?1 AND currency = ?2 AND collected <> amount AND cancelled = 0 \
         ORDER BY due_on, id",
    )
});

static OVERDUE_OF: Sql = Sql::new(|| {
    select::<Plan>(
        "WHERE collected <> amount AND cancelled = 0 AND owner = ?1 AND due_on < ?2 \
         ORDER BY due_on, id LIMIT ?3",
    )
});
static OVERDUE: Sql = Sql::new(|| {
    select::<Plan>(
        "WHERE collected <> amount AND cancelled = 0 AND due_on < ?1 ORDER BY due_on, id LIMIT ?2",
    )
});

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

fn payer(program: &Program, customer: i64) -> Result<Payer> {
    let sql = "SELECT owner, department, currency, allocation FROM crm_customer WHERE id = ?1";
    program.one(sql, [customer], |row| {
        Ok(Payer {
            owner: row.get(0)?,
            department: row.get(1)?,
            currency: row.get(2)?,
            allocation: row.get(3)?,
        })
    })
}

pub(super) fn record(program: &mut Program, customer: i64, amount: Money) -> Result<Receipt> {
    program.standing()?;
    let payer = payer(program, customer)?;
    let receipt = Receipt {
        id: program.id()?,
        version: 1,
        number: program.number(&SERIES)?,
        status: ReceiptStand::Recorded,
        customer,
        owner: payer.owner.or(Some(program.user)),
        department: payer.department.or(program.department),
        currency: payer.currency.unwrap_or_else(|| "CNY".to_owned()),
        amount,
        unallocated: Money(0),
        received_on: program.today,
        method: None,
        payer: None,
        note: None,
        intended: None,
        recorded_by: Some(program.user),
        confirmed_by: None,
        confirmed_on: None,
        reversed_on: None,
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
pub(super) fn confirm(program: &mut Program, id: i64) -> Result<Receipt> {
    program.standing()?;
    let mut receipt = program.one(&BY_ID, [id], Receipt::read)?;
    receipt.allocations = program.rows(&DETAILS, [id], Allocation::read)?;
    if receipt.status != ReceiptStand::Recorded {
        return Err("the receipt is not recorded".into());
    }
    let payer = payer(program, receipt.customer)?;
    let mut left = receipt.amount;
    if payer.allocation.as_deref() != Some("manual") {
        let values = params![receipt.customer, receipt.currency];
        for plan in program.rows(&OPEN, values, Plan::read)? {
            if left.0 <= 0 {
                break;
            }
            let open = Money(plan.amount.0 - plan.collected.0).min(left);
            left.0 -= open.0;
            pay(program, &mut receipt, &plan, open)?;
        }
    }
    let (version, before) = (receipt.version, receipt.unallocated);
    let (user, today) = (program.user, program.today);
    receipt.version += 1;
    receipt.status = ReceiptStand::Confirmed;
    receipt.unallocated = left;
    receipt.confirmed_by = Some(user);
    receipt.confirmed_on = Some(today);
    program.update(
        "UPDATE crm_receipt SET version = ?1, status = ?2, unallocated = ?3, confirmed_by = ?4, \
         confirmed_on = ?5 WHERE id = ?6 AND version = ?7",
        params![
            receipt.version,
            receipt.status,
            left,
            user,
            today,
            id,
            version
        ],
    )?;
    for detail in &receipt.allocations {
        program.insert(detail)?;
    }
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
        id,
        version: receipt.version,
        before: Some(format!(
            "{{\"allocations\":[],\"version\":{version},\"status\":\"recorded\"{},\
             \"confirmed_by\":null,\"confirmed_on\":null}}",
            told(before)
        )),
        after: format!(
            "{{\"allocations\":{},\"version\":{},\"status\":\"confirmed\"{},\
             \"confirmed_by\":{user},\"confirmed_on\":\"{today}\"}}",
            serde_json::to_string(&receipt.allocations)?,
            receipt.version,
            told(left)
        ),
    });
    program.record("receipt.confirm")?;
    Ok(receipt)
}

/// Pays one plan.
fn pay(program: &mut Program, receipt: &mut Receipt, plan: &Plan, amount: Money) -> Result {
    let collected = Money(plan.collected.0 + amount.0);
    let (old, new) = (plan.version, plan.version + 1);
    program.update(
        "UPDATE crm_plan SET version = ?1, collected = ?2 WHERE id = ?3 AND version = ?4",
        params![new, collected, plan.id, old],
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
        receipt: receipt.id,
        plan: plan.id,
        order: plan.order,
        currency: plan.currency.clone(),
        amount,
        effective_on: receipt.received_on,
        reverses: None,
        created_at: program.now,
    });
    Ok(())
}

/// The first overdue plans, of one salesperson or of everybody; one more is read to know whether
/// more follow.
pub(super) fn overdue(program: &mut Program, owner: Option<i64>, limit: u32) -> Result<PlanPage> {
    program.standing()?;
    let (today, more) = (program.today, limit + 1);
    let mut plans = match owner {
        Some(owner) => program.rows(&OVERDUE_OF, params![owner, today, more], Plan::read)?,
        None => program.rows(&OVERDUE, params![today, more], Plan::read)?,
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
