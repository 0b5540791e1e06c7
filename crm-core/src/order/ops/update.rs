//! Changing an order that is not decided yet.

use super::changed_line::{self, ChangedLine, LINE_TWICE, LINE_UNKNOWN};
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{
    ContactId, ContractId, DepartmentId, OpportunityId, OrderId, OrderLineId, TermsId, UserId,
};
use crate::base::{Amount, CodeText, Date, Extra, Line, Note, Patch, Percent};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::model::Order;
use crate::order::rules::{self, NOT_EDITABLE, OTHER_CUSTOMER};
use crate::order::store;
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::pricing::line::SaleLine;
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::quote;
use crate::quote::rules::conversion::BEYOND_QUANTITY;
use crate::storage::Record;
use crate::terms::TERMS_ARCHIVED;
use serde::{Deserialize, Serialize};

/// Changes a draft or a rejected order. An absent field is kept, `null` clears it. Lines are
/// given as a whole: those that name a line of the order keep it, the others are new, and what is
/// not given is gone; what a gone line had ordered from a quote can be ordered from it again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// A code of the list `order_type`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub order_type: Patch<CodeText>,
    /// Whom to talk to.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub contact: Patch<ContactId>,
    /// The salesperson.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub owner: Patch<UserId>,
    /// The department it belongs to; a new owner's when only that is given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// The document's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_percent: Patch<Percent>,
    /// The document's discount in money; not together with `discount_percent`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_amount: Patch<Amount>,
    /// A code of the list `payment_method`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub payment_method: Patch<CodeText>,
    /// A code of the list `delivery_method`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub delivery_method: Patch<CodeText>,
    /// The day it was signed, not in the future.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub signed_on: Patch<Date>,
    /// The term template its collection plans are made from.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub terms: Patch<TermsId>,
    /// Terms and clauses in words, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub clauses: Patch<Note>,
    /// A code of the list `source`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub source: Patch<CodeText>,
    /// The opportunity it comes from.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub opportunity: Patch<OpportunityId>,
    /// The host's own project.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub project: Patch<Line>,
    /// The contract it belongs to.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub contract: Patch<ContractId>,
    /// The host's own data, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
    /// All lines, 1 to 1,000; the order's stay as they are when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<ChangedLine>>,
}

arguments!(Update { order: OrderId } else
    version, order_type, contact, owner, department, discount_percent, discount_amount,
    payment_method, delivery_method, signed_on, terms, clauses, source, opportunity, project,
    contract, extra, lines
);

impl Operation for Update {
    const NAME: &'static str = "order.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_EDITABLE,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        IN_FUTURE,
        TERMS_ARCHIVED,
        CONTACT_ARCHIVED,
        NOT_LINKED,
        OTHER_CUSTOMER,
        LINE_UNKNOWN,
        LINE_TWICE,
        PRODUCT_ARCHIVED,
        NO_PRICE,
        TAX_BASIS,
        DISCOUNT_TOO_LARGE,
        BEYOND_QUANTITY,
    ];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        let mut after = before.clone();
        self.apply(&mut after);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        // Who hands it over must be allowed to write it at its new place as well.
        cx.demand(Self::NEEDS, after.access())?;
        rules::editable(&before)?;
        super::create::check_references(cx, Some(&before), &after, None)?;
        reprice(cx, &before, &mut after, self.lines.as_deref())?;
        if after.lines != before.lines {
            quote::steps::reorder(cx, &before, &after)?;
            store::replace_lines(cx, &after)?;
        }
        cx.update(&before, &mut after, "updated")?;
        Ok(after)
    }
}

/// Prices an order anew with the lines that are wanted, or with its own and what the document's
/// discount gives them.
///
/// # Errors
/// `order.line_unknown`, `order.line_twice`, `field.choice`, those of the lines' products, and as
/// [`rules::price`].
pub(crate) fn reprice(
    cx: &mut Context<'_>,
    before: &Order,
    after: &mut Order,
    lines: Option<&[ChangedLine]>,
) -> Result<()> {
    let (lines, ids) = match lines {
        Some(changed) => changed_lines(cx, before, after, changed)?,
        None => before.lines.iter().map(|l| (sale_line(l), l.id)).unzip(),
    };
    rules::price(after, lines, ids)
}

/// The lines as they are wanted, with their ids: a kept line's own, or a new one.
fn changed_lines(
    cx: &mut Context<'_>,
    before: &Order,
    after: &Order,
    changed: &[ChangedLine],
) -> Result<(Vec<SaleLine>, Vec<OrderLineId>)> {
    let kept = changed_line::kept(before, changed)?;
    let customer = cx.refer(after.customer)?;
    let wanted = changed_line::wanted(changed, &kept);
    let mut lines = super::create::resolve(cx, after, &customer, &wanted)?;
    changed_line::restore(&mut lines, &kept);
    let ids = kept.iter().map(|kept| match kept {
        Some(line) => Ok(line.id),
        None => cx.new_or_no_id(),
    });
    let ids = ids.collect::<Result<Vec<_>>>()?;
    Ok((lines, ids))
}

fn sale_line(line: &crate::order::OrderLine) -> SaleLine {
    SaleLine {
        product: line.product,
        description: line.description.clone(),
        unit: line.unit.clone(),
        quote_line: line.quote_line,
        input: line.input(),
    }
}

impl Update {
    fn apply(&self, order: &mut Order) {
        self.order_type.clone().apply(&mut order.order_type);
        self.contact.apply(&mut order.contact);
        self.owner.apply(&mut order.owner);
        self.department.apply(&mut order.department);
        self.discount_percent.apply(&mut order.discount_percent);
        self.discount_amount.apply(&mut order.discount_amount);
        self.payment_method.clone().apply(&mut order.payment_method);
        self.delivery_method
            .clone()
            .apply(&mut order.delivery_method);
        self.signed_on.apply(&mut order.signed_on);
        self.terms.apply(&mut order.terms);
        self.clauses.clone().apply(&mut order.clauses);
        self.source.clone().apply(&mut order.source);
        self.opportunity.apply(&mut order.opportunity);
        self.project.clone().apply(&mut order.project);
        self.contract.apply(&mut order.contract);
        self.extra.clone().apply(&mut order.extra);
    }
}
