//! Reading and finding products.

use crate::base::error::{Refusal, Result};
use crate::base::gram::SEARCH_EMPTY;
use crate::base::id::ProductId;
use crate::base::{CodeText, Lifecycle, Line, Page};
use crate::catalog::Product;
use crate::catalog::store::shown;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Reads a product. Its cost is empty for who may not see costs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The product.
    pub product: ProductId,
}

impl Operation for Get {
    const NAME: &'static str = "product.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Product;

    fn run(&self, cx: &mut Context<'_>) -> Result<Product> {
        let product = cx.load(self.product)?;
        Ok(shown(cx.actor(), product))
    }
}

/// Lists products, the newest first. Costs are empty for who may not see them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this code.
    #[serde(default)]
    pub code: Option<CodeText>,
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those found by name or code: words of one or more characters, all of which must occur;
    /// width, capitals, spaces and punctuation do not count.
    #[serde(default)]
    pub text: Option<Line>,
    /// Only those of one category.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// Only active or only archived ones; both when not given.
    #[serde(default)]
    pub status: Option<Lifecycle>,
    /// Products wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "product.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[SEARCH_EMPTY];
    type Output = Page<Product>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Product>> {
        let mut select = Select::new();
        select.few("code", self.code.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("category", self.category.as_deref());
        select.equal("status", self.status.map(Lifecycle::as_str));
        select.reach(&cx.reach(Permission::CatalogRead));
        let (text, after) = (self.text.as_deref(), self.after.as_deref());
        let page = search::list(cx.db(), select, text, self.limit, after)?;
        let products = page.items.into_iter().map(|p| shown(cx.actor(), p));
        Ok(Page {
            items: products.collect(),
            next: page.next,
        })
    }
}
