//! Whether a record that is never deleted is still in use.

use serde::{Deserialize, Serialize};

/// Records that others refer to are archived, never deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    /// In use.
    Active,
    /// Out of use: kept for what refers to it, refused for anything new.
    Archived,
}

impl Lifecycle {
    /// The word documents and rows carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }
}
