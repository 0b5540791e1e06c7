//! Contracts as rows.

use super::model::Contract;
use super::rules;
use crate::base::id::ContractId;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Record, stored};

stored!(Contract, "crm_contract", record: "contract", ContractId, Permission::ContractRead,
    |record| Access { owner: record.owner, department: record.department });

/// The contract as the actor sees it.
pub(crate) fn seen(cx: &Context<'_>, contract: Contract) -> Contract {
    let margin = cx
        .actor()
        .covers(Permission::ContractMargin, contract.access());
    rules::seen(contract, margin)
}
