//! The table: everything the library can do, one line each. The doors, the reference, the schemas
//! and the permission list are derived from it.

use crate::engine::Entry;

macro_rules! operations {
    ($($operation:ty,)*) => {
        /// Every operation, in the order of the sale.
        pub static ALL: &[Entry] = &[$(Entry::of::<$operation>()),*];
    };
}

operations! {
    crate::currency::Get,
    crate::opportunity::PipelineCreate,
    crate::opportunity::PipelineArchive,
    crate::opportunity::PipelineGet,
    crate::opportunity::PipelineList,
    crate::opportunity::Create,
    crate::opportunity::Update,
    crate::opportunity::Advance,
    crate::opportunity::Win,
    crate::opportunity::Lose,
    crate::opportunity::Reopen,
    crate::opportunity::Get,
    crate::opportunity::List,
    crate::opportunity::Transitions,
    crate::contract::Create,
    crate::contract::Get,
    crate::contract::List,
    crate::org::ops::setting::Get,
    crate::org::ops::setting::Set,
    crate::org::ops::setting::List,
    crate::org::ops::code::Create,
    crate::org::ops::code::Update,
    crate::org::ops::code::Retire,
    crate::org::ops::code::Restore,
    crate::org::ops::code::List,
    crate::org::ops::department::Create,
    crate::org::ops::department::Update,
    crate::org::ops::department::Archive,
    crate::org::ops::department::Restore,
    crate::org::ops::department::Get,
    crate::org::ops::department::List,
    crate::org::ops::role::Create,
    crate::org::ops::role::Update,
    crate::org::ops::role::Archive,
    crate::org::ops::role::Restore,
    crate::org::ops::role::Get,
    crate::org::ops::role::List,
    crate::org::ops::role::PermissionList,
    crate::org::ops::user::Create,
    crate::org::ops::user::Update,
    crate::org::ops::user::Archive,
    crate::org::ops::user::Restore,
    crate::org::ops::user::Get,
    crate::org::ops::user::List,
    crate::pricing::Preview,
    crate::calendar::Load,
    crate::calendar::Adjust,
    crate::calendar::Get,
    crate::calendar::List,
    crate::collection::terms::Create,
    crate::collection::terms::Get,
    crate::collection::terms::List,
    crate::collection::terms::Archive,
    crate::collection::Preview,
    crate::order::Create,
    crate::order::Update,
    crate::order::Submit,
    crate::order::Approve,
    crate::order::Reject,
    crate::order::Revoke,
    crate::order::Complete,
    crate::order::Cancel,
    crate::order::Get,
    crate::order::List,
    crate::order::Transitions,
    crate::collection::ops::List,
    crate::collection::ops::Get,
    crate::collection::ops::BalanceOf,
    crate::collection::ops::Record,
    crate::collection::ops::Confirm,
    crate::collection::ops::Allocate,
    crate::collection::ops::Reverse,
    crate::collection::ops::GetReceipt,
    crate::collection::ops::ListReceipts,
    crate::collection::ops::DueReminders,
    crate::collection::verify::Verify,
    crate::engine::ChangeList,
}

/// The line of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    // A hundred short names compare faster than one of them hashes.
    ALL.iter().find(|entry| entry.name == name)
}
