//! Tax invoices as rows.

use super::model::{Invoice, InvoiceLine};
use super::rules::Whole;
use crate::base::error::Result;
use crate::base::id::{Id, InvoiceId, OrderId, PlanId};
use crate::base::messages::TAKEN;
use crate::base::{Amount, CodeText, Currency, Percent};
use crate::credit_note;
use crate::engine::{Ahead, Context};
use crate::order::{self, Order};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::cell::{figure, number};
use crate::storage::select::Select;
use crate::storage::{Record, Value, statement, stored};
use std::collections::BTreeMap;

stored!(Invoice, "crm_invoice", record: "invoice", InvoiceId, Permission::InvoiceRead,
    |invoice| Access { owner: invoice.owner, department: invoice.department }, children: [lines]);
stored!(InvoiceLine, "crm_invoice_line");

const LINES: &str = "WHERE invoice = ?1 ORDER BY sequence";
const ORDER_OF: &str = "SELECT \"order\" FROM crm_invoice WHERE id = ?1";
/// The invoices of an order, whatever became of them.
const OF_ORDER: &str = "WHERE \"order\" = ?1 ORDER BY id";
/// The lines of all invoices of an order that count but one, red letters among them.
const TAKEN_OF_ORDER: &str = "WHERE invoice IN (SELECT id FROM crm_invoice \
    WHERE \"order\" = ?1 AND id <> ?2 \
    AND status IN ('applied', 'issued', 'partly_red_lettered', 'red_lettered'))";
/// The same sum for a plan.
const TAKEN_OF_PLAN: &str = "SELECT CAST(coalesce(sum(gross), 0) AS bigint) FROM crm_invoice \
    WHERE plan = ?1 AND id <> ?2 \
    AND status IN ('applied', 'issued', 'partly_red_lettered', 'red_lettered')";
/// What counts of an order's invoices.
const INVOICED: &str = "SELECT CAST(coalesce(sum(gross), 0) AS bigint) FROM crm_invoice \
    WHERE \"order\" = ?1 \
    AND status IN ('applied', 'issued', 'partly_red_lettered', 'red_lettered')";
/// The lines of an invoice's red letters.
const TAKEN_BACK: &str = "WHERE invoice IN (SELECT id FROM crm_invoice WHERE reverses = ?1)";
const OFFICIAL: &str = "SELECT id FROM crm_invoice \
    WHERE official_number = ?1 AND coalesce(official_code, '') = ?2";

/// No invoice has it.
const NO_INVOICE: i64 = 0;

/// Says that an invoice with its lines will be shown.
pub(crate) fn ahead(ahead: &mut Ahead, id: InvoiceId) {
    ahead.read::<Invoice>(id);
    ahead.rows::<InvoiceLine>(LINES, vec![id.raw().into()]);
}

/// Says that an invoice will be changed.
pub(crate) fn ahead_for_update(ahead: &mut Ahead, id: InvoiceId) {
    ahead.query(ORDER_OF, vec![id.raw().into()]);
    ahead.change_by::<Order>(ORDER_OF, vec![id.raw().into()]);
    ahead.change::<Invoice>(id);
    ahead.rows::<InvoiceLine>(LINES, vec![id.raw().into()]);
}

/// Reads the lines of an invoice into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut invoice: Invoice) -> Result<Invoice> {
    let id = [Value::Int(invoice.id.raw())];
    invoice.lines = cx.rows(LINES, &id, invoice.currency.digits())?;
    Ok(invoice)
}

/// Loads an invoice with its lines, to be changed. Its order is held first: the row that guards
/// what all its invoices come to.
///
/// # Errors
/// `not_found`, `denied`, `conflict`.
pub(crate) fn load_for_update(
    cx: &mut Context<'_>,
    id: InvoiceId,
    version: Option<i64>,
) -> Result<(Option<Order>, Invoice)> {
    let order = statement::number(cx.db(), ORDER_OF, &[id.raw().into()])?;
    let order = order.map(|order| cx.find_for_update(OrderId::from_raw(order)));
    let order = order.transpose()?.flatten();
    let invoice = cx.load_for_update(id, version)?;
    Ok((order, with_lines(cx, invoice)?))
}

/// Inserts an invoice with its lines.
pub(crate) fn insert(cx: &mut Context<'_>, invoice: &Invoice, verb: &str) -> Result<()> {
    cx.insert(invoice, verb)?;
    cx.insert_rows(&invoice.lines)
}

/// Writes an invoice's lines anew.
pub(crate) fn replace_lines(cx: &mut Context<'_>, invoice: &Invoice) -> Result<()> {
    let id = [Value::Int(invoice.id.raw())];
    cx.execute("DELETE FROM crm_invoice_line WHERE invoice = ?1", &id)?;
    cx.insert_rows(&invoice.lines)
}

/// The invoices of an order, to be changed.
pub(crate) fn of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<Invoice>> {
    cx.rows_for_update(OF_ORDER, &[Value::Int(order.raw())])
}

/// Says that what is left of an order will be asked for.
pub(crate) fn ahead_of_order(ahead: &mut Ahead, order: OrderId) {
    order::store::ahead_for_update(ahead, order);
    let values = vec![order.raw().into(), NO_INVOICE.into()];
    ahead.rows::<InvoiceLine>(TAKEN_OF_ORDER, values);
    credit_note::store::ahead_of_credited(ahead, order);
}

/// An order by tax rate, with what its invoices take but for one and what its credit notes do.
pub(crate) fn whole_order(
    cx: &mut Context<'_>,
    order: &Order,
    but: Option<InvoiceId>,
) -> Result<Whole> {
    let lines = order.lines.iter();
    let lines = lines.map(|line| (line.tax_percent, line.gross, line.tax));
    let mut whole = Whole::of(lines, order.currency, order.tie)?;
    let values = [
        order.id.raw().into(),
        but.map_or(NO_INVOICE, Id::raw).into(),
    ];
    let taken: Vec<InvoiceLine> = cx.rows(TAKEN_OF_ORDER, &values, order.currency.digits())?;
    for line in taken {
        whole.take(line.tax_percent, line.gross, line.tax)?;
    }
    Ok(whole.less(credit_note::store::credited(cx, order)?))
}

/// An invoice by tax rate, with what its red letters took back.
pub(crate) fn whole_invoice(
    cx: &mut Context<'_>,
    order: &Order,
    invoice: &Invoice,
) -> Result<Whole> {
    let lines = invoice.lines.iter();
    let lines = lines.map(|line| (line.tax_percent, line.gross, line.tax));
    let mut whole = Whole::of(lines, invoice.currency, order.tie)?;
    let id = [invoice.id.raw().into()];
    let taken: Vec<InvoiceLine> = cx.rows(TAKEN_BACK, &id, invoice.currency.digits())?;
    for line in taken {
        whole.take(line.tax_percent, line.gross.negated(), line.tax.negated())?;
    }
    Ok(whole)
}

/// What the invoices of a plan come to but for one.
pub(crate) fn taken_of_plan(
    cx: &mut Context<'_>,
    (plan, currency): (PlanId, Currency),
    but: Option<InvoiceId>,
) -> Result<Amount> {
    let values = [plan.raw().into(), but.map_or(NO_INVOICE, Id::raw).into()];
    amount(cx, TAKEN_OF_PLAN, &values, currency)
}

/// What an order's invoices come to: applied for or issued, less what was taken back.
pub(crate) fn invoiced(cx: &mut Context<'_>, order: &Order) -> Result<Amount> {
    amount(cx, INVOICED, &[order.id.raw().into()], order.currency)
}

/// What an order's invoices take at each tax rate: applied for or issued, less what was taken back.
pub(crate) fn invoiced_at_rates(
    cx: &mut Context<'_>,
    order: &Order,
) -> Result<Vec<(Percent, Amount)>> {
    let values = [order.id.raw().into(), NO_INVOICE.into()];
    let taken: Vec<InvoiceLine> = cx.rows(TAKEN_OF_ORDER, &values, order.currency.digits())?;
    let mut rates: BTreeMap<Percent, Amount> = BTreeMap::new();
    for line in taken {
        let rate = rates.entry(line.tax_percent).or_default();
        *rate = rate.plus(line.gross)?.of(order.currency)?;
    }
    Ok(rates.into_iter().collect())
}

/// What is issued of an order and stands: each plan that is named, or none, with its amount less
/// red letters.
pub(crate) fn issued(
    cx: &mut Context<'_>,
    order: OrderId,
) -> Result<Vec<(Option<PlanId>, Amount)>> {
    let sql = "SELECT plan, CAST(sum(gross) AS bigint) FROM crm_invoice WHERE \"order\" = ?1 \
               AND status IN ('issued', 'partly_red_lettered', 'red_lettered') \
               GROUP BY plan";
    let mut found = Vec::new();
    cx.db().query(sql, &[order.raw().into()], &mut |row| {
        let plan = number(row, 0)?.map(PlanId::from_raw);
        found.push((plan, Amount::from_ten_thousandths(figure(row, 1)?, 0)));
        Ok(())
    })?;
    Ok(found)
}

/// Says that what an order's invoices come to will be asked for.
pub(crate) fn ahead_of_invoiced(ahead: &mut Ahead, order: OrderId) {
    ahead.query(INVOICED, vec![order.raw().into()]);
}

/// What is planned, collected, applied for, invoiced and credited of an order, and what credit notes of
/// other orders pay of it, in ten-thousandths.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    pub(crate) planned: i64,
    pub(crate) collected: i64,
    pub(crate) applied: i64,
    pub(crate) invoiced: i64,
    pub(crate) credited: i64,
    pub(crate) moved_in: i64,
}

/// What is planned and collected of orders; fees and interest of letters are no part of them.
const COLLECTED_OF: &str = "SELECT \"order\", \
    CAST(coalesce(sum(CASE WHEN cancelled = 0 AND kind = 'sale' THEN amount ELSE 0 END), 0) \
    AS bigint), CAST(coalesce(sum(CASE WHEN kind = 'sale' THEN collected ELSE 0 END), 0) \
    AS bigint) FROM crm_plan";
/// What is applied for and invoiced of them.
const INVOICED_OF: &str = "SELECT \"order\", \
    CAST(coalesce(sum(CASE WHEN status = 'applied' THEN gross ELSE 0 END), 0) AS bigint), \
    CAST(coalesce(sum(CASE WHEN status IN ('issued', 'partly_red_lettered', 'red_lettered') \
    THEN gross ELSE 0 END), 0) AS bigint) FROM crm_invoice";
/// What credit notes of other orders pay of them.
const MOVED_IN: &str = "SELECT \"order\", CAST(coalesce(sum(amount), 0) AS bigint) FROM (SELECT p.\"order\", a.amount FROM crm_plan p \
    JOIN crm_allocation a ON a.plan = p.id JOIN crm_credit_note n ON n.id = a.credit_note \
    WHERE n.\"order\" <> p.\"order\" AND p.kind = 'sale') moved";
/// What credit notes that stand take off them.
const CREDITED_OF: &str = "SELECT \"order\", \
    CAST(coalesce(sum(CASE WHEN status = 'issued' THEN amount ELSE 0 END), 0) AS bigint) \
    FROM crm_credit_note";

/// The figures of orders, by their ids.
pub(crate) fn figures(cx: &mut Context<'_>, orders: &[Order]) -> Result<BTreeMap<i64, Figures>> {
    let mut figures: BTreeMap<i64, Figures> = BTreeMap::new();
    if orders.is_empty() {
        return Ok(figures);
    }
    let ids: Vec<i64> = orders.iter().map(|order| order.id.raw()).collect();
    each_order(cx, COLLECTED_OF, &ids, |order, [planned, collected]| {
        let entry = figures.entry(order).or_default();
        (entry.planned, entry.collected) = (planned, collected);
    })?;
    each_order(cx, INVOICED_OF, &ids, |order, [applied, invoiced]| {
        let entry = figures.entry(order).or_default();
        (entry.applied, entry.invoiced) = (applied, invoiced);
    })?;
    each_order(cx, CREDITED_OF, &ids, |order, [credited]| {
        figures.entry(order).or_default().credited = credited;
    })?;
    each_order(cx, MOVED_IN, &ids, |order, [moved_in]| {
        figures.entry(order).or_default().moved_in = moved_in;
    })?;
    Ok(figures)
}

/// Asks for sums of each order.
fn each_order<const SUMS: usize>(
    cx: &mut Context<'_>,
    sql: &str,
    ids: &[i64],
    mut each: impl FnMut(i64, [i64; SUMS]),
) -> Result<()> {
    let mut select = Select::new();
    select.any_of("\"order\"", ids.to_vec());
    let (sql, values) = select.between(sql, " GROUP BY \"order\"");
    cx.db().query(&sql, &values, &mut |row| {
        let mut sums = [0; SUMS];
        for (column, sum) in (1..).zip(&mut sums) {
            *sum = figure(row, column)?;
        }
        each(figure(row, 0)?, sums);
        Ok(())
    })
}

fn amount(cx: &mut Context<'_>, sql: &str, values: &[Value], currency: Currency) -> Result<Amount> {
    let sum = statement::number(cx.db(), sql, values)?.unwrap_or(0);
    Ok(Amount::from_ten_thousandths(sum, currency.digits()))
}

/// Says that what red letters took back of an invoice will be asked for.
pub(crate) fn ahead_of_taken_back(ahead: &mut Ahead, invoice: InvoiceId) {
    ahead.rows::<InvoiceLine>(TAKEN_BACK, vec![invoice.raw().into()]);
}

/// Says that it will be asked whether an official number is free.
pub(crate) fn ahead_of_official(ahead: &mut Ahead, number: &CodeText, code: Option<&CodeText>) {
    ahead.query(OFFICIAL, official(number, code).to_vec());
}

fn official(number: &CodeText, code: Option<&CodeText>) -> [Value; 2] {
    let code = code.map_or("", CodeText::as_str);
    [number.as_str().into(), code.into()]
}

/// Refuses an official number that another invoice has, under the same code or without one.
///
/// # Errors
/// `taken` at `official_number`.
pub(crate) fn free_official(
    cx: &mut Context<'_>,
    number: &CodeText,
    code: Option<&CodeText>,
) -> Result<()> {
    match statement::number(cx.db(), OFFICIAL, &official(number, code))? {
        None => Ok(()),
        Some(_) => Err(TAKEN
            .at("official_number")
            .with("record", Invoice::KIND)
            .with("value", number)),
    }
}
