//! What must hold after every fault.

use crate::office::Ack;
use crm_core::Crm;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::Path;

/// What was found in a file that is whole.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Operations in the feed.
    pub(crate) commits: u64,
    /// Calls that were answered and are there.
    pub(crate) answered: u64,
}

fn commits(crm: &Crm) -> Result<u64, String> {
    let sql = "SELECT count(*) FROM crm_commit";
    let answer = crm.session().sql(sql, &[]);
    let answer = answer.map_err(|error| format!("{sql}: {error:?}"))?;
    match answer.rows[0][0] {
        crm_core::storage::Value::Int(count) => Ok(count.try_into().unwrap()),
        ref other => Err(format!("{sql}: {other:?}")),
    }
}

/// Whether the file is whole for SQLite itself, down to every index.
pub(crate) fn whole(path: &Path) -> Result<(), String> {
    // A process that was killed early has not made it yet; what it answered would be missing.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags(path, flags);
    let connection = connection.map_err(|error| error.to_string())?;
    let checked = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0));
    let checked: String = checked.map_err(|error| error.to_string())?;
    if checked == "ok" {
        Ok(())
    } else {
        Err(format!("integrity_check: {checked}"))
    }
}

/// The file opens, `admin.verify` is clean, and every call that was answered is there: repeated with
/// its key it answers the same, and nothing happens twice.
pub(crate) fn of(path: &Path, acks: &[Ack]) -> Result<Found, String> {
    whole(path)?;
    let crm = Crm::open(path).map_err(|error| format!("open: {error:?}"))?;
    within(&crm, acks)
}

/// The same of a workspace that is open.
pub(crate) fn within(crm: &Crm, acks: &[Ack]) -> Result<Found, String> {
    let mut session = crm.session();
    let verified = session.invoke("admin.verify", "{}");
    let verified = verified.map_err(|error| format!("admin.verify: {error:?}"))?;
    let verified: Value = serde_json::from_str(&verified).unwrap();
    if verified["clean"] != true {
        return Err(format!("admin.verify: {verified}"));
    }
    let before = commits(crm)?;
    for ack in acks {
        let repeated = session.invoke(&ack.operation, &ack.args.to_string());
        let place = || format!("{} {}", ack.operation, ack.args);
        let repeated = repeated.map_err(|error| format!("{}: {error:?}", place()))?;
        let repeated: Value = serde_json::from_str(&repeated).unwrap();
        if repeated != ack.answer {
            let answer = &ack.answer;
            return Err(format!("{}: {repeated} instead of {answer}", place()));
        }
    }
    let after = commits(crm)?;
    if after != before {
        let missing = after - before;
        return Err(format!(
            "{missing} of {} calls were answered and are missing",
            acks.len()
        ));
    }
    Ok(Found {
        commits: before,
        answered: acks.len() as u64,
    })
}
