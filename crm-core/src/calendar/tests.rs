//! Calendars through sessions: what is cached must be what is committed.

use crate::{Crm, Session};
use serde_json::{Value, json};

fn invoke(session: &mut Session, name: &str, arguments: Value) -> Result<Value, crate::Error> {
    session
        .invoke(name, &arguments.to_string())
        .map(|text| serde_json::from_str(&text).unwrap())
}

fn load(session: &mut Session, holidays: &[&str]) {
    let covers = json!({ "from": "2026-01-01", "to": "2026-12-31" });
    let arguments = json!({ "name": "CN", "covers": covers, "holidays": holidays });
    invoke(session, "calendar.load", arguments).unwrap();
}

/// Where Thursday 15 January 2026 moves to.
fn moved(session: &mut Session) -> Value {
    let arguments = json!({ "calendar": "CN", "date": "2026-01-15", "rule": "following" });
    invoke(session, "calendar.adjust", arguments).unwrap()["date"].clone()
}

#[test]
fn a_cached_calendar_follows_what_is_committed() {
    let folder = std::env::temp_dir().join(format!("crm-calendar-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let crm = Crm::open(folder.join("calendar.db")).unwrap();
    let (mut one, mut other) = (crm.session(), crm.session());
    load(&mut one, &[]);
    assert_eq!(moved(&mut other), "2026-01-15");

    one.begin().unwrap();
    load(&mut one, &["2026-01-15"]);
    assert_eq!(moved(&mut one), "2026-01-16");
    assert_eq!(moved(&mut other), "2026-01-15");
    one.rollback().unwrap();
    assert_eq!(moved(&mut one), "2026-01-15");

    one.begin().unwrap();
    load(&mut one, &["2026-01-15", "2026-01-16"]);
    one.commit().unwrap();
    assert_eq!(moved(&mut other), "2026-01-19");
    drop((one, other, crm));
    std::fs::remove_dir_all(folder).unwrap();
}
