//! What hosts can do with limits, and with requests for approval.

pub mod decide;
pub mod limit;
pub mod read;
pub mod request;

use super::model::ApprovableOperation;
use crate::base::error::Result;
use crate::base::messages::OPERATION_UNKNOWN;
use crate::engine::Entry;
use crate::operations;

/// The line of the table for an operation that approval can be asked for.
pub(super) fn entry(operation: ApprovableOperation) -> Result<&'static Entry> {
    let name = operation.as_str();
    operations::find(name).ok_or_else(|| OPERATION_UNKNOWN.error().with("operation", name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_of_what_can_be_asked_for_is_the_tables() {
        let listed: BTreeSet<&str> = ApprovableOperation::ALL
            .iter()
            .map(|operation| operation.as_str())
            .collect();
        let marked = operations::ALL.iter().filter(|entry| entry.approvable);
        assert_eq!(listed, marked.map(|entry| entry.name).collect());
        for operation in ApprovableOperation::ALL {
            assert!(entry(*operation).is_ok());
        }
    }
}
