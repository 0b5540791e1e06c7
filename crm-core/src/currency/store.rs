//! Exchange rates as rows.

use super::model::{ExchangeRate, RateArgs};
use super::rules;
use crate::base::error::Result;
use crate::base::id::{Id, RateId};
use crate::base::{Currency, Date};
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, stored};

// Rates belong to the whole workspace, and what money is worth is no secret.
stored!(ExchangeRate, "crm_rate", record: "rate", RateId, Permission::Anyone,
    |_| Access::default());

const SAME_KEY: &str = "WHERE \"from\" = ?1 AND \"to\" = ?2 AND valid_on = ?3 AND source = ?4";

/// Says that [`same_key`] will be asked.
pub(crate) fn ahead_of_same_key(ahead: &mut Ahead, args: &RateArgs) {
    ahead.change_rows::<ExchangeRate>(SAME_KEY, key(args));
}

/// The rate that a new one would take the place of.
pub(crate) fn same_key(cx: &mut Context<'_>, args: &RateArgs) -> Result<Option<ExchangeRate>> {
    let found = cx.rows_for_update(SAME_KEY, &key(args))?;
    Ok(found.into_iter().next())
}

fn key(args: &RateArgs) -> Vec<Value> {
    let (from, to, valid_on, source) = rules::key(args);
    vec![from.into(), to.into(), valid_on.into(), source.into()]
}

/// The last rate from one currency to another within a span of days; of several on one day the one
/// whose source was brought in last.
pub(crate) fn latest(
    cx: &mut Context<'_>,
    (from, to): (Currency, Currency),
    (first, last): (Date, Date),
) -> Result<Option<ExchangeRate>> {
    let found = cx.rows(
        "WHERE \"from\" = ?1 AND \"to\" = ?2 AND valid_on BETWEEN ?3 AND ?4 \
         ORDER BY valid_on DESC, id DESC LIMIT 1",
        &[
            from.code().into(),
            to.code().into(),
            first.into(),
            last.into(),
        ],
        0,
    )?;
    Ok(found.into_iter().next())
}

/// Rates, the latest day first.
pub(crate) const LATEST: Sort<ExchangeRate> = Sort {
    columns: &["valid_on", "id"],
    descending: true,
    key: |rate| vec![rate.valid_on.into(), Value::Int(rate.id.raw())],
};
