//! Changing a customer.

use super::super::model::{Address, Customer, Kind};
use super::super::rules::{CREDIT_CODE, CREDIT_CODE_CHECK, CYCLE, TOO_DEEP};
use super::super::store::{TREE, hold_tree};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, PriceListId, ProcedureId, TermsId, UserId};
use crate::base::{Amount, CodeText, Currency, Extra, Line, Name, Patch};
use crate::dunning::PROCEDURE_ARCHIVED;
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::org::setting::Allocation;
use crate::storage::{Record, search};
use crate::terms::TERMS_ARCHIVED;
use serde::{Deserialize, Serialize};

/// Changes a customer; fields that are not given are kept, `null` empties a field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The customer.
    pub customer: CustomerId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// Its name, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Company or person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// A code of the list `customer_category`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub category: Patch<CodeText>,
    /// A code of the list `customer_level`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub level: Patch<CodeText>,
    /// A code of the list `industry`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub industry: Patch<CodeText>,
    /// A code of the list `source`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub source: Patch<CodeText>,
    /// The customer it belongs to; never itself or one below it; at most 64 stand above each other.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub parent: Patch<CustomerId>,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub owner: Patch<UserId>,
    /// The department it belongs to; a new owner's when only that is given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// Its 统一社会信用代码 (GB 32100-2015): 18 digits and capitals, unique among active customers.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub credit_code: Patch<CodeText>,
    /// A telephone number, at most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub phone: Patch<CodeText>,
    /// A mail address, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub email: Patch<Line>,
    /// A web address, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub website: Patch<Line>,
    /// All its addresses, at most 20: they take the place of the former ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<Address>>,
    /// The currency of its credit limit and of `secured`, and of its documents that name none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub currency: Patch<Currency>,
    /// How much it may owe, not negative; in `currency`, which is the setting's when empty.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub credit_limit: Patch<Amount>,
    /// What of its debt is secured, such as by an insurance or a guarantee, not negative; in
    /// `currency`, which is the setting's when empty.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub secured: Patch<Amount>,
    /// The term template of its orders that name none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub terms: Patch<TermsId>,
    /// The price list that comes before the general ones.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub price_list: Patch<PriceListId>,
    /// Which plans its receipts pay when nothing is said; by setting when empty.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub allocation: Patch<Allocation>,
    /// The procedure by which it is dunned; by setting when empty.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub dunning_procedure: Patch<ProcedureId>,
    /// Whether it is not dunned at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never_dunned: Option<bool>,
    /// The host's own key, unique among customers.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; it takes the place of the former.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { customer: CustomerId } else
    version, name, kind, category, level, industry, source, parent, owner, department,
    credit_code, phone, email, website, addresses, currency, credit_limit, secured, terms, price_list,
    allocation, dunning_procedure, never_dunned, external_ref, extra
);

impl Operation for Update {
    const NAME: &'static str = "customer.update";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::CustomerWrite;
    const REFUSES: &'static [Refusal] = &[
        CREDIT_CODE,
        CREDIT_CODE_CHECK,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        CYCLE,
        TOO_DEEP,
        TERMS_ARCHIVED,
        PROCEDURE_ARCHIVED,
    ];
    type Output = Customer;

    fn ahead(&self, ahead: &mut Ahead) {
        if self.is_moved() {
            ahead.query(TREE, Vec::new());
        }
        ahead.change::<Customer>(self.customer);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Customer> {
        if self.is_moved() {
            hold_tree(cx)?;
        }
        let before: Customer = cx.load_for_update(self.customer, self.version)?;
        let mut after = self.applied(&before);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        cx.demand(Permission::CustomerWrite, after.access())?;
        super::check(cx, Some(&before), &mut after)?;
        cx.update(&before, &mut after, "updated")?;
        search::index(cx.db(), Some(&before), &after)?;
        Ok(after)
    }
}

impl Update {
    /// Whether it is to stand below another one.
    fn is_moved(&self) -> bool {
        matches!(self.parent, Patch::Set(_))
    }

    fn applied(&self, before: &Customer) -> Customer {
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name = name.clone();
        }
        if let Some(kind) = self.kind {
            after.kind = kind;
        }
        if let Some(addresses) = &self.addresses {
            after.addresses.clone_from(addresses);
        }
        self.category.clone().apply(&mut after.category);
        self.level.clone().apply(&mut after.level);
        self.industry.clone().apply(&mut after.industry);
        self.source.clone().apply(&mut after.source);
        self.parent.apply(&mut after.parent);
        self.owner.apply(&mut after.owner);
        self.department.apply(&mut after.department);
        self.credit_code.clone().apply(&mut after.credit_code);
        self.phone.clone().apply(&mut after.phone);
        self.email.clone().apply(&mut after.email);
        self.website.clone().apply(&mut after.website);
        self.currency.apply(&mut after.currency);
        self.credit_limit.apply(&mut after.credit_limit);
        self.secured.apply(&mut after.secured);
        self.terms.apply(&mut after.terms);
        self.price_list.apply(&mut after.price_list);
        self.allocation.apply(&mut after.allocation);
        self.dunning_procedure.apply(&mut after.dunning_procedure);
        after.never_dunned = self.never_dunned.unwrap_or(before.never_dunned);
        self.external_ref.clone().apply(&mut after.external_ref);
        self.extra.clone().apply(&mut after.extra);
        after
    }
}
