//! Refunds as rows.

use super::model::Refund;
use crate::base::id::RefundId;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::stored;

stored!(Refund, "crm_refund", record: "refund", RefundId, Permission::CollectionRead,
    |refund| Access { owner: refund.owner, department: refund.department });
