//! What hosts can do with contracts.

use super::model::Contract;
use super::rules::OTHER_CUSTOMER;
use super::{rules, store};
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContractId, CustomerId, DepartmentId, Id, OpportunityId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Name, Page};
use crate::customer::rules::ARCHIVED as CUSTOMER_ARCHIVED;
use crate::customer::{self, Customer};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::Opportunity;
use crate::org;
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Creates a contract. To give its expected margin needs the permission `contract.margin`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// What it is about, at most 200 characters.
    pub name: Name,
    /// A code of the list `contract_category`.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// The customer: one of the two parties.
    pub customer: CustomerId,
    /// The opportunity it comes from; the customer's.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// 甲方: the party that orders and pays, at most 200 characters.
    pub party_a: Name,
    /// Who signs for 甲方, at most 200 characters.
    #[serde(default)]
    pub party_a_signatory: Option<Name>,
    /// 乙方: the party that delivers, at most 200 characters.
    pub party_b: Name,
    /// Who signs for 乙方, at most 200 characters.
    #[serde(default)]
    pub party_b_signatory: Option<Name>,
    /// The salesperson; the acting user when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the salesperson's when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The currency of its amounts; the customer's, else the setting's, when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// What it is worth, not negative.
    pub amount: Amount,
    /// What is expected to be earned by it, not negative; needs the permission `contract.margin`.
    #[serde(default)]
    pub expected_margin: Option<Amount>,
    /// The day it was signed, not in the future.
    #[serde(default)]
    pub signed_on: Option<Date>,
    /// The first day it is in force.
    #[serde(default)]
    pub starts_on: Option<Date>,
    /// The last day it is in force, not before the first.
    #[serde(default)]
    pub ends_on: Option<Date>,
    /// The host's own key, unique among contracts.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create {
    name: Name, customer: CustomerId, party_a: Name, party_b: Name, amount: Amount
} else
    number, category, opportunity, party_a_signatory, party_b_signatory, owner, department,
    currency, expected_margin, signed_on, starts_on, ends_on, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "contract.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContractWrite;
    const REFUSES: &'static [Refusal] = &[
        CUSTOMER_ARCHIVED,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        IN_FUTURE,
        OTHER_CUSTOMER,
    ];
    type Output = Contract;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contract> {
        let customer: Customer = cx.refer(self.customer)?;
        let access = org::place::of_new(cx, self.owner, self.department)?;
        cx.demand(Permission::ContractWrite, access)?;
        if self.expected_margin.is_some() {
            cx.demand(Permission::ContractMargin, access)?;
        }
        customer::rules::active(&customer)?;
        org::place::check(cx, cx.actor().place(), access)?;
        let category = self.category.as_ref();
        codes::check(cx, CodeList::ContractCategory, category, "category")?;
        if let Some(day) = self.signed_on {
            day.not_after(cx.today(), "signed_on")?;
        }
        if let Some(opportunity) = self.opportunity
            && cx.refer::<Opportunity>(opportunity)?.customer != self.customer
        {
            let field = "opportunity";
            return Err(OTHER_CUSTOMER.at(field).with("record", field));
        }
        let currency = self.currency.or(customer.currency);
        let currency = currency.unwrap_or(cx.settings().currency);
        let mut contract = self.draft(cx, access, currency)?;
        rules::check(&mut contract)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Contract>("external_ref", external)?;
        }
        let given = self.number.as_ref();
        contract.number = cx.number::<Contract>(given, |settings| &settings.contract_number)?;
        cx.insert(&contract, "created")?;
        Ok(store::seen(cx, contract))
    }
}

impl Create {
    fn draft(&self, cx: &mut Context<'_>, access: Access, currency: Currency) -> Result<Contract> {
        Ok(Contract {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            name: self.name.clone(),
            category: self.category.clone(),
            customer: self.customer,
            opportunity: self.opportunity,
            party_a: self.party_a.clone(),
            party_a_signatory: self.party_a_signatory.clone(),
            party_b: self.party_b.clone(),
            party_b_signatory: self.party_b_signatory.clone(),
            owner: access.owner,
            department: access.department,
            currency,
            amount: self.amount,
            expected_margin: self.expected_margin,
            signed_on: self.signed_on,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        })
    }
}

/// Reads a contract.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The contract.
    pub contract: ContractId,
}

impl Operation for Get {
    const NAME: &'static str = "contract.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ContractRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Contract;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contract> {
        let contract = cx.load(self.contract)?;
        Ok(store::seen(cx, contract))
    }
}

/// Lists contracts, newest first; with a window of signing days by that day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this number.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those of this salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only those of this department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Only those of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Only those from this opportunity.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// Only those of this category.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// Only those signed on this day or later.
    #[serde(default)]
    pub signed_from: Option<Date>,
    /// Only those signed on this day or earlier.
    #[serde(default)]
    pub signed_to: Option<Date>,
    /// Items wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const NEWEST: Sort<Contract> = Sort {
    columns: &["id"],
    descending: true,
    key: |contract| vec![Value::Int(contract.id.raw())],
};
const SIGNED: Sort<Contract> = Sort {
    columns: &["signed_on", "id"],
    descending: false,
    key: |contract| vec![contract.signed_on.into(), Value::Int(contract.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "contract.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ContractRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Contract>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Contract>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("opportunity", self.opportunity.map(Id::raw));
        select.reach(&cx.reach(Permission::ContractRead));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("category", self.category.as_deref());
        select.window("signed_on", self.signed_from, self.signed_to, "signed_to")?;
        // A window of days is walked in the order of days.
        let window = self.signed_from.is_some() || self.signed_to.is_some();
        if window {
            select.served();
        }
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        let sort = if window { &SIGNED } else { &NEWEST };
        let mut page = cx.page(select, sort, self.limit, self.after.as_deref())?;
        let items = page.items.into_iter();
        page.items = items.map(|contract| store::seen(cx, contract)).collect();
        Ok(page)
    }
}
