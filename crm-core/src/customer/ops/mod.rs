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
use crate::base::error::Result;
use crate::base::{CodeText, Lifecycle};
use crate::catalog::PriceList;
use crate::dunning;
use crate::engine::Context;
use crate::org;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::storage::{Record, tree};
use crate::terms::Terms;

/// Checks a customer that is new (`before` is nothing) or changed: by itself, then its place, its
/// codes and what it refers to, then what must be unique. Only what differs is looked up.
fn check(cx: &mut Context<'_>, before: Option<&Customer>, after: &mut Customer) -> Result<()> {
    let standard = cx.settings().currency;
    rules::check(after, standard)?;
    let from = before.map_or_else(|| cx.actor().place(), Record::access);
    org::place::check(cx, from, after.access())?;
    check_codes(cx, before, after)?;
    if let Some(parent) = after.parent
        && before.is_none_or(|before| before.parent != Some(parent))
    {
        cx.refer::<Customer>(parent).map_err(|e| e.at("parent"))?;
        let levels = match before {
            Some(before) => tree::levels::<Customer>(cx.db(), before.id)?,
            None => 1,
        };
        let above = tree::above::<Customer>(cx.db(), parent)?;
        rules::parent(after.id, &above, levels)?;
    }
    if let Some(list) = after.price_list
        && before.is_none_or(|before| before.price_list != Some(list))
    {
        cx.refer::<PriceList>(list)?;
    }
    if let Some(terms) = after.terms
        && before.is_none_or(|before| before.terms != Some(terms))
    {
        cx.refer::<Terms>(terms)?.usable()?;
    }
    if let Some(procedure) = after.dunning_procedure
        && before.is_none_or(|before| before.dunning_procedure != Some(procedure))
    {
        dunning::steps::may_use(cx, procedure, "dunning_procedure")?;
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

/// A code of a customer: its list, its field and where it stands.
type Coded = (CodeList, &'static str, fn(&Customer) -> &Option<CodeText>);

fn check_codes(cx: &mut Context<'_>, before: Option<&Customer>, after: &Customer) -> Result<()> {
    const CODES: [Coded; 4] = [
        (CodeList::CustomerCategory, "category", |c| &c.category),
        (CodeList::CustomerLevel, "level", |c| &c.level),
        (CodeList::Industry, "industry", |c| &c.industry),
        (CodeList::Source, "source", |c| &c.source),
    ];
    for (list, field, code) in CODES {
        if before.is_none_or(|before| code(before) != code(after)) {
            codes::check(cx, list, code(after).as_ref(), field)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
mod tests;
