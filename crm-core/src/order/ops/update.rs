//! Changing an order that is not decided yet.

use crate::base::error::{Refusal, Result};
use crate::base::id::{
    ContactId, ContractId, DepartmentId, OpportunityId, OrderId, TermsId, UserId,
};
use crate::base::{Amount, CodeText, Date, Extra, Line, Note, Patch, Percent};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::collection::TERMS_ARCHIVED;
use crate::contact::rules::NOT_LINKED;
use crate::engine::{Context, Kind, Operation};
use crate::order::model::Order;
use crate::order::rules::{self, NOT_EDITABLE, OTHER_CUSTOMER};
use crate::order::store;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::pricing::line::{LineArgs, SaleLine};
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::quote;
use serde::{Deserialize, Serialize};

/// Changes a draft or a rejected order. An absent field is kept, `null` clears it. Lines are
/// replaced as a whole; what the old ones had ordered from a quote can then be ordered from it again.
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
    /// The department it belongs to.
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
    /// The day it was signed.
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
    /// All lines anew, 1 to 1,000; the old ones are kept when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<LineArgs>>,
}

impl Operation for Update {
    const NAME: &'static str = "order.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_EDITABLE,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_RETIRED,
        TERMS_ARCHIVED,
        NOT_LINKED,
        OTHER_CUSTOMER,
        PRODUCT_ARCHIVED,
        NO_PRICE,
        TAX_BASIS,
        DISCOUNT_TOO_LARGE,
    ];
    type Output = Order;

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        rules::editable(&before)?;
        let mut after = before.clone();
        self.apply(&mut after);
        cx.demand(Self::NEEDS, crate::storage::Record::access(&after))?;
        super::create::check_references(cx, Some(&before), &after)?;
        let lines = match &self.lines {
            Some(lines) => {
                let customer = cx.refer(after.customer)?;
                super::create::resolve(cx, &after, &customer, lines)?
            }
            None => before.lines.iter().map(sale_line).collect(),
        };
        let ids = lines
            .iter()
            .map(|_| cx.new_id())
            .collect::<Result<Vec<_>>>()?;
        rules::price(&mut after, lines, ids)?;
        if self.lines.is_none() {
            // The same lines keep their ids; only what the document's discount gives them moved.
            for (line, old) in after.lines.iter_mut().zip(&before.lines) {
                line.id = old.id;
            }
        }
        cx.update(&before, &mut after, "updated")?;
        if after.lines != before.lines {
            if self.lines.is_some() {
                quote::steps::release(cx, &before)?;
            }
            store::replace_lines(cx, &after)?;
        }
        Ok(after)
    }
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
