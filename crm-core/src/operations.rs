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
    crate::order::Get,
    crate::engine::ChangeList,
}

/// The line of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    // A hundred short names compare faster than one of them hashes.
    ALL.iter().find(|entry| entry.name == name)
}
