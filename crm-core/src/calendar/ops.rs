//! What hosts can do with calendars.

use super::model::{AdjustRule, AdjustedDate, CalendarSummary, LoadedCalendar};
use super::store;
use crate::base::calendar::{
    CALENDAR_CONTRADICTION, CALENDAR_NO_WORKDAY, CALENDAR_NOT_COVERED, CALENDAR_OUTSIDE_COVERS,
    CALENDAR_TWICE, Calendar, CalendarDays, Period,
};
use crate::base::error::{Refusal, Result};
use crate::base::messages::{FIELD_CHOICE, NOT_FOUND};
use crate::base::{CodeText, Date, Page, Warning};
use crate::engine::loading::at_version;
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Loads a business calendar; one of the same name is replaced as a whole. Due dates that were
/// already computed stay as they are. Needs `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Its name, 1 to 100 characters.
    pub name: CodeText,
    /// The days for which the lists are complete.
    pub covers: Period,
    /// Rest days beside Saturdays and Sundays; with the workdays at most 20,000 days, none twice,
    /// all within `covers`.
    #[serde(default)]
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked; other days may stand here and change nothing.
    #[serde(default)]
    pub workdays: Vec<Date>,
    /// The version of the calendar it replaces, 0 when there is none; `conflict` when there is
    /// another. Not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Load { name: CodeText, covers: Period } else holidays, workdays, version);

impl Operation for Load {
    const NAME: &'static str = "calendar.load";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[
        CALENDAR_OUTSIDE_COVERS,
        CALENDAR_CONTRADICTION,
        CALENDAR_TWICE,
    ];
    type Output = LoadedCalendar;

    fn run(&self, cx: &mut Context<'_>) -> Result<LoadedCalendar> {
        cx.demand(Permission::SettingWrite, Access::default())?;
        let checked = Calendar::new(CalendarDays {
            name: self.name.clone(),
            covers: self.covers,
            holidays: self.holidays.clone(),
            workdays: self.workdays.clone(),
        })?;
        let days = checked.days().clone();
        cx.reconfigure()?;
        let before = store::by_name(cx.db(), &self.name)?;
        at_version(before.as_ref(), self.version)?;
        if let Some(before) = before {
            let mut after = LoadedCalendar {
                covers: days.covers,
                holidays: days.holidays,
                workdays: days.workdays,
                ..before.clone()
            };
            cx.update(&before, &mut after, "loaded")?;
            return Ok(after);
        }
        let calendar = LoadedCalendar {
            id: cx.new_id()?,
            version: 1,
            name: days.name,
            covers: days.covers,
            holidays: days.holidays,
            workdays: days.workdays,
            created_at: cx.now(),
        };
        cx.insert(&calendar, "loaded")?;
        Ok(calendar)
    }
}

/// Moves a date to a workday, or counts workdays from it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjust {
    /// The calendar's name.
    pub calendar: CodeText,
    /// The date.
    pub date: Date,
    /// How it moves.
    pub rule: AdjustRule,
    /// With `add` only, and required there: how many workdays later, -25,000 to 25,000; earlier
    /// when negative. 0 is the date itself, or the first workday after a rest day.
    #[serde(default)]
    pub workdays: Option<i32>,
}

/// A number of workdays for a rule that adds none.
const NO_WORKDAYS: Refusal = FIELD_CHOICE.saying(
    "give workdays with the rule add only",
    "只有规则 add 才可给出 workdays",
);
/// No number of workdays to add.
const WORKDAYS_NEEDED: Refusal = FIELD_CHOICE.saying(
    "give workdays, the number to add",
    "请以 workdays 给出要增加的工作日数",
);

arguments!(Adjust { calendar: CodeText, date: Date, rule: AdjustRule } else workdays);

impl Operation for Adjust {
    const NAME: &'static str = "calendar.adjust";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[CALENDAR_NO_WORKDAY];
    const REMARKS: &'static [&'static [Refusal]] = &[&[CALENDAR_NOT_COVERED]];
    type Output = AdjustedDate;

    fn run(&self, cx: &mut Context<'_>) -> Result<AdjustedDate> {
        let calendar = cx.calendar(&self.calendar);
        let found = match (self.rule.adjustment(), self.workdays) {
            (Some(_), Some(_)) => return Err(NO_WORKDAYS.at("workdays")),
            (None, None) => return Err(WORKDAYS_NEEDED.at("workdays")),
            (Some(adjustment), None) => calendar?.adjust(self.date, adjustment),
            (None, Some(count)) => calendar?.add_workdays(self.date, count),
        };
        let found = found.map_err(|error| match error.field() {
            Some(_) => error,
            None => error.at("date"),
        })?;
        let mut warnings = Vec::new();
        if !found.covered {
            let remark = cx.calendar(&self.calendar)?.not_covered(found.date);
            warnings.push(Warning::of(&remark.at("date"), cx.language()));
        }
        Ok(AdjustedDate {
            date: found.date,
            is_workday: found.is_workday,
            covered: found.covered,
            warnings,
        })
    }
}

/// Reads a calendar with its days.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The calendar's name.
    pub calendar: CodeText,
}

impl Operation for Get {
    const NAME: &'static str = "calendar.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::SettingRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = LoadedCalendar;

    fn run(&self, cx: &mut Context<'_>) -> Result<LoadedCalendar> {
        store::by_name(cx.db(), &self.calendar)?.ok_or_else(|| {
            NOT_FOUND
                .at("calendar")
                .with("record", "calendar")
                .with("id", &self.calendar)
        })
    }
}

/// Lists the calendars by name, without their days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Calendars wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "calendar.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::SettingRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<CalendarSummary>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<CalendarSummary>> {
        let after = self.after.as_deref();
        cx.page(Select::new(), &store::BY_NAME, self.limit, after)
    }
}
