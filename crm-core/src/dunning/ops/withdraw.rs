//! Taking letters back, and waiving what they claim.

use crate::approval::LimitedAction;
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, LetterId, PlanId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Amount, CodeText, Line};
use crate::collection::begun::changed;
use crate::collection::detail::DetailKind;
use crate::collection::ops::PlanSheet;
use crate::collection::ops::write_off::{BEYOND_OPEN, NOTHING_OPEN};
use crate::collection::settle::{self, Entry, move_plan};
use crate::collection::{Plan, PlanChangeKind, PlanKind, reach};
use crate::customer::Customer;
use crate::dunning::model::Letter;
use crate::dunning::rules::letter::{CLAIMS_PAID, LATER_LETTER, NO_CLAIM, WITHDRAWN, withdraw};
use crate::dunning::store::{self, facts};
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use serde::{Deserialize, Serialize};

/// Withdraws a letter that was a mistake: the plans it is about stand at their level before, and
/// what it claims is cancelled; its interest can be claimed anew. The latest letter about a plan
/// goes first, and nothing of what it claims has come in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The letter.
    pub letter: LetterId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Withdraw { letter: LetterId, reason: Line } else version);

impl Operation for Withdraw {
    const NAME: &'static str = "dunning.withdraw";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DunningWrite;
    const REFUSES: &'static [Refusal] = &[WITHDRAWN, LATER_LETTER, CLAIMS_PAID];
    type Output = Letter;

    fn ahead(&self, ahead: &mut Ahead) {
        let letter = vec![self.letter.raw().into()];
        ahead.query(store::CUSTOMER_OF, letter.clone());
        ahead.change_by::<Customer>(store::CUSTOMER_OF, letter);
        ahead.change::<Letter>(self.letter);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Letter> {
        // A letter that is written meanwhile waits here, or is seen.
        if let Some(customer) = store::customer_of(cx, self.letter)? {
            cx.find_for_update::<Customer>(customer)?;
        }
        let before: Letter = cx.load_for_update(self.letter, self.version)?;
        let before = store::with_lines(cx, before)?;
        let (mut about, mut claims) = (Vec::new(), Vec::new());
        for line in &before.lines {
            about.push(line.plan);
            for claim in [line.fee_claim, line.interest_claim].into_iter().flatten() {
                claims.extend(cx.find_for_update::<Plan>(claim)?);
            }
        }
        let (today, reason) = (cx.today(), self.reason.clone());
        let reached = facts::reached_of(cx, &about)?;
        let mut after = withdraw(&before, &reached, &claims, today, reason)?;
        after.withdrawn_by = cx.actor().user;
        let mut changes = Vec::new();
        for claim in claims.iter().filter(|claim| !claim.cancelled) {
            let mut given_up = claim.clone();
            given_up.cancelled = true;
            let kind = PlanChangeKind::Cancelled;
            let mut change = changed(cx, claim, &given_up, kind, today)?;
            change.reason = Some(self.reason.clone());
            changes.push(change);
            cx.update(claim, &mut given_up, "cancelled")?;
        }
        cx.insert_rows(&changes)?;
        cx.update(&before, &mut after, "withdrawn")?;
        Ok(after)
    }
}

/// Waives what is open of a fee or of interest that a letter claims, or a part of it. It is written
/// off, within the limits of write-offs; `collection.take_back` takes it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waive {
    /// The plan by which the fee or the interest is collected.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much, above zero; all that is open when not given.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Why: a code of the list `write_off_reason`.
    pub reason: CodeText,
    /// Why, in words, at most 1,000 characters.
    #[serde(default)]
    pub note: Option<Line>,
}

arguments!(Waive { plan: PlanId, reason: CodeText } else version, amount, note);

impl Operation for Waive {
    const NAME: &'static str = "dunning.waive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[
        CODE_UNKNOWN,
        CODE_RETIRED,
        NO_CLAIM,
        NOTHING_OPEN,
        BEYOND_OPEN,
        LIMIT_EXCEEDED,
    ];
    const SUBJECT: Option<SubjectOf<Self>> = Some(|call, cx| {
        let amount = |plan: &Plan| call.reached(plan);
        reach::subject(cx, call.plan, LimitedAction::WriteOff, amount)
    });
    type Output = PlanSheet;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<PlanSheet> {
        let plan: Plan = cx.load_for_update(self.plan, self.version)?;
        codes::check(cx, CodeList::WriteOffReason, Some(&self.reason), "reason")?;
        if plan.kind == PlanKind::Sale {
            return Err(NO_CLAIM.at("plan").with("plan", plan.id));
        }
        let open = plan.open()?;
        if !open.is_positive() {
            return Err(NOTHING_OPEN.at("plan").with("plan", plan.id));
        }
        let amount = self.amount.unwrap_or(open).of(plan.currency);
        let amount = amount.map_err(|error| error.at("amount"))?;
        if !amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
        }
        if amount > open {
            let error = BEYOND_OPEN.at("amount").with("plan", plan.id);
            return Err(error.with("amount", amount).with("open", open));
        }
        let reached = self.reached(&plan)?;
        reach::within(cx, &plan, LimitedAction::WriteOff, reached)?;
        let entry = Entry {
            reason: Some(self.reason.clone()),
            note: self.note.clone(),
            recorded_by: cx.actor().user,
            ..Entry::of(DetailKind::WrittenOff, amount)
        };
        let today = cx.today();
        let written = move_plan(cx, &plan, vec![entry], today, "waived")?;
        settle::write(cx, &written)?;
        PlanSheet::of(cx, self.plan)
    }
}

impl Waive {
    /// What is written off of the claim with it, in all.
    fn reached(&self, plan: &Plan) -> Result<Amount> {
        let amount = self.amount.unwrap_or(plan.open()?).of(plan.currency)?;
        plan.written_off.plus(amount)
    }
}
