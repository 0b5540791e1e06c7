//! What a quote or an order costs: line amounts, discounts, tax, totals, and how each came about.
//! Pure; quotes, orders and `pricing.preview` all compute with [`rules::compute`].

mod discount;
mod explain;
pub mod line;
pub mod model;
mod note;
pub mod rules;
mod tax;

#[cfg(test)]
mod tests;

pub use explain::explain;
pub use model::{
    DocumentInput, LineInput, LineTotals, Priced, PricedLine, PricingRequest, RateTotals, Step,
    StepKind, TaxRounding, Totals,
};
pub use rules::{DISCOUNT_TOO_LARGE, compute};
