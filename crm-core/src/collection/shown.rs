//! A collection plan as it stands on a day. Pure.

use super::model::{ClaimOf, Plan, PlanKind};
use crate::base::error::Result;
use crate::base::id::{CustomerId, DepartmentId, OrderId, PlanId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Name};
use crate::terms::{Early, Gate, Start};
use serde::{Deserialize, Serialize};

/// Where a plan stands today. Derived, never stored (M19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// It waits for its event: it counts in totals and is not due (M9).
    Dormant,
    /// The customer holds it back as a security until its event (M12).
    Held,
    /// Nothing has come in and its reminder has not started.
    Planned,
    /// Nothing has come in and its reminder has started.
    DueSoon,
    /// Something is open after the due date.
    Overdue,
    /// A part has come in and the rest is not overdue.
    PartlyCollected,
    /// Nothing is open.
    Settled,
    /// The approval was taken back, the order given up, or an amendment left nothing of it.
    Cancelled,
}

/// A collection plan as it stands today. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CollectionPlan {
    /// Its id.
    pub id: PlanId,
    /// Raised by every change.
    pub version: i64,
    /// The order it belongs to.
    pub order: OrderId,
    /// Who pays.
    pub customer: CustomerId,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// Its place among the order's plans, or among its fees and interest, from 1.
    pub sequence: u32,
    /// What it is for.
    pub kind: PlanKind,
    /// What is to come in.
    pub amount: Amount,
    /// The tax in it (M14).
    pub tax: Amount,
    /// What came in.
    pub collected: Amount,
    /// What was discounted for early payment.
    pub discounted: Amount,
    /// What was written off.
    pub written_off: Amount,
    /// What credit notes took off.
    pub credited: Amount,
    /// What is still to come in: the amount less the four before.
    pub open: Amount,
    /// What it waits for, or waited for.
    pub starts: Start,
    /// The milestone's name.
    pub milestone: Option<Name>,
    /// The day it started; nothing while it waits.
    pub started_on: Option<Date>,
    /// When it is due; nothing while it waits.
    pub due_on: Option<Date>,
    /// When it was due at first.
    pub first_due_on: Option<Date>,
    /// How often it was moved to a later day.
    pub slips: u32,
    /// The day it is expected to be due while it waits.
    pub expected_on: Option<Date>,
    /// The day from which it is reminded of.
    pub remind_on: Option<Date>,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// How pay days and the business calendar moved the due date, when they did.
    pub path: Option<String>,
    /// Whether the customer holds it back as a security.
    pub retention: bool,
    /// What may not begin before it is settled.
    pub gates: Vec<Gate>,
    /// Whether what waits for it need not wait.
    pub waived: bool,
    /// The discounts for who pays early.
    pub early_payment: Option<Early>,
    /// The waiting plan that it is a started share of.
    pub split_from: Option<PlanId>,
    /// What a fee, or interest, is claimed for.
    pub claim: Option<ClaimOf>,
    /// The line of the terms it comes from, from 1.
    pub line: Option<u32>,
    /// Which of the line's parts it is, from 1.
    pub part: Option<u32>,
    /// Where it stands.
    pub status: PlanStatus,
    /// Days since the due date while something is open, else 0.
    pub days_overdue: i64,
}

impl Plan {
    /// Where it stands on a day (M19).
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn status(&self, today: Date) -> Result<PlanStatus> {
        if self.cancelled {
            return Ok(PlanStatus::Cancelled);
        }
        if self.open()?.is_zero() {
            return Ok(PlanStatus::Settled);
        }
        let Some(due_on) = self.due_on.0 else {
            let held = self.retention;
            return Ok(if held {
                PlanStatus::Held
            } else {
                PlanStatus::Dormant
            });
        };
        Ok(if due_on < today {
            PlanStatus::Overdue
        } else if !self.collected.is_zero() {
            PlanStatus::PartlyCollected
        } else if self.remind_on.is_none_or(|day| day <= today) {
            PlanStatus::DueSoon
        } else {
            PlanStatus::Planned
        })
    }

    /// The plan as it stands on a day.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn on(&self, today: Date) -> Result<CollectionPlan> {
        let status = self.status(today)?;
        let late = match self.due_on.0 {
            Some(due_on) if status == PlanStatus::Overdue => today.days_since(due_on),
            _ => 0,
        };
        Ok(CollectionPlan {
            id: self.id,
            version: self.version,
            order: self.order,
            customer: self.customer,
            owner: self.owner,
            department: self.department,
            currency: self.currency,
            sequence: self.sequence,
            kind: self.kind,
            amount: self.amount,
            tax: self.tax,
            collected: self.collected,
            discounted: self.discounted,
            written_off: self.written_off,
            credited: self.credited,
            open: self.open()?,
            starts: self.basis.starts,
            milestone: self.basis.milestone.clone(),
            started_on: self.started_on,
            due_on: self.due_on.0,
            first_due_on: self.first_due_on,
            slips: self.slips,
            expected_on: self.expected_on,
            remind_on: self.remind_on,
            method: self.method.clone(),
            path: self.path.clone(),
            retention: self.retention,
            gates: self.basis.gates.clone(),
            waived: self.waived,
            early_payment: self.early.clone(),
            split_from: self.split_from,
            claim: self.basis.claim,
            line: self.basis.line,
            part: self.basis.part,
            status,
            days_overdue: late,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::due::DueOn;
    use crate::collection::model::tests::plan;

    #[test]
    fn the_status_follows_money_and_days() {
        use PlanStatus::{DueSoon, Overdue, PartlyCollected, Planned, Settled};
        // M19 with a reminder of three days; the due day itself is not overdue yet.
        let rows = [
            ("0.00", "2026-02-10", Planned, 0),
            ("0.00", "2026-02-11", DueSoon, 0),
            ("0.00", "2026-02-14", DueSoon, 0),
            ("0.00", "2026-02-15", Overdue, 1),
            ("40.00", "2026-02-14", PartlyCollected, 0),
            ("40.00", "2026-03-14", Overdue, 28),
            ("100.00", "2026-03-14", Settled, 0),
        ];
        for (collected, today, status, late) in rows {
            let today = Date::parse(today).unwrap();
            let shown = plan(1, "100.00", collected, "2026-02-14")
                .on(today)
                .unwrap();
            assert_eq!(
                (shown.status, shown.days_overdue),
                (status, late),
                "{collected} {today}"
            );
        }
        let mut given_up = plan(1, "100.00", "0.00", "2026-02-14");
        given_up.cancelled = true;
        let shown = given_up.on(Date::parse("2026-03-14").unwrap()).unwrap();
        assert_eq!(
            (shown.status, shown.open.to_string().as_str()),
            (PlanStatus::Cancelled, "0.00")
        );
    }

    #[test]
    fn what_waits_is_never_overdue() {
        // M9 and M12: dormant, or held when it is a retention, however late the day.
        let mut waiting = plan(1, "100.00", "0.00", "2026-02-14");
        waiting.due_on = DueOn(None);
        let late = Date::parse("2036-01-01").unwrap();
        assert_eq!(waiting.status(late).unwrap(), PlanStatus::Dormant);
        waiting.retention = true;
        assert_eq!(waiting.status(late).unwrap(), PlanStatus::Held);
        assert_eq!(waiting.on(late).unwrap().days_overdue, 0);
    }
}
