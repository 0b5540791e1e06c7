//! Plans without an order.

use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::calendar::CALENDAR_NOT_COVERED;
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::TermsId;
use crate::base::messages::{FIELD_CHOICE, NUMBER_OUT_OF_RANGE};
use crate::base::{Amount, CodeText, Currency, Date, Name, Warning};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::terms::rules::{STEPS, TERMS_FIXED_CUT, TERMS_LINE_CUT};
use crate::terms::rules::{TERMS_DISCOUNTS_OVERLAP, TERMS_NOT_CLOSED};
use crate::terms::steps::{Resolved, schedule};
use crate::terms::{Events, PlannedLine, Start, Template, Terms, Total};
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
    /// The total to be collected, with its tax. A negative one gives negative lines, zero gives
    /// none.
    pub total: Amount,
    /// The tax in the total; zero when not given.
    #[serde(default)]
    pub tax: Option<Amount>,
    /// The currency of the total and of all lines.
    pub currency: Currency,
    /// The day of the approval; today when not given.
    #[serde(default)]
    pub base_date: Option<Date>,
    /// What is supposed to have happened else, and when; lines that wait for anything else are
    /// dormant. Each event at most once.
    #[serde(default)]
    pub events: Vec<EventArgs>,
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

arguments!(Preview { total: Amount, currency: Currency } else
    tax, base_date, events, terms, template, calendar
);

/// Something that is supposed to have happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventArgs {
    /// What happened; not the approval, which `base_date` says.
    pub event: Start,
    /// Which milestone, when it is one.
    #[serde(default)]
    pub milestone: Option<Name>,
    /// The day.
    pub on: Date,
}

/// Said twice, or in the wrong place.
const ONE_DAY: Refusal = FIELD_CHOICE.saying(
    "give each event but the approval at most once, and milestone if and only if it is one",
    "除批准外每个事件最多给出一次,且当且仅当事件为里程碑时给出 milestone",
);

/// The plans a total would get.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Previewed {
    /// The currency of all amounts.
    pub currency: Currency,
    /// The total: exactly the sum of the lines.
    pub total: Amount,
    /// The tax in it: exactly the sum of the lines' tax, when there are lines.
    pub tax: Amount,
    /// The day of the approval.
    pub base_date: Date,
    /// The plans, in the order of the terms' lines.
    pub lines: Vec<PlannedLine>,
    /// For each line, in the same order, how its amount and its day came about.
    pub steps: Vec<Vec<Warning>>,
    /// What to know about them: `terms.fixed_cut`, `terms.line_cut` (a line wanted more than was
    /// left), `calendar.not_covered` (plain weekends were assumed).
    pub warnings: Vec<Warning>,
}

impl Operation for Preview {
    const NAME: &'static str = "collection.preview";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[
        TERMS_DISCOUNTS_OVERLAP,
        TERMS_NOT_CLOSED,
        CALENDAR_NO_WORKDAY,
    ];
    const REMARKS: &'static [&'static [Refusal]] = &[
        STEPS,
        &[TERMS_FIXED_CUT, TERMS_LINE_CUT, CALENDAR_NOT_COVERED],
    ];
    type Output = Previewed;

    fn run(&self, cx: &mut Context<'_>) -> Result<Previewed> {
        let total = self.total()?;
        let base = self.base_date.unwrap_or_else(|| cx.today());
        let events = self.events(base)?;
        let kept;
        let (parent, template) = match (&self.terms, self.template) {
            (Some(terms), None) => ("terms", terms),
            (None, Some(id)) => {
                kept = find(cx, id)?.into_template();
                ("template", &kept)
            }
            _ => return Err(ONE_TEMPLATE.at("terms")),
        };
        let calendar = self.calendar.as_ref();
        // The calendar's name stands in the arguments, in the terms or in the settings.
        let in_terms = calendar.is_none() && template.calendar.is_some();
        let located = |error: Error| match error.field() {
            Some("calendar") if !in_terms => error,
            _ => error.under(parent),
        };
        let resolved = Resolved::of(cx, template, calendar).map_err(located)?;
        let money = (total, self.currency);
        let planned = schedule(cx, money, &events, template, &resolved, true).map_err(located)?;
        let language = cx.language();
        let warning = |remark: Error| Warning::of(&remark.under(parent), language);
        let explained = |steps: Vec<Error>| {
            let steps = steps.iter().map(|step| Warning::of(step, language));
            steps.collect::<Vec<_>>()
        };
        Ok(Previewed {
            currency: self.currency,
            total: total.gross,
            tax: total.tax,
            base_date: base,
            lines: planned.lines,
            steps: planned.steps.into_iter().map(explained).collect(),
            warnings: planned.warnings.into_iter().map(warning).collect(),
        })
    }
}

impl Preview {
    fn total(&self) -> Result<Total> {
        let gross = self.total.of(self.currency).map_err(|e| e.at("total"))?;
        let tax = self.tax.unwrap_or_default();
        let tax = tax.of(self.currency).map_err(|e| e.at("tax"))?;
        // The tax is a part of the total, so it has its sign and is no more than it.
        let opposed = !tax.is_zero() && tax.is_negative() != gross.is_negative();
        if opposed || tax.abs() > gross.abs() {
            return Err(NUMBER_OUT_OF_RANGE
                .at("tax")
                .with("text", tax)
                .with("min", "0")
                .with("max", gross));
        }
        Ok(Total { gross, tax })
    }

    fn events(&self, base: Date) -> Result<Events> {
        let mut happened = vec![(Start::Approval, None, base)];
        for (index, event) in self.events.iter().enumerate() {
            let mut before = happened.iter();
            let twice =
                before.any(|(kind, name, _)| *kind == event.event && *name == event.milestone);
            if twice || (event.event == Start::Milestone) != event.milestone.is_some() {
                return Err(ONE_DAY.at(format!("events[{index}]")));
            }
            happened.push((event.event, event.milestone.clone(), event.on));
        }
        Ok(Events { happened })
    }
}

fn find(cx: &mut Context<'_>, id: TermsId) -> Result<Terms> {
    cx.refer::<Terms>(id).map_err(|error| error.at("template"))
}
