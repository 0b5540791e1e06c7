//! Calendars as rows: one each, with its days as lists.

use super::model::{CalendarSummary, LoadedCalendar};
use crate::base::Calendar;
use crate::base::error::Result;
use crate::base::id::CalendarId;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Database, Stored, Value, statement, stored};

// Whoever reads a calendar may read all of them: they belong to the whole workspace.
stored!(LoadedCalendar, "crm_calendar", record: "calendar", CalendarId, Permission::Anyone,
    |_| Access::default());
stored!(CalendarSummary, "crm_calendar");

/// Calendars by name.
pub(crate) const BY_NAME: Sort<CalendarSummary> = Sort {
    columns: &["name"],
    descending: false,
    key: |calendar| vec![calendar.name.as_str().into()],
};

/// The calendar of a name as it is kept.
pub(crate) fn by_name(db: &mut dyn Database, name: &str) -> Result<Option<LoadedCalendar>> {
    let sql = format!("{} WHERE name = ?1", LoadedCalendar::sql().select);
    statement::row(db, &sql, &[Value::from(name)], 0)
}

/// The calendar of a name, ready to be asked.
pub(crate) fn checked(db: &mut dyn Database, name: &str) -> Result<Option<Calendar>> {
    let kept = by_name(db, name)?;
    kept.map(|calendar| Calendar::new(calendar.into_days()))
        .transpose()
}
