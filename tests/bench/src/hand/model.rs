//! The records of the flow: the same fields the library keeps and answers.

use super::codec::{Text, text};
use super::engine::{Bound, Columns, Read, Sql};
use super::table::{Table, insert, table};
use super::values::{
    Day, DetailKind, Flag, Moment, Money, Number, OrderStand, PlanKind, QuoteStand, ReceiptStand,
    Stand, TaxRounding, Tie,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

table!(Opportunity, "crm_opportunity", {
    id: i64, version: i64, name: String, status: Stand, customer: i64, contact: Option<i64>,
    pipeline: i64, stage: i64, owner: Option<i64>, department: Option<i64>, currency: String,
    amount: Option<Money>, manual_probability: Option<Number>, expected_close: Option<Day>,
    closed_on: Option<Day>, lost_reason: Option<String>, lost_note: Option<String>,
    source: Option<String>, note: Option<String>, external_ref: Option<String>,
    extra: Option<String>, created_at: Moment,
});

table!(Visit, "crm_opportunity_stage", {
    opportunity: i64, sequence: i64, stage: i64, status: Stand, lost_reason: Option<String>,
    reason: Option<String>, entered_at: Moment, entered_by: Option<i64>, left_at: Option<Moment>,
});

table!(Quote, "crm_quote", {
    id: i64, version: i64, number: String, revision: i64, revises: Option<i64>,
    status: QuoteStand, customer: i64, contact: Option<i64>, owner: Option<i64>,
    department: Option<i64>, opportunity: Option<i64>, currency: String,
    prices_include_tax: Flag, tax_rounding: TaxRounding, tie: Tie,
    discount_percent: Option<Number>, discount_amount: Option<Money>, discount: Money,
    net: Money, tax: Money, gross: Money, terms: Option<i64>, payment_method: Option<String>,
    delivery_method: Option<String>, clauses: Option<String>, note: Option<String>,
    quoted_on: Day, valid_until: Option<Day>, sent_on: Option<Day>, decided_on: Option<Day>,
    reason: Option<String>, external_ref: Option<String>, extra: Option<String>,
    created_at: Moment,
}, lines: QuoteLine);

table!(QuoteLine, "crm_quote_line", {
    id: i64, quote: i64, sequence: i64, product: Option<i64>, description: String,
    unit: Option<String>, quantity: Number, unit_price: Number, discount_percent: Option<Number>,
    discount_amount: Option<Money>, tax_percent: Number, ordered: Number, net: Money,
    tax: Money, gross: Money,
});

table!(Order, "crm_order", {
    id: i64, version: i64, number: String, status: OrderStand, order_type: Option<String>,
    customer: i64, contact: Option<i64>, owner: Option<i64>, department: Option<i64>,
    currency: String, prices_include_tax: Flag, tax_rounding: TaxRounding, tie: Tie,
    discount_percent: Option<Number>, discount_amount: Option<Money>, discount: Money,
    net: Money, tax: Money, gross: Money, payment_method: Option<String>,
    delivery_method: Option<String>, signed_on: Option<Day>, terms: Option<i64>,
    terms_edition: Option<i64>, clauses: Option<String>, source: Option<String>, opportunity: Option<i64>,
    project: Option<String>, quote: Option<i64>, contract: Option<i64>, revision: i64,
    amendments: i64, submitted_by: Option<i64>, approved_by: Option<i64>, approved_on: Option<Day>,
    reason: Option<String>, credit_override: Option<String>, external_ref: Option<String>,
    extra: Option<String>, created_at: Moment,
}, lines: OrderLine);

table!(OrderLine, "crm_order_line", {
    id: i64, order: i64, sequence: i64, product: Option<i64>, description: String,
    unit: Option<String>, quantity: Number, unit_price: Number, discount_percent: Option<Number>,
    discount_amount: Option<Money>, tax_percent: Number, quote_line: Option<i64>, net: Money,
    tax: Money, gross: Money,
});

table!(Plan, "crm_plan", {
    id: i64, version: i64, order: i64, customer: i64, owner: Option<i64>,
    department: Option<i64>, currency: String, revision: i64, sequence: i64, kind: PlanKind,
    amount: Money, tax: Money, collected: Money, discounted: Money, written_off: Money,
    credited: Money, effective_on: Day, started_on: Option<Day>, due_on: Day,
    first_due_on: Option<Day>, slips: i64, remind_on: Day, expected_on: Option<Day>,
    method: Option<String>, path: Option<String>, retention: Flag, basis: Basis,
    early: Option<String>, waived: Flag, split_from: Option<i64>, cancelled: Flag,
    created_at: Moment,
});

table!(Receipt, "crm_receipt", {
    id: i64, version: i64, number: String, status: ReceiptStand, customer: i64,
    order: Option<i64>, owner: Option<i64>, department: Option<i64>, currency: String,
    amount: Money, unallocated: Money, refunded: Money, received_on: Day,
    method: Option<String>, payer: Option<String>, note: Option<String>,
    intended: Option<String>, recorded_by: Option<i64>, submitted_by: Option<i64>,
    confirmed_by: Option<i64>, confirmed_on: Option<Day>, confirmed_at: Option<Moment>,
    reversed_on: Option<Day>, reversed_at: Option<Moment>, reason: Option<String>,
    external_ref: Option<String>, extra: Option<String>, created_at: Moment,
}, allocations: Allocation);

table!(Allocation, "crm_allocation", {
    id: i64, kind: DetailKind, receipt: i64, credit_note: Option<i64>, plan: i64, order: i64,
    currency: String, amount: Money, effective_on: Day, reverses: Option<i64>,
    reason: Option<String>, note: Option<String>, recorded_by: Option<i64>, created_at: Moment,
    receipt_currency: Option<String>, receipt_amount: Option<Money>,
});

/// What of its terms a plan keeps.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Basis {
    pub(super) line: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) due: String,
    pub(super) remind_days: i64,
}

impl Text for Basis {
    fn text(&self) -> Cow<'_, str> {
        serde_json::to_string(self).unwrap_or_default().into()
    }

    fn of(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
text!(Basis);
