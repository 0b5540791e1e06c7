//! Taking a customer in.

use super::super::model::{Address, Customer, Kind};
use super::super::rules::{CREDIT_CODE, CREDIT_CODE_CHECK, TOO_DEEP};
use super::super::store::{TREE, hold_tree};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, PriceListId, ProcedureId, TermsId, UserId};
use crate::base::{Amount, CodeText, Currency, Extra, Lifecycle, Line, Name};
use crate::dunning::PROCEDURE_ARCHIVED;
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::org;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::org::setting::Allocation;
use crate::storage::search;
use crate::terms::TERMS_ARCHIVED;
use serde::{Deserialize, Serialize};

/// Creates a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name, at most 200 characters; several customers may have the same.
    pub name: Name,
    /// Company or person; `company` when not given.
    #[serde(default)]
    pub kind: Kind,
    /// A code of the list `customer_category`.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// A code of the list `customer_level`.
    #[serde(default)]
    pub level: Option<CodeText>,
    /// A code of the list `industry`.
    #[serde(default)]
    pub industry: Option<CodeText>,
    /// A code of the list `source`.
    #[serde(default)]
    pub source: Option<CodeText>,
    /// The customer it belongs to; at most 64 stand above each other.
    #[serde(default)]
    pub parent: Option<CustomerId>,
    /// Who looks after it; the acting user when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the owner's when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Its 统一社会信用代码 (GB 32100-2015): 18 digits and capitals, unique among active customers.
    #[serde(default)]
    pub credit_code: Option<CodeText>,
    /// A telephone number, at most 100 characters.
    #[serde(default)]
    pub phone: Option<CodeText>,
    /// A mail address, at most 1,000 characters.
    #[serde(default)]
    pub email: Option<Line>,
    /// A web address, at most 1,000 characters.
    #[serde(default)]
    pub website: Option<Line>,
    /// Its addresses, at most 20.
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// The currency of its credit limit and of `secured`, and of its documents that name none.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// How much it may owe, not negative; in `currency`, which is the setting's when not given.
    #[serde(default)]
    pub credit_limit: Option<Amount>,
    /// What of its debt is secured, such as by an insurance or a guarantee, not negative; in
    /// `currency`, which is the setting's when not given.
    #[serde(default)]
    pub secured: Option<Amount>,
    /// The term template of its orders that name none.
    #[serde(default)]
    pub terms: Option<TermsId>,
    /// The price list that comes before the general ones.
    #[serde(default)]
    pub price_list: Option<PriceListId>,
    /// Which plans its receipts pay when nothing is said; by setting when not given.
    #[serde(default)]
    pub allocation: Option<Allocation>,
    /// The procedure by which it is dunned; by setting when not given.
    #[serde(default)]
    pub dunning_procedure: Option<ProcedureId>,
    /// Whether it is not dunned at all. `false` when not given.
    #[serde(default)]
    pub never_dunned: bool,
    /// The host's own key, unique among customers.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name } else
    kind, category, level, industry, source, parent, owner, department, credit_code, phone,
    email, website, addresses, currency, credit_limit, secured, terms, price_list, allocation,
    dunning_procedure, never_dunned, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "customer.create";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::CustomerWrite;
    const REFUSES: &'static [Refusal] = &[
        CREDIT_CODE,
        CREDIT_CODE_CHECK,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        TOO_DEEP,
        TERMS_ARCHIVED,
        PROCEDURE_ARCHIVED,
    ];
    type Output = Customer;

    fn ahead(&self, ahead: &mut Ahead) {
        if let Some(parent) = self.parent {
            ahead.query(TREE, Vec::new());
            ahead.refer::<Customer>(parent);
        }
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Customer> {
        if self.parent.is_some() {
            hold_tree(cx)?;
        }
        let access = org::place::of_new(cx, self.owner, self.department)?;
        cx.demand(Permission::CustomerWrite, access)?;
        let mut customer = self.record(cx, access)?;
        super::check(cx, None, &mut customer)?;
        cx.insert(&customer, "created")?;
        search::index(cx.db(), None, &customer)?;
        Ok(customer)
    }
}

impl Create {
    fn record(&self, cx: &mut Context<'_>, access: Access) -> Result<Customer> {
        Ok(Customer {
            id: cx.new_id()?,
            version: 1,
            status: Lifecycle::Active,
            kind: self.kind,
            name: self.name.clone(),
            category: self.category.clone(),
            level: self.level.clone(),
            industry: self.industry.clone(),
            source: self.source.clone(),
            parent: self.parent,
            owner: access.owner,
            department: access.department,
            credit_code: self.credit_code.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            website: self.website.clone(),
            addresses: self.addresses.clone(),
            currency: self.currency,
            credit_limit: self.credit_limit,
            secured: self.secured,
            terms: self.terms,
            price_list: self.price_list,
            allocation: self.allocation,
            dunning_procedure: self.dunning_procedure,
            never_dunned: self.never_dunned,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        })
    }
}
