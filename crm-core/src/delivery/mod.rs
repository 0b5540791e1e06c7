//! Deliveries: what of an order has reached the customer.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Delivered, Delivery, DeliveryLine, LineProgress};
#[cfg(feature = "engine")]
pub use ops::{DeliveryLineArgs, Get, List, Progress, ProgressOf, Record, Reverse};
