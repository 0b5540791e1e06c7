//! Plans without an order.

use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::TermsId;
use crate::base::messages::FIELD_CHOICE;
use crate::base::{Amount, CodeText, Currency, Date, Warning};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::terms::model::{PlannedLine, Template, Terms};
use crate::terms::rules::TERMS_NOT_CLOSED;
use crate::terms::steps::schedule;
use serde::{Deserialize, Serialize};

/// Both, or neither.
const ONE_TEMPLATE: Refusal = FIELD_CHOICE.saying(
    "give exactly one of terms and template",
    "terms 与 template 须恰好给出其一",
);

/// Shows on which days which amounts of a total would be collected. Nothing is kept; an order of
/// the same total approved on the base date gets the same plans.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// The total to be collected. A negative one gives negative lines, zero gives none.
    pub total: Amount,
    /// The currency of the total and of all lines.
    pub currency: Currency,
    /// The day the date rules start from; today when not given.
    #[serde(default)]
    pub base_date: Option<Date>,
    /// Payment terms; either these or `template`.
    #[serde(default)]
    pub terms: Option<Template>,
    /// A term template that is kept; either this or `terms`.
    #[serde(default)]
    pub template: Option<TermsId>,
    /// The name of the business calendar, before the terms' own and the setting's.
    #[serde(default)]
    pub calendar: Option<CodeText>,
}

arguments!(Preview { total: Amount, currency: Currency } else base_date, terms, template, calendar);

/// The plans a total would get.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Previewed {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The total: exactly the sum of the lines.
    pub total: Amount,
    /// The day the date rules start from.
    pub base_date: Date,
    /// The plans, in the order of the terms' lines.
    pub lines: Vec<PlannedLine>,
    /// What to know about them: `terms.fixed_cut`, `terms.line_cut` (a line wanted more than was
    /// left), `calendar.not_covered` (plain weekends were assumed).
    pub warnings: Vec<Warning>,
}

impl Operation for Preview {
    const NAME: &'static str = "collection.preview";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[TERMS_NOT_CLOSED, CALENDAR_NO_WORKDAY];
    type Output = Previewed;

    fn run(&self, cx: &mut Context<'_>) -> Result<Previewed> {
        let total = self.total.of(self.currency).map_err(|e| e.at("total"))?;
        let base = self.base_date.unwrap_or_else(|| cx.today());
        let kept;
        let (parent, template) = match (&self.terms, self.template) {
            (Some(terms), None) => ("terms", terms),
            (None, Some(id)) => {
                kept = find(cx, id)?.into_template();
                ("template", &kept)
            }
            _ => return Err(ONE_TEMPLATE.at("terms")),
        };
        let money = (total, self.currency);
        let calendar = self.calendar.as_ref();
        // The calendar's name stands in the arguments, in the terms or in the settings.
        let in_terms = calendar.is_none() && template.calendar.is_some();
        let planned = schedule(cx, money, base, template, calendar);
        let planned = planned.map_err(|error| match error.field() {
            Some("calendar") if !in_terms => error,
            _ => error.under(parent),
        })?;
        let language = cx.language();
        let warning = |remark: Error| Warning::of(&remark.under(parent), language);
        Ok(Previewed {
            currency: self.currency,
            total,
            base_date: base,
            lines: planned.lines,
            warnings: planned.warnings.into_iter().map(warning).collect(),
        })
    }
}

fn find(cx: &mut Context<'_>, id: TermsId) -> Result<Terms> {
    cx.refer::<Terms>(id).map_err(|error| error.at("template"))
}
