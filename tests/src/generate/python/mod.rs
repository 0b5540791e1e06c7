//! The typed Python modules: one for each folder, with its documents and its operations, and
//! `_folders.py`, which gives sessions one attribute for each.

mod example;
mod model;
mod names;
mod shapes;
mod signature;
mod text;
mod write;

use super::Files;
use super::table::Operation;
use model::Model;
use std::path::PathBuf;

/// Where the package stands in the checkout.
const PACKAGE: &str = "crm-py/python/crm";

/// Every generated module of the package, paths relative to the root.
///
/// # Errors
/// When a document has a shape that has no Python form, or lacks a description.
pub fn files(table: &[Operation]) -> Result<Files, String> {
    let model = Model::read(table)?;
    let mut files = Files::new();
    for module in model.modules() {
        files.push((path(&module), write::module(&model, &module)?));
    }
    files.push((path("_folders"), write::folders(&model)));
    Ok(files)
}

fn path(module: &str) -> PathBuf {
    PathBuf::from(PACKAGE).join(format!("{module}.py"))
}
