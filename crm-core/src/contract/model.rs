//! What a contract is.

use crate::base::id::{ContractId, CustomerId, DepartmentId, OpportunityId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Name};
use serde::{Deserialize, Serialize};

/// A contract. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contract {
    /// Its id.
    pub id: ContractId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// What it is about.
    pub name: Name,
    /// A code of the list `contract_category`.
    pub category: Option<CodeText>,
    /// The customer: one of the two parties.
    pub customer: CustomerId,
    /// The opportunity it came from.
    pub opportunity: Option<OpportunityId>,
    /// 甲方: the party that orders and pays.
    pub party_a: Name,
    /// Who signed for 甲方.
    pub party_a_signatory: Option<Name>,
    /// 乙方: the party that delivers.
    pub party_b: Name,
    /// Who signed for 乙方.
    pub party_b_signatory: Option<Name>,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What it is worth, not negative.
    pub amount: Amount,
    /// What is expected to be earned by it, not negative; nothing for those who lack the
    /// permission `contract.margin`.
    pub expected_margin: Option<Amount>,
    /// The day it was signed.
    pub signed_on: Option<Date>,
    /// The first day it is in force.
    pub starts_on: Option<Date>,
    /// The last day it is in force, not before the first.
    pub ends_on: Option<Date>,
    /// The host's own key, unique among contracts.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}
