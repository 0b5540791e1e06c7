//! What is written from the table of operations: one module for each artefact, each with
//! `fn files(table) -> Result<Files, String>`. The test `freshness` compares them with the checkout
//! and, with `CRM_BLESS=1`, writes them.

use std::path::PathBuf;

pub mod examples;
pub mod fields;
pub mod functions;
pub mod grammar;
pub mod header;
pub mod python;
pub mod records;
pub mod reference;
pub mod round_trips;
pub mod schema;
pub mod schemas;
pub mod table;
pub mod wrap;

/// Files with what they must hold; paths are relative to the root.
pub type Files = Vec<(PathBuf, String)>;

/// Folders that hold nothing but generated files: what is not generated any more goes.
pub const OWNED: &[&str] = &["docs/schemas"];

/// Every generated file.
///
/// # Errors
/// When an operation lacks what its reference needs: a description, one of a field, a scenario
/// that calls it; and when a released symbol would disappear.
pub fn all() -> Result<Files, String> {
    let table = table::read()?;
    let mut files = Files::new();
    for generate in [
        functions::files,
        header::files,
        python::files,
        reference::files,
        schema::files,
        schemas::files,
    ] {
        files.extend(generate(&table)?);
    }
    Ok(files)
}
