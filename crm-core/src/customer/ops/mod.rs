//! What hosts can do with customers.

mod create;
mod read;
mod status;
mod update;

pub use create::Create;
pub use read::{Get, List};
pub use status::{Archive, Restore};
pub use update::Update;

use super::model::Customer;
use super::{rules, store};
use crate::base::Lifecycle;
use crate::base::error::Result;
use crate::engine::Context;

/// Checks a customer that is new (`before` is nothing) or changed: by itself, then what it refers
/// to, then what must be unique. Only what differs is looked up.
fn check(cx: &mut Context<'_>, before: Option<&Customer>, after: &mut Customer) -> Result<()> {
    let standard = cx.settings().currency;
    rules::check(after, standard)?;
    if let Some(parent) = after.parent
        && before.is_none_or(|before| before.parent != Some(parent))
    {
        cx.refer::<Customer>(parent).map_err(|e| e.at("parent"))?;
        rules::parent(after.id, &store::above(cx, parent)?)?;
    }
    if let Some(list) = after.price_list
        && before.is_none_or(|before| before.price_list != Some(list))
    {
        cx.refer::<crate::catalog::PriceList>(list)?;
    }
    if let Some(code) = &after.credit_code
        && after.status == Lifecycle::Active
        && before.is_none_or(|b| b.credit_code.as_ref() != Some(code) || b.status != after.status)
    {
        store::free_credit_code(cx, code)?;
    }
    if let Some(external) = &after.external_ref
        && before.is_none_or(|before| before.external_ref.as_ref() != Some(external))
    {
        cx.free::<Customer>("external_ref", external)?;
    }
    Ok(())
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
mod tests;
