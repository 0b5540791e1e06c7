//! Price lists: `price_list.create`, `price_list.get`, `price_list.list` and so on.

use crate::base::error::{Refusal, Result};
use crate::base::id::PriceListId;
use crate::base::{CodeText, Currency, Date, Extra, Lifecycle, Name, Page, Patch};
use crate::catalog::{PriceList, rules};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Creates a price list; its prices are set one by one with `price.set`. Needs `catalog.write` with
/// scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name, at most 200 characters.
    pub name: Name,
    /// The currency of its prices; the setting's when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Whether its prices contain the tax; by setting when not given.
    #[serde(default)]
    pub prices_include_tax: Option<bool>,
    /// Whether it serves every sale; `false` keeps it to sales to customers whose `price_list` it
    /// is. `true` when not given.
    #[serde(default)]
    pub general: Option<bool>,
    /// Its first day; no beginning when not given.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Its last day; no end when not given.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// The host's own key, unique among price lists.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name } else
    currency, prices_include_tax, general, valid_from, valid_to, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "price_list.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PriceList;

    fn run(&self, cx: &mut Context<'_>) -> Result<PriceList> {
        cx.demand(Permission::CatalogWrite, Access::default())?;
        rules::check_days(self.valid_from, self.valid_to)?;
        if let Some(external) = &self.external_ref {
            cx.free::<PriceList>("external_ref", external)?;
        }
        let standard = cx.settings();
        let (currency, with_tax) = (standard.currency, standard.prices_include_tax);
        let list = PriceList {
            id: cx.new_id()?,
            version: 1,
            status: Lifecycle::Active,
            name: self.name.clone(),
            currency: self.currency.unwrap_or(currency),
            prices_include_tax: self.prices_include_tax.unwrap_or(with_tax),
            general: self.general.unwrap_or(true),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        cx.insert(&list, "created")?;
        Ok(list)
    }
}

/// Changes a price list: absent fields stay. Its currency, and whether its prices contain the tax,
/// stay for good, for its prices were written so. Needs `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The price list.
    pub price_list: PriceListId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Its name, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Whether it serves every sale; `false` keeps it to sales to customers whose `price_list` it
    /// is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub general: Option<bool>,
    /// Its first day; `null` for no beginning.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub valid_from: Patch<Date>,
    /// Its last day; `null` for no end.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub valid_to: Patch<Date>,
    /// The host's own key, unique among price lists.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; it takes the place of the former.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { price_list: PriceListId } else
    version, name, general, valid_from, valid_to, external_ref, extra);

impl Operation for Update {
    const NAME: &'static str = "price_list.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PriceList;

    fn run(&self, cx: &mut Context<'_>) -> Result<PriceList> {
        let before: PriceList = cx.load_for_update(self.price_list, self.version)?;
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name = name.clone();
        }
        after.general = self.general.unwrap_or(before.general);
        self.valid_from.apply(&mut after.valid_from);
        self.valid_to.apply(&mut after.valid_to);
        self.external_ref.clone().apply(&mut after.external_ref);
        self.extra.clone().apply(&mut after.extra);
        rules::check_days(after.valid_from, after.valid_to)?;
        if let Some(external) = &after.external_ref
            && before.external_ref != after.external_ref
        {
            cx.free::<PriceList>("external_ref", external)?;
        }
        cx.update(&before, &mut after, "updated")?;
        Ok(after)
    }
}

/// Reads a price list; its prices are listed by `price.list`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The price list.
    pub price_list: PriceListId,
}

impl Operation for Get {
    const NAME: &'static str = "price_list.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PriceList;

    fn run(&self, cx: &mut Context<'_>) -> Result<PriceList> {
        cx.load(self.price_list)
    }
}

/// Lists price lists, the newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those of one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Only active or only archived ones; both when not given.
    #[serde(default)]
    pub status: Option<Lifecycle>,
    /// Price lists wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "price_list.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CatalogRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<PriceList>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<PriceList>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("currency", self.currency.as_ref().map(Currency::code));
        select.equal("status", self.status.map(Lifecycle::as_str));
        select.reach(&cx.reach(Permission::CatalogRead));
        cx.page(select, &search::newest(), self.limit, self.after.as_deref())
    }
}

/// Archives a price list: it lends no price any more. Needs `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The price list.
    pub price_list: PriceListId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Archive { price_list: PriceListId } else version);

impl Operation for Archive {
    const NAME: &'static str = "price_list.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PriceList;

    fn run(&self, cx: &mut Context<'_>) -> Result<PriceList> {
        let before: PriceList = cx.load_for_update(self.price_list, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Archived;
        cx.update(&before, &mut after, "archived")?;
        Ok(after)
    }
}

/// Takes an archived price list back into use. Needs `catalog.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The price list.
    pub price_list: PriceListId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Restore { price_list: PriceListId } else version);

impl Operation for Restore {
    const NAME: &'static str = "price_list.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CatalogWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PriceList;

    fn run(&self, cx: &mut Context<'_>) -> Result<PriceList> {
        let before: PriceList = cx.load_for_update(self.price_list, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Active;
        cx.update(&before, &mut after, "restored")?;
        Ok(after)
    }
}
