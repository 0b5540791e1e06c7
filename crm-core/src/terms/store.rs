//! Term templates as rows.

use super::model::{Edition, Terms};
use crate::base::error::Result;
use crate::base::id::{Id, TermsId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::NOT_FOUND;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, stored};

// Templates belong to the whole workspace: everybody may refer to one.
stored!(Terms, "crm_terms", record: "terms", TermsId, Permission::Anyone, |_| Access::default());

/// Templates by name; archived ones may share theirs.
pub(crate) const BY_NAME: Sort<Terms> = Sort {
    columns: &["name", "id"],
    descending: false,
    key: |terms| vec![terms.name.as_str().into(), Value::Int(terms.id.raw())],
};

stored!(Edition, "crm_terms_edition");

/// An edition of a template that another one replaced.
///
/// # Errors
/// `not_found` at `edition`.
pub(crate) fn edition(cx: &mut Context<'_>, terms: TermsId, edition: u32) -> Result<Edition> {
    let values = [Value::Int(terms.raw()), Value::Int(i64::from(edition))];
    let condition = "WHERE terms = ?1 AND edition = ?2";
    let found: Vec<Edition> = cx.rows(condition, &values, AMOUNT_DECIMALS)?;
    found.into_iter().next().ok_or_else(|| {
        NOT_FOUND
            .at("edition")
            .with("record", "terms")
            .with("id", edition)
    })
}
