//! The records of the flow: the same fields the library keeps and answers.

use super::engine::{Bound, Columns, Read, Sql};
use super::table::{Table, insert, table};
use super::values::{
    Day, Flag, Moment, Money, Number, OrderStand, QuoteStand, ReceiptStand, Stand, TaxRounding, Tie,
};
use serde::Serialize;

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
    clauses: Option<String>, source: Option<String>, opportunity: Option<i64>,
    project: Option<String>, quote: Option<i64>, contract: Option<i64>, revision: i64,
    submitted_by: Option<i64>, approved_by: Option<i64>, approved_on: Option<Day>,
    reason: Option<String>, external_ref: Option<String>, extra: Option<String>,
    created_at: Moment,
}, lines: OrderLine);

table!(OrderLine, "crm_order_line", {
    id: i64, order: i64, sequence: i64, product: Option<i64>, description: String,
    unit: Option<String>, quantity: Number, unit_price: Number, discount_percent: Option<Number>,
    discount_amount: Option<Money>, tax_percent: Number, quote_line: Option<i64>, net: Money,
    tax: Money, gross: Money,
});

table!(Plan, "crm_plan", {
    id: i64, version: i64, order: i64, customer: i64, owner: Option<i64>,
    department: Option<i64>, currency: String, revision: i64, sequence: i64, amount: Money,
    collected: Money, due_on: Day, remind_on: Day, method: Option<String>, path: Option<String>,
    cancelled: Flag, created_at: Moment,
});

table!(Receipt, "crm_receipt", {
    id: i64, version: i64, number: String, status: ReceiptStand, customer: i64,
    owner: Option<i64>, department: Option<i64>, currency: String, amount: Money,
    unallocated: Money, received_on: Day, method: Option<String>, payer: Option<String>,
    note: Option<String>, intended: Option<String>, recorded_by: Option<i64>,
    confirmed_by: Option<i64>, confirmed_on: Option<Day>, reversed_on: Option<Day>,
    reason: Option<String>, external_ref: Option<String>, extra: Option<String>,
    created_at: Moment,
}, allocations: Allocation);

table!(Allocation, "crm_allocation", {
    id: i64, receipt: i64, plan: i64, order: i64, currency: String, amount: Money,
    effective_on: Day, reverses: Option<i64>, created_at: Moment,
});
