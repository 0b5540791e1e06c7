//! Whether an order may take its customer so far (M40), within the operation that would.

use super::model::{CreditOverride, CurrencyExposure};
use super::rules::{self, CREDIT_EXCEEDED, CurrencySum, Standing};
use super::{steps, store};
use crate::approval::{self, Limited, LimitedAction};
use crate::base::error::{Error, Result};
use crate::base::id::{CustomerId, Id, OrderId, UserId};
use crate::base::{Amount, Currency, Line, Warning};
use crate::currency::rules::RATE_MISSING;
use crate::customer::Customer;
use crate::engine::{Ahead, Context};
use crate::order::Order;
use crate::org::permission::Permission;
use crate::org::setting::{CreditCheck, CreditCheckAt};
use crate::storage::{Record as _, statement};

/// What an operation is about to do.
pub(crate) struct Selling<'a> {
    /// The order.
    pub(crate) order: &'a Order,
    /// What it adds to what is at stake, in the order's currency.
    pub(crate) more: Amount,
    /// The step it takes.
    pub(crate) at: CreditCheckAt,
    /// Why the limit is to be overridden, when it is.
    pub(crate) overriding: Option<&'a Line>,
    /// Who may not override it.
    pub(crate) not: &'a [Option<UserId>],
}

/// What came of asking.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The limit was overridden.
    pub(crate) overridden: Option<CreditOverride>,
    /// What the approver should know.
    pub(crate) warnings: Vec<Warning>,
}

/// Says that the customer of an order is held before the order, where the settings ask for its
/// limit.
pub(crate) fn ahead(ahead: &mut Ahead, at: CreditCheckAt, order: OrderId) {
    if ahead
        .settings()
        .is_some_and(|settings| rules::asks(settings, at))
    {
        ahead.query(store::CUSTOMER_OF, vec![order.raw().into()]);
        ahead.change_by::<Customer>(store::CUSTOMER_OF, vec![order.raw().into()]);
    }
}

/// Holds the customer of an order, where the settings ask for its limit: of two orders that each
/// stay within it and together do not, the second one waits here. Comes before the order is held.
pub(crate) fn hold(
    cx: &mut Context<'_>,
    at: CreditCheckAt,
    order: OrderId,
) -> Result<Option<Customer>> {
    if !rules::asks(cx.settings(), at) {
        return Ok(None);
    }
    let values = [order.raw().into()];
    match statement::number(cx.db(), store::CUSTOMER_OF, &values)? {
        Some(customer) => cx.find_for_update(CustomerId::from_raw(customer)),
        None => Ok(None),
    }
}

/// Asks whether an order may take its customer so far. `held` is what [`hold`] answered.
///
/// # Errors
/// `rate.missing` and `credit.limit_exceeded` at `order`; `denied` and `approval.limit_exceeded` at
/// `override_credit` when the limit is to be overridden by who may not.
pub(crate) fn check(
    cx: &mut Context<'_>,
    held: Option<Customer>,
    selling: &Selling<'_>,
) -> Result<Checked> {
    if !rules::asks(cx.settings(), selling.at) || !selling.more.is_positive() {
        return Ok(Checked::default());
    }
    // A draft may have gone to another customer before it was held.
    let customer = match held.filter(|customer| customer.id == selling.order.customer) {
        Some(customer) => Some(customer),
        None => cx.find_for_update(selling.order.customer)?,
    };
    let Some(customer) = customer else {
        return Ok(Checked::default());
    };
    let warns = cx.settings().credit_check == CreditCheck::Warn;
    match exceeded(cx, &customer, selling) {
        Ok(None) => Ok(Checked::default()),
        Ok(Some((error, _))) if warns => Ok(warning(cx, &error)),
        Err(error) if warns && error.kind() == RATE_MISSING.kind => Ok(warning(cx, &error)),
        Ok(Some((error, beyond))) => match selling.overriding {
            None => Err(error),
            Some(reason) => overridden(cx, &customer, selling, (reason, beyond)),
        },
        Err(error) => Err(error),
    }
}

fn warning(cx: &Context<'_>, error: &Error) -> Checked {
    Checked {
        overridden: None,
        warnings: vec![Warning::of(error, cx.language())],
    }
}

/// The refusal, and how far beyond the limit the order goes; nothing when it stays within.
fn exceeded(
    cx: &mut Context<'_>,
    customer: &Customer,
    selling: &Selling<'_>,
) -> Result<Option<(Error, Amount)>> {
    let Some(limit) = customer.credit_limit else {
        return Ok(None);
    };
    let open = store::open_orders(cx, customer.id)?;
    let credits = store::credits(cx, customer.id)?;
    let entries = rules::exposures(&open, &credits)?;
    let submitted = match selling.at {
        CreditCheckAt::Submit => store::submitted(cx, customer.id, selling.order.id)?,
        CreditCheckAt::Approve => Vec::new(),
    };
    let mut before = entries;
    for sum in &submitted {
        before = rules::with(&before, sum.currency, sum.part.amount)?;
    }
    let mut after = rules::with(&before, selling.order.currency, selling.more)?;
    let located = |error: Error| match error.kind() == RATE_MISSING.kind {
        true => error.at("order"),
        false => error,
    };
    let found = (
        steps::standing(cx, customer, &mut before).map_err(located)?,
        steps::standing(cx, customer, &mut after).map_err(located)?,
    );
    let (Some(stood), Some(stands)) = found else {
        return Ok(None);
    };
    let Some(beyond) = rules::beyond(stood, stands) else {
        return Ok(None);
    };
    let secured = (
        steps::currency_of(cx, customer),
        steps::secured_of(cx, customer)?,
    );
    let error = refusal(
        (stood, stands),
        limit.of(secured.0)?,
        (&before, &submitted),
        secured,
    )?;
    Ok(Some((error, beyond)))
}

fn refusal(
    (stood, stands): (Standing, Standing),
    limit: Amount,
    (entries, submitted): (&[CurrencyExposure], &[CurrencySum]),
    secured: (Currency, Amount),
) -> Result<Error> {
    let error = CREDIT_EXCEEDED
        .at("order")
        .with("currency", secured.0)
        .with("limit", limit)
        .with("exposure", stood.exposure)
        .with("amount", stands.exposure.minus(stood.exposure)?)
        .with("available", stood.available);
    Ok(error.with("causes", rules::causes(entries, submitted, secured)))
}

/// Lets the order go beyond the limit, when the actor reaches that far.
fn overridden(
    cx: &mut Context<'_>,
    customer: &Customer,
    selling: &Selling<'_>,
    (reason, beyond): (&Line, Amount),
) -> Result<Checked> {
    let (permission, access) = (Permission::OrderApprove, selling.order.access());
    let currency = steps::currency_of(cx, customer);
    cx.demand(permission, access)?;
    let limited = Limited {
        action: LimitedAction::CreditOverride,
        currency,
        amount: beyond,
    };
    approval::steps::within(cx, permission, access, limited, selling.not)
        .map_err(|error| error.at("override_credit"))?;
    let limit = customer.credit_limit.unwrap_or_default();
    Ok(Checked {
        overridden: Some(CreditOverride {
            by: cx.actor().user,
            on: cx.today(),
            reason: reason.clone(),
            currency,
            limit: limit.of(currency)?,
            beyond,
        }),
        warnings: Vec::new(),
    })
}
