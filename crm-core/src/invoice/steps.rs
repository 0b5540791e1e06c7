//! What happens beside a tax invoice, in the same transaction.

use super::model::Invoice;
use super::rules::ORDER_INVOICED;
use super::store;
use crate::base::Date;
use crate::base::error::Result;
use crate::base::id::OrderId;
use crate::collection::start::{Direction, Invoiced, Starting};
use crate::credit_note;
use crate::engine::{Ahead, Context};
use crate::order::{self, Order};
use crate::terms::Start;

/// How an invoice came to count, or ceased to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It was issued.
    Issued,
    /// It was declared void.
    Voided,
    /// A red letter took it back, wholly or in part.
    RedLettered,
}

impl Turn {
    /// How the change is called.
    const fn verb(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Voided => "voided",
            Self::RedLettered => "red_lettered",
        }
    }
}

/// Saves an invoice that is issued, declared void or taken back: every one goes through here, so
/// what follows from an invoice, such as a collection plan that starts with it, follows here.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub(crate) fn turn(
    cx: &mut Context<'_>,
    before: &Invoice,
    after: &mut Invoice,
    turn: Turn,
) -> Result<()> {
    cx.update(before, after, turn.verb())?;
    let (direction, on) = match turn {
        Turn::Issued => (Direction::Forward, after.issued_on.unwrap_or(cx.today())),
        Turn::Voided | Turn::RedLettered => (Direction::Back, cx.today()),
    };
    follow(cx, before.order, direction, on).map(|_| ())
}

/// Lets the plans of an order that start with its invoices follow them, and what credit notes leave
/// to be invoiced; answers whether any did.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub(crate) fn follow(
    cx: &mut Context<'_>,
    order: OrderId,
    direction: Direction,
    on: Date,
) -> Result<bool> {
    let order = order::store::for_step(cx, order)?;
    let mut starting = Starting::of(cx, &order, on)?;
    if !starting.knows(Start::Invoice) {
        return Ok(false);
    }
    let invoiced = Invoiced {
        issued: store::issued(cx, order.id)?,
        credited: credit_note::store::credited(cx, &order)?,
        settled: credit_note::store::settled(cx, order.id)?,
    };
    starting.invoiced(cx, &invoiced, direction)?;
    Ok(!starting.changed(cx.today())?.is_empty())
}

/// Says that it will be asked whether an order is invoiced.
pub(crate) fn ahead(ahead: &mut Ahead, order: OrderId) {
    store::ahead_of_invoiced(ahead, order);
}

/// Refuses while invoices of an order count: what is invoiced is not sold any less.
///
/// # Errors
/// `order.invoiced` at `order`.
pub(crate) fn nothing_invoiced(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let invoiced = store::invoiced(cx, order)?;
    if invoiced.is_zero() {
        return Ok(());
    }
    Err(ORDER_INVOICED.at("order").with("invoiced", invoiced))
}

/// Gives the invoices of an order to its salesperson and department.
pub(crate) fn assign(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    for invoice in store::of_order(cx, order.id)? {
        let mut after = invoice.clone();
        after.owner = order.owner;
        after.department = order.department;
        cx.update(&invoice, &mut after, "assigned")?;
    }
    Ok(())
}
