//! What a tax invoice is.

use crate::base::id::{CustomerId, DepartmentId, InvoiceId, OrderId, PlanId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Percent};
use serde::{Deserialize, Serialize};

/// Where a tax invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Applied for: it takes its part of the order, and may still change.
    Applied,
    /// Issued by the tax authority's system: it has its official number.
    Issued,
    /// The application was turned down.
    Rejected,
    /// The application was taken back by those who made it.
    Withdrawn,
    /// 作废: issued and declared void in the same month.
    Void,
    /// 部分红冲: red letters have taken a part of it back.
    PartlyRedLettered,
    /// 红冲: red letters have taken all of it back.
    RedLettered,
}

impl Status {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Issued => "issued",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Void => "void",
            Self::PartlyRedLettered => "partly_red_lettered",
            Self::RedLettered => "red_lettered",
        }
    }
}

/// Whether an invoice bills or takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 蓝字发票: it bills; its amounts are above zero.
    Blue,
    /// 红字发票: it takes an issued blue one back, wholly or in part; its amounts are negative.
    Red,
}

/// What an invoice is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// 电子发票, such as the fully digital 数电票: only a red letter takes it back.
    #[default]
    Electronic,
    /// 纸质发票: it can be voided in the calendar month it was issued in.
    Paper,
}

/// A tax invoice with its lines. All amounts are in `currency`; those of a red-letter invoice are
/// negative. `gross` is what the customer pays, tax included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invoice {
    /// Its id.
    pub id: InvoiceId,
    /// Raised by every change.
    pub version: i64,
    /// The number of its application, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Whether it bills or takes back.
    pub kind: Kind,
    /// Where it stands. A red-letter invoice is issued from the beginning.
    pub status: Status,
    /// The blue invoice that a red-letter one takes back.
    pub reverses: Option<InvoiceId>,
    /// Who buys, as the order says.
    pub customer: CustomerId,
    /// The order it bills.
    pub order: OrderId,
    /// The collection plan of the order that it is for.
    pub plan: Option<PlanId>,
    /// The salesperson, as the order's.
    pub owner: Option<UserId>,
    /// The department, as the order's.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// A code of the list `invoice_type`, such as one for 增值税专用发票.
    pub invoice_type: Option<CodeText>,
    /// What it is written on.
    pub medium: Medium,
    /// 购方名称: whom it is made out to.
    pub title: Name,
    /// The buyer's 纳税人识别号, mostly its 统一社会信用代码.
    pub tax_number: Option<CodeText>,
    /// 开户行: the buyer's bank.
    pub bank: Option<Name>,
    /// The buyer's account there.
    pub bank_account: Option<CodeText>,
    /// The buyer's registered address.
    pub address: Option<Line>,
    /// The buyer's telephone number.
    pub phone: Option<CodeText>,
    /// The total without tax: the sum of its lines.
    pub net: Amount,
    /// The tax: the sum of its lines.
    pub tax: Amount,
    /// The total with tax.
    pub gross: Amount,
    /// How much of `gross` red letters have taken back; never negative, never more than it.
    pub red_lettered: Amount,
    /// The day it was applied for; of a red-letter invoice the day it was written down.
    pub applied_on: Date,
    /// Who applied for it.
    pub applied_by: Option<UserId>,
    /// The day it was issued.
    pub issued_on: Option<Date>,
    /// Who wrote down that it was issued.
    pub issued_by: Option<UserId>,
    /// 发票号码, unique together with `official_code`.
    pub official_number: Option<CodeText>,
    /// 发票代码; a fully digital invoice has none.
    pub official_code: Option<CodeText>,
    /// The day it was declared void.
    pub voided_on: Option<Date>,
    /// What was said last: why it was withdrawn, rejected, declared void or taken back.
    pub reason: Option<Line>,
    /// The host's own key, unique among tax invoices.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was applied for.
    pub created_at: Instant,
    /// One line for each tax rate, in the order of the order's lines. `invoice.list` does not read
    /// them: there the list is empty.
    pub lines: Vec<InvoiceLine>,
}

/// What a tax invoice says at one tax rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceLine {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Its place, from 1.
    pub sequence: u32,
    /// The tax rate in percent.
    pub tax_percent: Percent,
    /// Without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// With tax.
    pub gross: Amount,
}

/// How much of an invoice lies at one tax rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateArgs {
    /// The tax rate in percent, 0 to 100: one at which there is something to invoice.
    pub tax_percent: Percent,
    /// How much, tax included; above zero, in the order's currency.
    pub gross: Amount,
}
