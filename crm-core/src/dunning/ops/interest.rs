//! How the interest of a plan comes about.

use super::propose::DAY_IN_PAST;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, LetterId, PlanId, ProcedureId};
use crate::base::messages::NOT_FOUND;
use crate::base::{Amount, Currency, Date};
use crate::collection::Plan;
use crate::customer::Customer;
use crate::dunning::model::{InterestPeriod, InterestTerms, LetterLine};
use crate::dunning::rules::assess::unclaimed;
use crate::dunning::rules::interest::total;
use crate::dunning::steps;
use crate::dunning::store::facts;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Explains the interest of a plan: what letters claimed of it, and the times up to a day that none
/// claims yet, each with what was open. It is the same for who is open and who has paid late.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// The plan.
    pub plan: PlanId,
    /// The day, today or later: as if nothing were paid until then; today when not given.
    #[serde(default)]
    pub as_of: Option<Date>,
}

arguments!(Interest { plan: PlanId } else as_of);

/// The interest of a plan. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InterestSheet {
    /// The plan.
    pub plan: PlanId,
    /// Who pays it.
    pub customer: CustomerId,
    /// The plan's currency.
    pub currency: Currency,
    /// The day.
    pub as_of: Date,
    /// The procedure that says how much; nothing for who is not dunned.
    pub procedure: Option<ProcedureId>,
    /// What it says of interest today; without it none is owed.
    pub terms: Option<InterestTerms>,
    /// The times that letters claimed, in order.
    pub claimed: Vec<ClaimedInterest>,
    /// The times that none claims yet, in order.
    pub periods: Vec<InterestPeriod>,
    /// What those come to.
    pub interest: Amount,
}

/// What a letter claimed of a plan's interest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimedInterest {
    /// The letter.
    pub letter: LetterId,
    /// The plan by which it is collected.
    pub claim: Option<PlanId>,
    /// How much.
    pub interest: Amount,
    /// Its times.
    pub periods: Vec<InterestPeriod>,
}

impl Operation for Interest {
    const NAME: &'static str = "dunning.interest";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[DAY_IN_PAST];
    type Output = InterestSheet;

    fn run(&self, cx: &mut Context<'_>) -> Result<InterestSheet> {
        let plan: Plan = cx.load(self.plan)?;
        let as_of = self.as_of.unwrap_or(cx.today());
        if as_of < cx.today() {
            let error = DAY_IN_PAST.at("as_of").with("day", as_of);
            return Err(error.with("today", cx.today()));
        }
        let customer = cx.find::<Customer>(plan.customer)?.ok_or_else(|| {
            let error = NOT_FOUND.error().with("record", "customer");
            error.with("id", plan.customer)
        })?;
        let procedure = steps::procedure_of(cx, &customer)?;
        let lines = facts::lines_of(cx, plan.id)?;
        let reckoning = steps::reckoning(cx, plan.currency);
        // A claim bears no interest itself.
        let bears = plan.kind == crate::collection::PlanKind::Sale;
        let facts = facts::of(cx, vec![plan.clone()], &[], as_of)?;
        let policy = procedure.as_ref().map(|procedure| &procedure.policy);
        let periods = match (policy.filter(|_| bears), facts.first()) {
            (Some(policy), Some(fact)) => unclaimed(policy, fact, as_of, reckoning)?,
            _ => Vec::new(),
        };
        Ok(InterestSheet {
            plan: plan.id,
            customer: plan.customer,
            currency: plan.currency,
            as_of,
            procedure: procedure.as_ref().map(|procedure| procedure.id),
            terms: policy.and_then(|policy| policy.interest),
            claimed: lines.into_iter().filter_map(claimed).collect(),
            interest: total(&periods, reckoning)?,
            periods,
        })
    }
}

fn claimed(line: LetterLine) -> Option<ClaimedInterest> {
    let letter = line.letter.filter(|_| !line.periods.is_empty())?;
    Some(ClaimedInterest {
        letter,
        claim: line.interest_claim,
        interest: line.interest,
        periods: line.periods,
    })
}
