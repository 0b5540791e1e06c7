//! Writing letters.

use crate::base::error::{Error, Refusal, Result};
use crate::base::id::{CustomerId, PlanId};
use crate::base::limits::LETTER_PLANS_MAX;
use crate::base::messages::{LIST_EMPTY, LIST_TOO_LONG};
use crate::base::{Amount, CodeText, Currency, Extra};
use crate::collection::{Plan, PlanKind};
use crate::customer::Customer;
use crate::dunning::model::{Letter, LetterLine, LetterStatus, Procedure};
use crate::dunning::rules::assess::{Assessed, Out};
use crate::dunning::rules::letter::{
    LEFT_OUT, NOTHING_TO_CLAIM, OTHER_CURRENCY, OTHER_PLAN, level_of, pay_by, sums,
};
use crate::dunning::rules::level::NOT_DUNNED;
use crate::dunning::steps;
use crate::dunning::store::facts;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Writes the letter of today to a customer, in one currency: the plans it is about rise to their
/// next level, and its fees and interest become collection plans of their own, due when the letter
/// says. Interest is claimed up to today and of no day twice. What `dunning.propose` leaves out is
/// left out; a second letter of the same day finds nothing to say.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The customer.
    pub customer: CustomerId,
    /// The version of the customer it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The currency; the customer's, else the setting's, when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// About these plans alone, 1 to 1,000: each rises when its next level is met, else its
    /// interest is claimed, settled ones too that no letter was about. No minimum is asked for.
    #[serde(default)]
    pub plans: Option<Vec<PlanId>>,
    /// The host's own key, unique among letters.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Issue { customer: CustomerId } else number, version, currency, plans, external_ref, extra);

impl Operation for Issue {
    const NAME: &'static str = "dunning.issue";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DunningWrite;
    const REFUSES: &'static [Refusal] = &[NOT_DUNNED, OTHER_PLAN, LEFT_OUT, NOTHING_TO_CLAIM];
    type Output = Letter;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Customer>(self.customer);
        ahead.free::<Letter>("external_ref", self.external_ref.as_ref());
        ahead.free::<Letter>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Letter> {
        self.check_form()?;
        // Of two letters to one customer the second one waits here, and finds what the first claims.
        let customer: Customer = cx.load_for_update(self.customer, self.version)?;
        let currency = self.currency.or(customer.currency);
        let currency = currency.unwrap_or(cx.settings().currency);
        let Some(procedure) = steps::procedure_of(cx, &customer)? else {
            return Err(NOT_DUNNED.at("customer"));
        };
        let named = self.named(cx, currency)?;
        let (of, policy) = ((currency, named), Some(&procedure.policy));
        let when = (cx.today(), Self::NEEDS);
        let assessed = steps::assessed(cx, &customer, policy, of, when)?;
        self.none_left_out(&assessed)?;
        if assessed.lines.is_empty() {
            return Err(self.nothing(cx, (&customer, &procedure, currency), &assessed)?);
        }
        if let Some(external) = &self.external_ref {
            cx.free::<Letter>("external_ref", external)?;
        }
        let claimed_before = steps::claimed_before(cx, &customer, currency)?;
        let about = (&customer, &procedure, currency);
        let mut letter = self.letter(cx, about, assessed.lines, claimed_before)?;
        let claims = steps::claim(cx, &mut letter)?;
        let number = self.number.as_ref();
        letter.number = cx.number::<Letter>(number, |settings| &settings.letter_number)?;
        cx.insert(&letter, "issued")?;
        cx.insert_all(&claims, "created")?;
        cx.insert_rows(&letter.lines)?;
        Ok(letter)
    }
}

impl Issue {
    fn check_form(&self) -> Result<()> {
        let count = self.plans.as_ref().map(Vec::len);
        if count == Some(0) {
            return Err(LIST_EMPTY.at("plans"));
        }
        if let Some(count) = count.filter(|count| *count > LETTER_PLANS_MAX) {
            let error = LIST_TOO_LONG.at("plans").with("count", count);
            return Err(error.with("max", LETTER_PLANS_MAX));
        }
        Ok(())
    }

    /// The plans that are asked for by name, each once.
    fn named(&self, cx: &mut Context<'_>, currency: Currency) -> Result<Option<Vec<Plan>>> {
        let Some(wanted) = &self.plans else {
            return Ok(None);
        };
        let mut plans: Vec<Plan> = Vec::with_capacity(wanted.len());
        for (index, id) in wanted.iter().enumerate() {
            let field = format!("plans[{index}]");
            let plan = cx.refer_for_update::<Plan>(*id);
            let plan = plan.map_err(|error| error.at(&field))?;
            let own = plan.customer == self.customer && plan.currency == currency;
            if !own || plan.kind != PlanKind::Sale {
                let error = OTHER_PLAN.at(field).with("plan", id);
                return Err(error.with("currency", currency));
            }
            if plans.iter().all(|other| other.id != plan.id) {
                plans.push(plan);
            }
        }
        plans.sort_by_key(|plan| (plan.due_on.kept(), plan.id));
        Ok(Some(plans))
    }

    /// Who names plans is told of the first that is left out.
    fn none_left_out(&self, assessed: &Assessed) -> Result<()> {
        if let (Some(plans), Some(out)) = (&self.plans, assessed.out.first()) {
            let at = plans.iter().position(|plan| *plan == out.line.plan);
            return Err(left_out(out).at(format!("plans[{}]", at.unwrap_or(0))));
        }
        Ok(())
    }

    /// Why there is no letter; who named no currency is told in which others there would be one.
    fn nothing(
        &self,
        cx: &mut Context<'_>,
        (customer, procedure, currency): (&Customer, &Procedure, Currency),
        assessed: &Assessed,
    ) -> Result<Error> {
        let (today, mut others) = (cx.today(), Vec::new());
        if self.currency.is_none() && self.plans.is_none() {
            for other in facts::currencies(cx, customer.id, today)? {
                let (of, when) = ((other, None), (today, Self::NEEDS));
                let found = steps::assessed(cx, customer, Some(&procedure.policy), of, when)?;
                if !found.lines.is_empty() {
                    others.push(other.code().to_owned());
                }
            }
        }
        let error = match others.is_empty() {
            true => NOTHING_TO_CLAIM.at("customer"),
            false => OTHER_CURRENCY
                .at("currency")
                .with("others", others.join(", ")),
        };
        let error = error.with("currency", currency);
        Ok(error.with("left_out", assessed.out.len()))
    }

    fn letter(
        &self,
        cx: &mut Context<'_>,
        (customer, procedure, currency): (&Customer, &Procedure, Currency),
        lines: Vec<LetterLine>,
        claimed_before: Amount,
    ) -> Result<Letter> {
        let (number, level) = level_of(&procedure.policy, &lines);
        let sums = sums(&lines, claimed_before, currency)?;
        let issued_on = cx.today();
        Ok(Letter {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            status: LetterStatus::Issued,
            customer: customer.id,
            owner: customer.owner,
            department: customer.department,
            currency,
            procedure: procedure.id,
            edition: procedure.edition,
            level: number,
            title: level.map(|level| level.title.clone()),
            text: level.and_then(|level| level.text.clone()),
            channel: level.map(|level| level.channel).unwrap_or_default(),
            issued_on,
            pay_by: pay_by(level, issued_on)?,
            open: sums.open,
            claimed_before,
            fee: sums.fee,
            interest: sums.interest,
            total: sums.total,
            issued_by: cx.actor().user,
            withdrawn_on: None,
            withdrawn_for: None,
            withdrawn_by: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines,
        })
    }
}

/// The refusal of a plan that is left out: the reason's kind, and the numbers it gives.
fn left_out(out: &Out) -> Error {
    let mut error = LEFT_OUT.error().with("plan", out.line.plan);
    for (name, value) in out.reason.details() {
        error = error.with(name, value);
    }
    error.with("why", out.reason.kind())
}
