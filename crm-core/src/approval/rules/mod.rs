//! How far somebody reaches, and what may happen to requests. Pure.

pub mod limit;
pub mod request;
