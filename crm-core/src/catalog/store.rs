//! The catalogue as rows. It belongs to the whole workspace: no owner, no department.

use super::model::{ListPrice, PriceList, Product};
use super::rules::Sought;
use crate::base::error::Result;
use crate::base::id::{Id, PriceListId, ProductId, RowId};
use crate::base::{Date, Quantity};
use crate::engine::Context;
use crate::org::access::{Access, Actor};
use crate::org::permission::Permission;
use crate::storage::search::Searched;
use crate::storage::select::Select;
use crate::storage::{Value, stored};

stored!(Product, "crm_product", record: "product", ProductId, Permission::CatalogRead,
    |_| Access::default());
stored!(PriceList, "crm_price_list", record: "price_list", PriceListId, Permission::CatalogRead,
    |_| Access::default());
stored!(ListPrice, "crm_price", record: "price", RowId, Permission::CatalogRead,
    |_| Access::default());

impl Searched for Product {
    fn texts(&self) -> Vec<&str> {
        vec![self.name.as_str(), self.code.as_str()]
    }
}

/// A product as an actor may see it: without its cost unless the actor may see costs.
pub(crate) fn shown(actor: &Actor, mut product: Product) -> Product {
    if actor.scope(Permission::CatalogCost).is_none() {
        product.cost = None;
    }
    product
}

/// The lists that may lend a price.
pub(crate) fn lists(cx: &mut Context<'_>, sought: &Sought) -> Result<Vec<PriceList>> {
    let lists: Vec<PriceList> = cx.rows(
        "WHERE currency = ?1 AND status = 'active' AND (general = 1 OR id = ?2) ORDER BY id",
        &[
            sought.currency.code().into(),
            sought.price_list.map(Id::raw).into(),
        ],
        0,
    )?;
    Ok(lists.into_iter().filter(|l| sought.admits(l)).collect())
}

/// The prices of some products on some lists for at most a quantity, valid on a day.
pub(crate) fn prices(
    cx: &mut Context<'_>,
    products: Vec<i64>,
    lists: &[PriceList],
    most: Quantity,
    date: Date,
) -> Result<Vec<ListPrice>> {
    let mut select = Select::new();
    select.any_of("product", products);
    select.any_of("price_list", lists.iter().map(|l| l.id.raw()).collect());
    select.and("min_quantity <= ?", [Value::Int(most.millionths())]);
    select.and(
        "coalesce(valid_from, '') <= ? AND (valid_to IS NULL OR valid_to >= ?)",
        [date.into(), date.into()],
    );
    select.rows(cx.db(), "id", 0)
}

/// The price that a new one would take the place of: same product, list, quantity and first day.
pub(crate) fn same_key(cx: &mut Context<'_>, price: &ListPrice) -> Result<Option<ListPrice>> {
    let from = price.valid_from.map(|date| date.to_string());
    let found = cx.rows(
        "WHERE product = ?1 AND price_list = ?2 AND min_quantity = ?3 \
         AND coalesce(valid_from, '') = ?4",
        &[
            Value::Int(price.product.raw()),
            Value::Int(price.price_list.raw()),
            Value::Int(price.min_quantity.millionths()),
            Value::Text(from.unwrap_or_default()),
        ],
        0,
    )?;
    Ok(found.into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{CodeText, Instant, Lifecycle, Name, Percent, Price};
    use crate::org::permission::Scope;
    use std::collections::BTreeMap;

    #[test]
    fn a_cost_is_shown_only_to_who_may_see_costs() {
        let product = Product {
            id: ProductId::from_raw(1),
            version: 1,
            status: Lifecycle::Active,
            code: CodeText::new("SM-400").unwrap(),
            name: Name::new("伺服电机").unwrap(),
            unit: None,
            category: None,
            tax_percent: Percent::whole(13),
            cost: Some(Price::whole(1_250)),
            description: None,
            external_ref: None,
            extra: None,
            created_at: Instant::EPOCH,
        };
        let mut actor = Actor {
            user: Some(Id::from_raw(9)),
            grants: BTreeMap::from([(Permission::CatalogRead, Scope::All)]),
            ..Actor::system()
        };
        assert_eq!(shown(&actor, product.clone()).cost, None);
        actor.grants.insert(Permission::CatalogCost, Scope::Own);
        assert_eq!(shown(&actor, product.clone()), product);
        assert_eq!(shown(&Actor::system(), product.clone()), product);
    }
}
