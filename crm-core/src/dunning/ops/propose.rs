//! What letters would say.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, Id, OrderId, PlanId, ProcedureId};
use crate::base::messages::PAGE_TOKEN;
use crate::base::{Amount, Currency, Date, Warning, page};
use crate::customer::Customer;
use crate::dunning::model::{LetterLine, Procedure};
use crate::dunning::rules::assess::Out;
use crate::dunning::rules::letter::{level_of, sums};
use crate::dunning::rules::level::REASONS;
use crate::dunning::steps;
use crate::dunning::store::facts;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{token, token_key};
use serde::{Deserialize, Serialize};

/// Shows, customer by customer, which letters a day asks for: which plans reach which level, what
/// fees and interest would be claimed, and why plans that are late are left out. Nothing is kept;
/// `dunning.issue` writes the letter of a customer. Of the plans that the actor may see.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The day, today or later: as if nothing were paid until then; today when not given.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// For one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// In one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Customers looked at for the page, 1 to 500; 50 when not given. Who has nothing late has no
    /// item.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before, with the same arguments otherwise.
    #[serde(default)]
    pub after: Option<String>,
}

/// What letters would say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proposals {
    /// The day.
    pub as_of: Date,
    /// One item for each customer and currency, by their ids and codes.
    pub items: Vec<DunningProposal>,
    /// Where the next page starts: give it as `after`. `null` on the last page.
    pub next: Option<String>,
}

/// What the letter of one customer in one currency would say. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DunningProposal {
    /// The customer.
    pub customer: CustomerId,
    /// The currency.
    pub currency: Currency,
    /// The procedure it is dunned by; nothing for who is not dunned.
    pub procedure: Option<ProcedureId>,
    /// The edition of the procedure.
    pub edition: Option<u32>,
    /// The highest level of the lines.
    pub level: Option<u32>,
    /// What is open of the plans of the lines.
    pub open: Amount,
    /// What is open of fees and interest that were claimed before.
    pub claimed_before: Amount,
    /// The fees that would be claimed.
    pub fee: Amount,
    /// The interest that would be claimed.
    pub interest: Amount,
    /// What the customer would be asked to pay: all of that.
    pub total: Amount,
    /// What the letter would say of each plan, the oldest due first; without any there would be
    /// none.
    pub lines: Vec<LetterLine>,
    /// The plans that are late and left out, the oldest due first.
    pub left_out: Vec<LeftOut>,
}

/// A plan that is late and left out of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The plan.
    pub plan: PlanId,
    /// The plan's order.
    pub order: OrderId,
    /// The day it was due.
    pub due_on: Option<Date>,
    /// Days since then.
    pub days_late: i64,
    /// What is open.
    pub open: Amount,
    /// The level it stands at, from 1.
    pub level: Option<u32>,
    /// Why it is left out.
    pub reason: Warning,
}

/// The day lies behind.
pub(super) const DAY_IN_PAST: Refusal = Refusal::rule(
    "dunning.day_in_past",
    "{day} lies before today, {today}",
    "{day} 早于今天({today})",
);

impl Operation for Propose {
    const NAME: &'static str = "dunning.propose";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[DAY_IN_PAST];
    const REMARKS: &'static [&'static [Refusal]] = &[REASONS];
    type Output = Proposals;

    fn run(&self, cx: &mut Context<'_>) -> Result<Proposals> {
        let limit = i64::from(page::limit(self.limit)?);
        let after = self.after.as_deref().map(behind).transpose()?.unwrap_or(0);
        let today = cx.today();
        let on = self.as_of.unwrap_or(today);
        if on < today {
            let error = DAY_IN_PAST.at("as_of").with("day", on);
            return Err(error.with("today", today));
        }
        let mut customers = match self.customer {
            Some(customer) => vec![customer],
            None => {
                let reach = cx.reach(Self::NEEDS);
                facts::customers(cx, &reach, on, (after, limit + 1))?
            }
        };
        let whole = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = customers.len() > whole;
        customers.truncate(whole);
        let mut items = Vec::new();
        for id in &customers {
            let customer: Customer = cx.there(*id)?;
            self.of(cx, &customer, on, &mut items)?;
        }
        let last = customers.last().filter(|_| more);
        Ok(Proposals {
            as_of: on,
            items,
            next: last.map(|id| token(&["customer"], vec![Value::Int(id.raw())])),
        })
    }
}

/// The customer that a page continues behind.
fn behind(token: &str) -> Result<i64> {
    let key = token_key(token, &["customer"], "crm_plan")?;
    match key.first() {
        Some(Value::Int(id)) => Ok(*id),
        _ => Err(PAGE_TOKEN.at("after")),
    }
}

impl Propose {
    /// Adds what the letters of one customer would say.
    fn of(
        &self,
        cx: &mut Context<'_>,
        customer: &Customer,
        on: Date,
        items: &mut Vec<DunningProposal>,
    ) -> Result<()> {
        let procedure = steps::procedure_of(cx, customer)?;
        for currency in facts::currencies(cx, customer.id, on)? {
            if self.currency.is_some_and(|wanted| wanted != currency) {
                continue;
            }
            let item = proposal(cx, customer, procedure.as_ref(), currency, on)?;
            if !item.lines.is_empty() || !item.left_out.is_empty() {
                items.push(item);
            }
        }
        Ok(())
    }
}

fn proposal(
    cx: &mut Context<'_>,
    customer: &Customer,
    procedure: Option<&Procedure>,
    currency: Currency,
    on: Date,
) -> Result<DunningProposal> {
    let policy = procedure.map(|procedure| &procedure.policy);
    let of = (currency, None);
    let assessed = steps::assessed(cx, customer, policy, of, (on, Propose::NEEDS))?;
    let claimed_before = steps::claimed_before(cx, customer, currency)?;
    let sums = sums(&assessed.lines, claimed_before, currency)?;
    let level = policy.and_then(|policy| level_of(policy, &assessed.lines).0);
    let left_out = assessed.out.iter().map(|out| left_out(cx, out));
    Ok(DunningProposal {
        customer: customer.id,
        currency,
        procedure: procedure.map(|procedure| procedure.id),
        edition: procedure.map(|procedure| procedure.edition),
        level,
        open: sums.open,
        claimed_before,
        fee: sums.fee,
        interest: sums.interest,
        total: sums.total,
        left_out: left_out.collect(),
        lines: assessed.lines,
    })
}

fn left_out(cx: &Context<'_>, out: &Out) -> LeftOut {
    LeftOut {
        plan: out.line.plan,
        order: out.line.order,
        due_on: out.line.due_on,
        days_late: out.line.days_late,
        open: out.line.open,
        level: out.line.level,
        reason: Warning::of(&out.reason, cx.language()),
    }
}
