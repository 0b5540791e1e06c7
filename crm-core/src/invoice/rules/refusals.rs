//! What is answered when something cannot be done with a tax invoice.

use crate::base::error::Refusal;

/// Only an application changes, is withdrawn, rejected or issued.
pub const NOT_APPLIED: Refusal = Refusal::rule(
    "invoice.not_applied",
    "the invoice is {status}, no open application",
    "发票状态为“{status}”,不是待处理的开票申请",
);
/// Only what is issued is declared void or taken back.
pub const NOT_ISSUED: Refusal = Refusal::rule(
    "invoice.not_issued",
    "an invoice that is {status} cannot be declared void or taken back by a red letter",
    "状态为“{status}”的发票不能作废或红冲",
);
/// A red letter stands; what it took back is billed anew.
pub const IS_RED: Refusal = Refusal::rule(
    "invoice.is_red",
    "a red-letter invoice stands: apply for a new invoice instead",
    "红字发票不能作废或再红冲,请重新申请开票",
);
/// Electronic invoices cannot be called back from who has them.
pub const ELECTRONIC: Refusal = Refusal::rule(
    "invoice.electronic",
    "an electronic invoice cannot be declared void: write a red letter",
    "电子发票不能作废,请开具红字发票",
);
/// The month of issue has passed.
pub const OTHER_MONTH: Refusal = Refusal::rule(
    "invoice.other_month",
    "{day} lies in another month than {issued_on}, the day the invoice was issued: write a red letter",
    "{day} 与开票日期 {issued_on} 不在同一月份,请开具红字发票",
);
/// Nothing is taken back before it was issued.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "invoice.day_before",
    "{day} lies before {issued_on}, the day the invoice was issued",
    "{day} 早于开票日期 {issued_on}",
);
/// The plan is another order's, or stands no more.
pub const PLAN_UNKNOWN: Refusal = Refusal::rule(
    "invoice.plan_unknown",
    "the order has no collection plan {plan} that stands",
    "订单没有编号为 {plan} 的有效回款计划",
);
/// Nothing is sold at this tax rate.
pub const RATE_UNKNOWN: Refusal = Refusal::rule(
    "invoice.rate_unknown",
    "there is nothing to invoice at {tax_percent} % tax",
    "没有税率为 {tax_percent}% 的可开票金额",
);
/// One tax rate is named twice.
pub const RATE_TWICE: Refusal = Refusal::rule(
    "invoice.rate_twice",
    "{tax_percent} % is named twice",
    "税率 {tax_percent}% 重复出现",
);
/// Everything is invoiced.
pub const NOTHING_LEFT: Refusal = Refusal::rule(
    "invoice.nothing_left",
    "nothing is left to invoice",
    "没有可开票的剩余金额",
);
/// More than is left at one tax rate.
pub const BEYOND_RATE: Refusal = Refusal::rule(
    "invoice.beyond_rate",
    "{gross} is more than the {left} left at {tax_percent} % tax",
    "{gross} 超过税率 {tax_percent}% 的剩余可开票金额 {left}",
);
/// More than the order has left.
pub const BEYOND_ORDER: Refusal = Refusal::rule(
    "invoice.beyond_order",
    "{gross} is more than the {left} of the order, less its credit notes, that is not invoiced",
    "{gross} 超过订单(扣除贷项通知后)的未开票金额 {left}",
);
/// More than the plan has left.
pub const BEYOND_PLAN: Refusal = Refusal::rule(
    "invoice.beyond_plan",
    "{gross} is more than the {left} of the collection plan that is not invoiced",
    "{gross} 超过回款计划未开票金额 {left}",
);
/// More than red letters have left of an invoice.
pub const BEYOND_INVOICE: Refusal = Refusal::rule(
    "invoice.beyond_invoice",
    "{gross} is more than the {left} left of the invoice",
    "{gross} 超过发票剩余金额 {left}",
);
/// What is invoiced is not sold any less.
pub const ORDER_INVOICED: Refusal = Refusal::rule(
    "order.invoiced",
    "{invoiced} of the order is invoiced or applied for",
    "该订单已开票或已申请开票 {invoiced}",
);
