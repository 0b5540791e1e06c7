//! Whether both sides hold the same.

use super::CopiedTable;
use super::rows::Reading;
use crate::base::copying;
use crate::base::error::Result;
use crate::storage::tables::Table;
use crate::storage::{Database, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What a table holds: its rows, the sum of its amounts in ten-thousandths, and the SHA-256 of all
/// values in the order of the key. `seen` is told of each page's rows.
pub(super) fn summary(
    db: &mut dyn Database,
    table: &Table,
    seen: &mut dyn FnMut(usize) -> Result<()>,
) -> Result<CopiedTable> {
    let reading = Reading::whole(table);
    let amounts: Vec<bool> = reading
        .columns
        .iter()
        .map(|name| {
            let mut columns = table.columns.iter();
            columns.any(|column| column.name == *name && column.word == "AMOUNT")
        })
        .collect();
    let mut digest = Sha256::new();
    let (mut rows, mut sum, mut after) = (0, 0_i128, Vec::new());
    loop {
        let page = reading.page(db, &after)?;
        for row in &page {
            for (value, is_amount) in row.iter().zip(&amounts) {
                if let (Value::Int(amount), true) = (value, is_amount) {
                    sum += i128::from(*amount);
                }
                feed(&mut digest, value);
            }
        }
        rows += page.len();
        seen(page.len())?;
        match page.last() {
            Some(last) if page.len() == reading.rows() => after = reading.place(last),
            _ => break,
        }
    }
    Ok(CopiedTable {
        table: table.name.clone(),
        rows: rows as u64,
        amounts: decimal(sum),
        digest: hex(&digest.finalize()),
    })
}

/// A value with its type and its length, so that no two rows read alike.
fn feed(digest: &mut Sha256, value: &Value) {
    let mut part = |tag: &[u8], bytes: &[u8]| {
        digest.update(tag);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    match value {
        Value::Null => part(b"n", &[]),
        Value::Int(number) => part(b"i", &number.to_be_bytes()),
        Value::Text(text) => part(b"t", text.as_bytes()),
        Value::Bytes(bytes) => part(b"b", bytes),
    }
}

/// Ten-thousandths as decimal text.
fn decimal(sum: i128) -> String {
    let sign = if sum < 0 { "-" } else { "" };
    let (whole, rest) = (sum.unsigned_abs() / 10_000, sum.unsigned_abs() % 10_000);
    format!("{sign}{whole}.{rest:04}")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// # Errors
/// `copy.mismatch` with what both sides hold.
pub(super) fn same(source: &CopiedTable, target: &CopiedTable) -> Result<()> {
    if source == target {
        return Ok(());
    }
    let told = |side: &CopiedTable| {
        format!(
            "{} rows, {} in amounts, {}",
            side.rows, side.amounts, side.digest
        )
    };
    Err(copying::MISMATCH
        .error()
        .with("table", &source.table)
        .with("source", told(source))
        .with("target", told(target)))
}
