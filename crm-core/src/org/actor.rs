//! Who a session acts as.

use super::access::Actor;
use crate::base::error::Result;
use crate::base::messages::NOT_FOUND;
use crate::storage::Database;

/// The actor of a user's key.
pub(crate) fn load(_: &mut dyn Database, user: &str) -> Result<Actor> {
    Err(NOT_FOUND.at("user").with("record", "user").with("id", user))
}
