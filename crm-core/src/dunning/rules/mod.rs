//! What is decided about customers who pay late. Pure.

pub mod assess;
pub mod balance;
pub mod interest;
pub mod letter;
pub mod level;
pub mod procedure;
pub mod suspension;
