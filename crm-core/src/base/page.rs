//! Pages of a list, continued by key and never by offset.
//!
#![doc = include_str!("grammar/page_token.md")]

use super::error::Result;
use super::limits::{PAGE_DEFAULT, PAGE_MAX};
use super::messages::PAGE_LIMIT;
use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page starts: give it as `after`. `null` on the last page.
    pub next: Option<String>,
}

/// The number of items wanted, checked.
///
/// # Errors
/// `page.limit` outside 1 to 500.
pub fn limit(wanted: Option<u32>) -> Result<u32> {
    let limit = wanted.unwrap_or(PAGE_DEFAULT);
    if (1..=PAGE_MAX).contains(&limit) {
        return Ok(limit);
    }
    Err(PAGE_LIMIT
        .at("limit")
        .with("limit", limit)
        .with("max", PAGE_MAX))
}
