//! Collection plans: what is to come in, when, and how much of it has. Pure.

use crate::base::error::Result;
use crate::base::id::{CustomerId, DepartmentId, OrderId, PlanId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Instant};
use serde::{Deserialize, Serialize};

/// One collection plan as it is kept. What is open is its amount less what was collected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Raised by every change.
    pub version: i64,
    /// The order it belongs to.
    pub order: OrderId,
    /// Who pays.
    pub customer: CustomerId,
    /// The salesperson, as the order's.
    pub owner: Option<UserId>,
    /// The department, as the order's.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// The approval it was made by, from 1.
    pub revision: u32,
    /// Its place among the plans of that approval, from 1.
    pub sequence: u32,
    /// What is to come in.
    pub amount: Amount,
    /// What came in: the sum of its collection details.
    pub collected: Amount,
    /// When it is due.
    pub due_on: Date,
    /// The day from which it is reminded of.
    pub remind_on: Date,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// How pay days and the business calendar moved the due date, when they did.
    pub path: Option<String>,
    /// Whether the approval was taken back or the order given up.
    pub cancelled: bool,
    /// When it was made.
    pub created_at: Instant,
}

/// Where a plan stands today. Derived, never stored (M19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
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
    /// The approval was taken back or the order given up.
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
    /// Its place among the order's plans, from 1.
    pub sequence: u32,
    /// What is to come in.
    pub amount: Amount,
    /// What came in.
    pub collected: Amount,
    /// What is still to come in.
    pub open: Amount,
    /// When it is due.
    pub due_on: Date,
    /// The day from which it is reminded of.
    pub remind_on: Date,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// How pay days and the business calendar moved the due date, when they did.
    pub path: Option<String>,
    /// Where it stands.
    pub status: PlanStatus,
    /// Days since the due date while something is open, else 0.
    pub days_overdue: i64,
}

impl Plan {
    /// What is still to come in.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn open(&self) -> Result<Amount> {
        if self.cancelled {
            return Amount::ZERO.of(self.currency);
        }
        self.amount.minus(self.collected)
    }

    /// Where it stands on a day (M19).
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn status(&self, today: Date) -> Result<PlanStatus> {
        Ok(if self.cancelled {
            PlanStatus::Cancelled
        } else if self.open()?.is_zero() {
            PlanStatus::Settled
        } else if self.due_on < today {
            PlanStatus::Overdue
        } else if !self.collected.is_zero() {
            PlanStatus::PartlyCollected
        } else if self.remind_on <= today {
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
        let late = if status == PlanStatus::Overdue {
            today.days_since(self.due_on)
        } else {
            0
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
            amount: self.amount,
            collected: self.collected,
            open: self.open()?,
            due_on: self.due_on,
            remind_on: self.remind_on,
            method: self.method.clone(),
            path: self.path.clone(),
            status,
            days_overdue: late,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::base::id::Id;

    pub(crate) fn plan(id: i64, amount: &str, collected: &str, due_on: &str) -> Plan {
        let money = |text: &str| Amount::parse(text).unwrap().of(Currency::CNY).unwrap();
        let due_on = Date::parse(due_on).unwrap();
        Plan {
            id: PlanId::from_raw(id),
            version: 1,
            order: OrderId::from_raw(1),
            customer: CustomerId::from_raw(1),
            owner: None,
            department: None,
            currency: Currency::CNY,
            revision: 1,
            sequence: 1,
            amount: money(amount),
            collected: money(collected),
            due_on,
            remind_on: due_on.plus_days(-3).unwrap(),
            method: None,
            path: None,
            cancelled: false,
            created_at: Instant::EPOCH,
        }
    }

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
}
