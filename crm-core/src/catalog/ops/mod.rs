//! What hosts can do with the catalogue.

pub mod price;
pub mod price_list;
pub mod product;
