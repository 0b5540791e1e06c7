//! Prices on lists: `price.set`, `price.list`, `price.get`.

use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PriceListId, ProductId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Currency, Date, Page, Price, Quantity};
use crate::catalog::rules::{self, LIST_ARCHIVED, NO_PRICE, PRODUCT_ARCHIVED, Sought};
use crate::catalog::{AppliedPrice, ListPrice, PriceList, Product, store};
use crate::engine::loading::at_version;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Sets what a product costs on a list from a quantity on. It takes the place of the price with the
/// same product, list, `min_quantity` and `valid_from`. Needs `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// The list.
    pub price_list: PriceListId,
    /// The product.
    pub product: ProductId,
    /// The least quantity it holds for, above zero; 1 when not given.
    #[serde(default)]
    pub min_quantity: Option<Quantity>,
    /// The price of one unit, in the list's currency; not negative, at most six decimals.
    pub unit_price: Price,
    /// Its first day; the list's when not given.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Its last day; the list's when not given.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// The version of the price it takes the place of, 0 when there is none; `conflict` when there
    /// is another. Not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Set { price_list: PriceListId, product: ProductId, unit_price: Price } else
    min_quantity, valid_from, valid_to, version
);

impl Operation for Set {
    const NAME: &'static str = "price.set";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[LIST_ARCHIVED, PRODUCT_ARCHIVED];
    type Output = ListPrice;

    fn run(&self, cx: &mut Context<'_>) -> Result<ListPrice> {
        let list: PriceList = cx.load(self.price_list)?;
        let product: Product = cx.refer(self.product)?;
        rules::in_use(&list)?;
        rules::sold(&product)?;
        let mut price = ListPrice {
            id: cx.new_id()?,
            version: 1,
            price_list: list.id,
            product: product.id,
            min_quantity: self.min_quantity.unwrap_or(Quantity::whole(1)),
            unit_price: self.unit_price,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        };
        rules::check_price(&price)?;
        let before = store::same_key(cx, &price)?;
        at_version(before.as_ref(), self.version)?;
        match before {
            Some(before) => {
                price.id = before.id;
                cx.update(&before, &mut price, "set")?;
            }
            None => cx.insert(&price, "set")?,
        }
        Ok(price)
    }
}

/// Lists prices as they stand on lists, those entered last first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only those of one list.
    #[serde(default)]
    pub price_list: Option<PriceListId>,
    /// Only those of one product.
    #[serde(default)]
    pub product: Option<ProductId>,
    /// Prices wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "price.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<ListPrice>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<ListPrice>> {
        let mut select = Select::new();
        select.equal("price_list", self.price_list.map(Id::raw));
        select.equal("product", self.product.map(Id::raw));
        select.reach(&cx.reach(Permission::CatalogRead));
        cx.page(select, &search::newest(), self.limit, self.after.as_deref())
    }
}

/// Answers the price that applies to a quantity of a product on a day. A given list comes before
/// the general ones; on each the highest quantity break reached and the latest start decide.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The product.
    pub product: ProductId,
    /// The currency wanted.
    pub currency: Currency,
    /// How many units, above zero.
    pub quantity: Quantity,
    /// The day; today when not given.
    #[serde(default)]
    pub date: Option<Date>,
    /// The list that comes before the general ones, such as a customer's.
    #[serde(default)]
    pub price_list: Option<PriceListId>,
}

arguments!(Get { product: ProductId, currency: Currency, quantity: Quantity } else
    date, price_list
);

impl Operation for Get {
    const NAME: &'static str = "price.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[NO_PRICE];
    type Output = AppliedPrice;

    fn run(&self, cx: &mut Context<'_>) -> Result<AppliedPrice> {
        if self.quantity <= Quantity::ZERO {
            return Err(NUMBER_NOT_POSITIVE
                .at("quantity")
                .with("text", self.quantity));
        }
        let product: Product = cx.load(self.product)?;
        if let Some(list) = self.price_list {
            cx.load::<PriceList>(list)?;
        }
        let sought = Sought {
            currency: self.currency,
            quantity: self.quantity,
            date: self.date.unwrap_or(cx.today()),
            price_list: self.price_list,
            prices_include_tax: None,
        };
        let lists = store::lists(cx, &sought)?;
        let products = vec![self.product.raw()];
        let prices = store::prices(cx, products, &lists, sought.quantity, sought.date)?;
        rules::choose(&lists, &prices, &sought).ok_or_else(|| rules::no_price(&product, &sought))
    }
}
