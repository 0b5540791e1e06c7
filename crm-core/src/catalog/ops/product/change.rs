//! Creating and changing products.

use crate::base::error::{Refusal, Result};
use crate::base::id::ProductId;
use crate::base::{CodeText, Extra, Lifecycle, Name, Note, Patch, Percent, Price};
use crate::catalog::store::shown;
use crate::catalog::{Product, rules};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::storage::search;
use serde::{Deserialize, Serialize};

/// Creates a product. Needs `catalog.write` with scope `all`; giving its cost needs the permission
/// `catalog.cost` too.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its code, at most 100 characters, unique among products.
    pub code: CodeText,
    /// Its name, at most 200 characters.
    pub name: Name,
    /// The unit it is sold in, such as `台`.
    #[serde(default)]
    pub unit: Option<CodeText>,
    /// A code of the list `product_category`.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// The tax rate in percent, 0 to 100; 0 when not given.
    #[serde(default)]
    pub tax_percent: Percent,
    /// What one unit costs us, in the workspace's currency; not negative.
    #[serde(default)]
    pub cost: Option<Price>,
    /// What it is, at most 16,000 characters.
    #[serde(default)]
    pub description: Option<Note>,
    /// The host's own key, unique among products.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { code: CodeText, name: Name } else
    unit, category, tax_percent, cost, description, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "product.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[CODE_UNKNOWN, CODE_RETIRED];
    type Output = Product;

    fn run(&self, cx: &mut Context<'_>) -> Result<Product> {
        cx.demand(Permission::CatalogWrite, Access::default())?;
        let product = Product {
            id: cx.new_id()?,
            version: 1,
            status: Lifecycle::Active,
            code: self.code.clone(),
            name: self.name.clone(),
            unit: self.unit.clone(),
            category: self.category.clone(),
            tax_percent: self.tax_percent,
            cost: self.cost,
            description: self.description.clone(),
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        check(cx, None, &product)?;
        cx.insert(&product, "created")?;
        search::index(cx.db(), None, &product)?;
        Ok(shown(cx.actor(), product))
    }
}

/// Changes a product; fields that are not given are kept, `null` empties a field. What quotes and
/// orders say of it stays as it was. Needs `catalog.write` with scope `all`; changing its cost
/// needs the permission `catalog.cost` too.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The product.
    pub product: ProductId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Its code, at most 100 characters, unique among products.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeText>,
    /// Its name, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The unit it is sold in.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub unit: Patch<CodeText>,
    /// A code of the list `product_category`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub category: Patch<CodeText>,
    /// The tax rate in percent, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_percent: Option<Percent>,
    /// What one unit costs us, in the workspace's currency; not negative.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub cost: Patch<Price>,
    /// What it is, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub description: Patch<Note>,
    /// The host's own key, unique among products.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; it takes the place of the former.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { product: ProductId } else
    version, code, name, unit, category, tax_percent, cost, description, external_ref, extra
);

impl Operation for Update {
    const NAME: &'static str = "product.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[CODE_UNKNOWN, CODE_RETIRED];
    type Output = Product;

    fn run(&self, cx: &mut Context<'_>) -> Result<Product> {
        let before: Product = cx.load_for_update(self.product, self.version)?;
        let mut after = before.clone();
        if let Some(code) = &self.code {
            after.code = code.clone();
        }
        if let Some(name) = &self.name {
            after.name = name.clone();
        }
        if let Some(percent) = self.tax_percent {
            after.tax_percent = percent;
        }
        self.unit.clone().apply(&mut after.unit);
        self.category.clone().apply(&mut after.category);
        self.cost.apply(&mut after.cost);
        self.description.clone().apply(&mut after.description);
        self.external_ref.clone().apply(&mut after.external_ref);
        self.extra.clone().apply(&mut after.extra);
        check(cx, Some(&before), &after)?;
        cx.update(&before, &mut after, "updated")?;
        search::index(cx.db(), Some(&before), &after)?;
        Ok(shown(cx.actor(), after))
    }
}

/// Checks a product that is new (`before` is nothing) or changed.
fn check(cx: &mut Context<'_>, before: Option<&Product>, after: &Product) -> Result<()> {
    if after.cost != before.and_then(|before| before.cost) {
        cx.demand(Permission::CatalogCost, Access::default())
            .map_err(|error| error.at("cost"))?;
    }
    rules::check(after)?;
    if before.is_none_or(|before| before.category != after.category) {
        let category = after.category.as_ref();
        codes::check(cx, CodeList::ProductCategory, category, "category")?;
    }
    if before.is_none_or(|before| before.code != after.code) {
        cx.free::<Product>("code", &after.code)?;
    }
    if let Some(external) = &after.external_ref
        && before.is_none_or(|before| before.external_ref.as_ref() != Some(external))
    {
        cx.free::<Product>("external_ref", external)?;
    }
    Ok(())
}

/// Archives a product: it stands on no new quote or order, and what it stands on stays. Needs
/// `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The product.
    pub product: ProductId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Archive { product: ProductId } else version);

impl Operation for Archive {
    const NAME: &'static str = "product.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Product;

    fn run(&self, cx: &mut Context<'_>) -> Result<Product> {
        let before: Product = cx.load_for_update(self.product, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Archived;
        cx.update(&before, &mut after, "archived")?;
        Ok(shown(cx.actor(), after))
    }
}

/// Takes an archived product back into use. Needs `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The product.
    pub product: ProductId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Restore { product: ProductId } else version);

impl Operation for Restore {
    const NAME: &'static str = "product.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Product;

    fn run(&self, cx: &mut Context<'_>) -> Result<Product> {
        let before: Product = cx.load_for_update(self.product, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Active;
        cx.update(&before, &mut after, "restored")?;
        Ok(shown(cx.actor(), after))
    }
}
