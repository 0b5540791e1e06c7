//! What hosts ask of values and gains.

pub mod gains;
pub mod get;
pub mod revaluation;
mod value;

pub use value::Value;
