//! Whether records may carry the codes they are given, without a query per record.

use super::model::CodeList;
use super::rules;
use crate::base::CodeText;
use crate::base::error::Result;
use crate::engine::Context;

/// Checks a code that a record is about to carry. A list without any code accepts every code; once
/// it has one, only its active codes. Records keep the retired codes they have, so an update checks
/// a code only when it changes.
///
/// # Errors
/// `code.unknown`, `code.retired` at `field`.
pub(crate) fn check(
    cx: &mut Context<'_>,
    list: CodeList,
    code: Option<&CodeText>,
    field: &str,
) -> Result<()> {
    let Some(code) = code else {
        return Ok(());
    };
    rules::code(cx.codes()?, list, code).map_err(|error| error.at(field))
}
