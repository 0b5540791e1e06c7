//! Disputes and promises to pay.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, PlanId, SuspensionId, UserId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Amount, Date, Line, Page};
use crate::collection::Plan;
use crate::collection::ops::write_off::{BEYOND_OPEN, NOTHING_OPEN};
use crate::collection::store::details_of;
use crate::dunning::model::{ShownSuspension, Suspension, SuspensionKind, SuspensionStatus};
use crate::dunning::rules::suspension::{DAY_OUT_OF_RANGE, NOT_RUNNING, RUNNING, last_day, shown};
use crate::dunning::store::{self, facts};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Records that a customer says it need not pay a plan: up to a day, that one with it, the plan is
/// not dunned. Money may come in for it all the same, it ages, and interest runs on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The plan; something is open on it.
    pub plan: PlanId,
    /// The version of the plan it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The last day, from today to 3,660 days behind it.
    pub until: Date,
    /// How much is disputed, above zero and at most what is open; all of that when not given.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Dispute { plan: PlanId, until: Date, reason: Line } else version, amount);

/// What a dispute or a promise can meet, in order.
const MEETS: [Refusal; 4] = [NOTHING_OPEN, DAY_OUT_OF_RANGE, BEYOND_OPEN, RUNNING];

impl Operation for Dispute {
    const NAME: &'static str = "dunning.dispute";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DunningWrite;
    const REFUSES: &'static [Refusal] = &MEETS;
    type Output = ShownSuspension;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ShownSuspension> {
        let said = Said {
            kind: SuspensionKind::Dispute,
            until: (self.until, "until"),
            amount: self.amount,
            reason: &self.reason,
        };
        said.record(cx, (self.plan, self.version))
    }
}

/// Records that a customer says it will pay a plan, or a part of it, on a day: up to that day, that
/// one with it, the plan is not dunned, and the expected cash has it then. It is kept once so much
/// is settled by that day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The plan; something is open on it.
    pub plan: PlanId,
    /// The version of the plan it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day, from today to 3,660 days behind it.
    pub on: Date,
    /// How much is promised, above zero and at most what is open; all of that when not given.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// What was said, and by whom, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Promise { plan: PlanId, on: Date, reason: Line } else version, amount);

impl Operation for Promise {
    const NAME: &'static str = "dunning.promise";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DunningWrite;
    const REFUSES: &'static [Refusal] = &MEETS;
    type Output = ShownSuspension;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ShownSuspension> {
        let said = Said {
            kind: SuspensionKind::Promise,
            until: (self.on, "on"),
            amount: self.amount,
            reason: &self.reason,
        };
        said.record(cx, (self.plan, self.version))
    }
}

/// What a customer said about a plan.
struct Said<'a> {
    kind: SuspensionKind,
    /// The last day, and the argument that gives it.
    until: (Date, &'static str),
    amount: Option<Amount>,
    reason: &'a Line,
}

impl Said<'_> {
    fn record(
        &self,
        cx: &mut Context<'_>,
        (plan, version): (PlanId, Option<i64>),
    ) -> Result<ShownSuspension> {
        let plan: Plan = cx.load_for_update(plan, version)?;
        let (open, today) = (plan.open()?, cx.today());
        if !open.is_positive() {
            return Err(NOTHING_OPEN.at("plan").with("plan", plan.id));
        }
        let (until, field) = self.until;
        last_day(until, today).map_err(|error| error.at(field))?;
        let amount = self.amount.unwrap_or(open).of(plan.currency);
        let amount = amount.map_err(|error| error.at("amount"))?;
        if !amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
        }
        if amount > open {
            let error = BEYOND_OPEN.at("amount").with("plan", plan.id);
            return Err(error.with("amount", amount).with("open", open));
        }
        if let Some(other) = self.running(cx, plan.id)? {
            return Err(RUNNING
                .at("plan")
                .with("kind", self.kind)
                .with("suspension", other.id)
                .with("until", other.until));
        }
        let suspension = Suspension {
            id: cx.new_id()?,
            version: 1,
            kind: self.kind,
            plan: plan.id,
            order: plan.order,
            customer: plan.customer,
            owner: plan.owner,
            department: plan.department,
            currency: plan.currency,
            amount,
            said_on: today,
            until,
            reason: self.reason.clone(),
            recorded_by: cx.actor().user,
            resolved_on: None,
            resolved_for: None,
            resolved_by: None,
            created_at: cx.now(),
        };
        cx.insert(&suspension, "recorded")?;
        shown(suspension, &[], today)
    }

    /// The one of its kind that runs already. A promise that is kept before its day leaves room for
    /// another one about what is still open.
    fn running(&self, cx: &mut Context<'_>, plan: PlanId) -> Result<Option<Suspension>> {
        let today = cx.today();
        let others = store::unresolved(cx, plan, self.kind, today)?;
        if others.is_empty() {
            return Ok(None);
        }
        let details = details_of(cx, plan)?;
        for other in others {
            let stands = shown(other, &details, today)?;
            if stands.status == SuspensionStatus::Running {
                return Ok(Some(stands.suspension));
            }
        }
        Ok(None)
    }
}

/// Ends a dispute, or a promise, before its last day: its plan is dunned again. A dispute that was
/// right is a credit note besides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// The dispute or the promise.
    pub suspension: SuspensionId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Resolve { suspension: SuspensionId, reason: Line } else version);

impl Operation for Resolve {
    const NAME: &'static str = "dunning.resolve";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DunningWrite;
    const REFUSES: &'static [Refusal] = &[NOT_RUNNING];
    type Output = ShownSuspension;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Suspension>(self.suspension);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ShownSuspension> {
        let before: Suspension = cx.load_for_update(self.suspension, self.version)?;
        let today = cx.today();
        let details = details_of(cx, before.plan)?;
        let stands = shown(before.clone(), &details, today)?;
        if stands.status != SuspensionStatus::Running {
            return Err(NOT_RUNNING.at("suspension").with("status", stands.status));
        }
        let mut after = before.clone();
        after.resolved_on = Some(today);
        after.resolved_for = Some(self.reason.clone());
        after.resolved_by = cx.actor().user;
        cx.update(&before, &mut after, "resolved")?;
        shown(after, &details, today)
    }
}

/// Lists disputes and promises, those with the latest last day first, each as it stands today.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Suspensions {
    /// About one plan.
    #[serde(default)]
    pub plan: Option<PlanId>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Only disputes, or only promises.
    #[serde(default)]
    pub kind: Option<SuspensionKind>,
    /// Only those that nobody ended. `false` when not given.
    #[serde(default)]
    pub unresolved: bool,
    /// With a last day on this day or later.
    #[serde(default)]
    pub until_from: Option<Date>,
    /// With a last day on this day or earlier.
    #[serde(default)]
    pub until_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const LATEST: Sort<Suspension> = Sort {
    columns: &["until", "id"],
    descending: true,
    key: |one| vec![one.until.into(), Value::Int(one.id.raw())],
};

impl Operation for Suspensions {
    const NAME: &'static str = "dunning.suspensions";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<ShownSuspension>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<ShownSuspension>> {
        let mut select = Select::new();
        select.few("plan", self.plan.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("kind", self.kind.map(SuspensionKind::as_str));
        if self.unresolved {
            select.and("resolved_on IS NULL", []);
        }
        select.window("until", self.until_from, self.until_to, "until_to")?;
        let page = cx.page(select, &LATEST, self.limit, self.after.as_deref())?;
        let plans: Vec<PlanId> = page.items.iter().map(|one| one.plan).collect();
        let details = facts::details_of(cx, &plans)?;
        let (today, none) = (cx.today(), Vec::new());
        let items = page.items.into_iter().map(|one| {
            let own = details.get(&one.plan).unwrap_or(&none);
            shown(one, own, today)
        });
        Ok(Page {
            items: items.collect::<Result<_>>()?,
            next: page.next,
        })
    }
}
