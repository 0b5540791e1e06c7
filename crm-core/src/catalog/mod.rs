//! The catalogue: products, and what they cost on which price list.

#[cfg(feature = "engine")]
pub(crate) mod lines;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{AppliedPrice, ListPrice, PriceList, Product};
#[cfg(feature = "engine")]
pub use ops::{price, price_list, product};
