//! Amendments as rows.

use super::model::Amendment;
use crate::base::id::AmendmentId;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, stored};

// An amendment is seen by who sees its order, which is asked first.
stored!(Amendment, "crm_amendment", record: "amendment", AmendmentId, Permission::OrderRead,
    |_| Access::default());

/// The amendments of an order, in their order.
pub(crate) const BY_REVISION: Sort<Amendment> = Sort {
    columns: &["revision"],
    descending: false,
    key: |amendment| vec![Value::Int(i64::from(amendment.revision))],
};
