//! From a quote to its orders.

use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContractId, Id, QuoteId, TermsId};
use crate::base::{CodeText, Date, Line};
use crate::customer::rules::ARCHIVED as CUSTOMER_ARCHIVED;
use crate::customer::{self, Customer};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::rules::OTHER_CUSTOMER;
use crate::order::{Order, ops};
use crate::org::permission::Permission;
use crate::quote::model::{Part, Quote};
use crate::quote::rules::NOT_ACCEPTED;
use crate::quote::rules::conversion::{
    self, BEYOND_QUANTITY, Conversion, LINE_UNKNOWN, NOTHING_LEFT,
};
use crate::quote::store;
use crate::storage::Record;
use crate::terms::TERMS_ARCHIVED;
use serde::{Deserialize, Serialize};

/// Makes a draft order of an accepted quote, in whole or in part; a quote may be ordered from until
/// nothing is left of it. Needs `order.write` as well.
///
/// The order takes the quote's customer, contact, salesperson, department, opportunity, currency,
/// pricing rules, methods, terms and clauses, and of each line the price, tax rate and product.
/// Discounts in percent are carried over as they stand. Discounts in money are shared out by
/// cumulative rounding (M5) over all orders of the quote: after each conversion its orders together
/// carry R(discount × ordered ÷ quantity) of a line's discount and R(discount × W ÷ Σ amount) of
/// the document's, where `amount` is a line's amount after its own discount and
/// W = Σ R(amount × ordered ÷ quantity). Cancelled orders do not count, and an order never carries
/// more than the value it is taken from; so the orders of a whole quote together carry exactly the
/// whole discount, as far as their values hold it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Convert {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What is ordered, 1 to 1,000 parts, which become the order's lines in this order; everything
    /// that is not ordered yet when not given. A line may stand several times.
    #[serde(default)]
    pub lines: Option<Vec<Part>>,
    /// The order's number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The term template of the order's collection plans; the quote's, else the customer's, when
    /// not given.
    #[serde(default)]
    pub terms: Option<TermsId>,
    /// The day the order was signed, not in the future.
    #[serde(default)]
    pub signed_on: Option<Date>,
    /// The contract the order belongs to; of the same customer.
    #[serde(default)]
    pub contract: Option<ContractId>,
    /// The host's own project.
    #[serde(default)]
    pub project: Option<Line>,
    /// The host's own key of the order, unique among orders.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
}

arguments!(Convert { quote: QuoteId } else
    version, lines, number, terms, signed_on, contract, project, external_ref
);

impl Operation for Convert {
    const NAME: &'static str = "quote.convert";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[
        CUSTOMER_ARCHIVED,
        NOT_ACCEPTED,
        NOTHING_LEFT,
        LINE_UNKNOWN,
        BEYOND_QUANTITY,
        IN_FUTURE,
        TERMS_ARCHIVED,
        OTHER_CUSTOMER,
    ];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
        let quote = vec![self.quote.raw().into()];
        let customer = "SELECT customer FROM crm_quote WHERE id = ?1";
        ahead.refer_by::<Customer>(customer, quote);
        ahead.free::<Order>("external_ref", self.external_ref.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let customer: Customer = cx.refer(before.customer)?;
        let mut order = self
            .header(&before)
            .header(cx, &customer, Some(before.id))?;
        cx.demand(Permission::OrderWrite, order.access())?;
        customer::rules::active(&customer)?;
        let given = store::given(cx, &before)?;
        let Conversion {
            mut quote,
            lines,
            discount_amount,
        } = conversion::convert(&before, self.lines.as_deref(), &given)?;
        order.discount_amount = discount_amount;
        ops::check_references(cx, Some(&as_quoted(&before, &order)), &order, None)?;
        store::save_ordered(cx, &before, &mut quote, "converted")?;
        ops::place(cx, order, lines, self.number.as_ref())
    }
}

/// The order as far as the quote decides it. What the customer accepted is not asked again; only
/// what the conversion adds to it is.
fn as_quoted(quote: &Quote, order: &Order) -> Order {
    Order {
        terms: quote.terms,
        contract: None,
        signed_on: None,
        ..order.clone()
    }
}

impl Convert {
    /// The order as a host would create it, but for its lines.
    fn header(&self, quote: &Quote) -> ops::Create {
        ops::Create {
            number: None,
            order_type: None,
            customer: quote.customer,
            contact: quote.contact,
            owner: quote.owner,
            department: quote.department,
            currency: Some(quote.currency),
            prices_include_tax: Some(quote.prices_include_tax),
            tax_rounding: Some(quote.tax_rounding),
            tie: Some(quote.tie),
            discount_percent: quote.discount_percent,
            discount_amount: None,
            payment_method: quote.payment_method.clone(),
            delivery_method: quote.delivery_method.clone(),
            signed_on: self.signed_on,
            terms: self.terms.or(quote.terms),
            clauses: quote.clauses.clone(),
            source: None,
            opportunity: quote.opportunity,
            project: self.project.clone(),
            contract: self.contract,
            external_ref: self.external_ref.clone(),
            extra: None,
            lines: Vec::new(),
        }
    }
}
