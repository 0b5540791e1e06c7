//! Term templates as rows.

use super::model::Terms;
use crate::base::Name;
use crate::base::error::Result;
use crate::base::id::{Id, TermsId};
use crate::base::messages::TAKEN;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, statement, stored};

// Templates belong to the whole workspace: everybody may refer to one.
stored!(Terms, "crm_terms", record: "terms", TermsId, Permission::Anyone, |_| Access::default());

/// Templates by name; archived ones may share theirs.
pub(crate) const BY_NAME: Sort<Terms> = Sort {
    columns: &["name", "id"],
    descending: false,
    key: |terms| vec![terms.name.as_str().into(), Value::Int(terms.id.raw())],
};

/// Refuses a name that a template in use has.
///
/// # Errors
/// `taken` at `name`.
pub(crate) fn free_name(cx: &mut Context<'_>, name: &Name) -> Result<()> {
    let sql = "SELECT id FROM crm_terms WHERE name = ?1 AND status = 'active'";
    match statement::number(cx.db(), sql, &[name.as_str().into()])? {
        None => Ok(()),
        Some(_) => Err(TAKEN.at("name").with("record", "terms").with("value", name)),
    }
}
