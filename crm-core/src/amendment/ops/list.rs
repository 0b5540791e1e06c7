//! Reading amendments.

use crate::amendment::model::Amendment;
use crate::amendment::store;
use crate::base::error::{Refusal, Result};
use crate::base::id::{AmendmentId, Id, OrderId};
use crate::base::messages::NOT_FOUND;
use crate::base::page::Page;
use crate::engine::{Context, Kind, Operation};
use crate::order::Order;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Reads an amendment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The amendment.
    pub amendment: AmendmentId,
}

impl Operation for Get {
    const NAME: &'static str = "amendment.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Amendment;

    fn run(&self, cx: &mut Context<'_>) -> Result<Amendment> {
        let missing = || {
            let error = NOT_FOUND.at("amendment").with("record", "amendment");
            error.with("id", self.amendment.raw())
        };
        let found: Amendment = cx.find(self.amendment)?.ok_or_else(missing)?;
        // Who does not see its order does not see it.
        let order = cx.load::<Order>(found.order);
        order.map_err(|error| {
            if error.kind() == NOT_FOUND.kind {
                missing()
            } else {
                error
            }
        })?;
        Ok(found)
    }
}

/// Lists the amendments of an order, in their order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The order.
    pub order: OrderId,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

arguments!(List { order: OrderId } else limit, after);

impl Operation for List {
    const NAME: &'static str = "amendment.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Amendment>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Amendment>> {
        let order: Order = cx.load(self.order)?;
        let mut select = Select::new();
        select.and("\"order\" = ?", [order.id.raw().into()]);
        cx.page(
            select,
            &store::BY_REVISION,
            self.limit,
            self.after.as_deref(),
        )
    }
}
