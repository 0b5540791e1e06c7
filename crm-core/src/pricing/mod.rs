//! What a quote or an order costs: line amounts, discounts, tax, totals, and how each came about.
//! Pure; quotes, orders and `pricing.preview` all compute with [`rules::compute`].

mod discount;
mod explain;
pub mod line;
pub mod model;
mod note;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
mod tax;

#[cfg(test)]
mod tests;

pub use explain::explain;
pub use model::{
    DocumentInput, LineInput, LineTotals, Preview, Priced, PricedLine, RateTotals, Step, StepKind,
    TaxRounding, Totals,
};
pub use rules::{DISCOUNT_TOO_LARGE, compute};
