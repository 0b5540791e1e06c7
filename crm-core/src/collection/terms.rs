//! stub
use crate::base::error::Refusal;
use crate::base::*;
use serde::{Deserialize, Serialize};
/// w
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// k
    pub kind: String,
}
/// n
pub const NOT_CLOSED: Refusal = Refusal::rule("terms.not_closed", "a", "b");
/// l
pub struct PlannedLine {
    /// a
    pub amount: Amount,
    /// b
    pub due_on: Date,
    /// c
    pub sequence: u32,
    /// d
    pub remind_days: u32,
    /// e
    pub method: Option<CodeText>,
    /// f
    pub path: Option<String>,
}
/// p
pub struct Planned {
    /// a
    pub lines: Vec<PlannedLine>,
    /// b
    pub warnings: Vec<Warning>,
}
