//! Random steps of a sale. They name records by place, so that any of them makes sense, or is
//! refused, wherever it stands.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The system.
    System,
    /// A salesperson who owns the first customer and reaches only what is her own; she approves
    /// nothing.
    Seller,
}

/// One line: thousandths of a unit, cents of the price, the tax rate in percent.
pub(crate) type Line = (i64, i64, u8);
/// Parts of something, by place and in thousandths of what is there; above 1,000 is too much.
pub(crate) type Shares = Vec<(usize, i64)>;

/// What is done.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// A draft order: customer, currency, terms, lines, discount in percent.
    Order(usize, usize, usize, Vec<Line>, u8),
    /// A draft order, submitted and approved.
    Sell(usize, usize, usize, Vec<Line>),
    /// An order's lines anew: kept ones in another quantity, and perhaps one more.
    Change(usize, Shares, Option<Line>),
    Submit(usize),
    Approve(usize),
    Reject(usize),
    Revoke(usize),
    Complete(usize),
    Cancel(usize),
    /// A quote that is sent and accepted: customer, lines, discount in cents.
    Quote(usize, Vec<Line>, i64),
    Convert(usize, Option<Shares>),
    /// Money: customer, currency, cents, whether it is confirmed at once, what it pays.
    Record(usize, usize, i64, bool, Option<Shares>),
    /// A receipt, and what it pays instead of what was said when it was recorded.
    Confirm(usize, Option<Shares>),
    Allocate(usize, Option<Shares>),
    Reverse(usize),
    Release(usize),
    /// What of an order reached the customer: all that is left, or some thousandths of its lines.
    Deliver(usize, Option<i64>),
    Undeliver(usize),
    /// Something happened to an order.
    Happen(usize, usize),
    Unhappen(usize),
    /// A credit note about an order: thousandths of its total, and whether it settles plans.
    Note(usize, i64, bool),
    Unnote(usize),
    /// An application for a tax invoice of an order, in thousandths of it, or of its latest plan.
    Bill(usize, i64, bool),
    Issue(usize),
    /// An invoice is taken back, in thousandths of it, or its application.
    Unbill(usize, i64),
    /// A refund of a receipt, in thousandths of it.
    Refund(usize, i64),
    Unrefund(usize),
    /// A part of a plan that is not asked for any more.
    WriteOff(usize, i64),
    /// An order's first line in another quantity, and how its plans follow.
    Amend(usize, i64, usize),
    /// Other terms for what is open.
    Terms(usize, usize),
    /// A plan on another day.
    Move(usize, i64),
    /// A letter, some days later: to whom a plan is of, in its currency.
    Dun(usize, i64),
    /// A letter is taken back.
    Undun(usize),
    /// A part of a fee or of interest that is not asked for any more, in thousandths.
    Waive(usize, i64),
    /// A dispute about a plan, or a promise to pay it within some days.
    Say(usize, bool, i64),
    Resolve(usize),
    /// Days go by.
    Pass(i64),
}

/// A step: who, what, and whether each call is made twice under one request key.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) who: Who,
    pub(crate) act: Act,
    pub(crate) twice: bool,
}

/// Sequences of half as many steps, or up to so many.
pub(crate) fn sequences(steps: usize) -> impl Strategy<Value = Vec<Step>> {
    let who = prop_oneof![6 => Just(Who::System), 1 => Just(Who::Seller)];
    let step = (who, act(), proptest::bool::weighted(0.25));
    vec(
        step.prop_map(|(who, act, twice)| Step { who, act, twice }),
        steps / 2..=steps,
    )
}

fn act() -> impl Strategy<Value = Act> {
    let at = || 0_usize..6;
    let customer = || 0_usize..3;
    let terms = || 0_usize..8;
    let whole = || (customer(), currency(), terms(), lines());
    prop_oneof![
        2 => (whole(), discount()).prop_map(|((c, u, t, l), d)| Act::Order(c, u, t, l, d)),
        8 => whole().prop_map(|(c, u, t, l)| Act::Sell(c, u, t, l)),
        4 => changed(),
        1 => at().prop_map(Act::Submit),
        1 => at().prop_map(Act::Approve),
        1 => at().prop_map(Act::Reject),
        2 => at().prop_map(Act::Revoke),
        2 => at().prop_map(Act::Complete),
        2 => at().prop_map(Act::Cancel),
        2 => (customer(), lines(), less()).prop_map(|(c, l, d)| Act::Quote(c, l, d)),
        4 => (at(), option::of(shares())).prop_map(|(q, s)| Act::Convert(q, s)),
        9 => received(),
        4 => (at(), option::weighted(0.25, shares())).prop_map(|(r, s)| Act::Confirm(r, s)),
        6 => (at(), option::of(shares())).prop_map(|(r, s)| Act::Allocate(r, s)),
        3 => at().prop_map(Act::Reverse),
        5 => (1_i64..60).prop_map(Act::Pass),
        14 => after_approval(),
        10 => late(),
        7 => billed(),
    ]
}

/// What becomes of an order and its plans once it is approved.
fn after_approval() -> impl Strategy<Value = Act> {
    let at = || 0_usize..6;
    let part = || 1_i64..1_100;
    prop_oneof![
        6 => (at(), option::weighted(0.7, part())).prop_map(|(o, part)| Act::Deliver(o, part)),
        3 => at().prop_map(Act::Undeliver),
        4 => (at(), 0_usize..4).prop_map(|(o, event)| Act::Happen(o, event)),
        3 => at().prop_map(Act::Unhappen),
        2 => (at(), part(), any::<bool>()).prop_map(|(o, part, own)| Act::Note(o, part, own)),
        2 => at().prop_map(Act::Unnote),
        3 => (at(), part()).prop_map(|(r, part)| Act::Refund(r, part)),
        3 => at().prop_map(Act::Unrefund),
        2 => (at(), part()).prop_map(|(plan, part)| Act::WriteOff(plan, part)),
        5 => (at(), prop_oneof![1_i64..400, 400_i64..20_000], 0_usize..4).prop_map(|(o, q, how)| Act::Amend(o, q, how)),
        2 => (at(), 0_usize..8).prop_map(|(o, terms)| Act::Terms(o, terms)),
        2 => (at(), -30_i64..90).prop_map(|(plan, days)| Act::Move(plan, days)),
        2 => at().prop_map(Act::Release),
    ]
}

/// What becomes of an order's tax invoices.
fn billed() -> impl Strategy<Value = Act> {
    let at = || 0_usize..6;
    let part = || 1_i64..2_000;
    let plan = proptest::bool::weighted(0.2);
    prop_oneof![
        5 => (at(), part(), plan).prop_map(|(o, part, plan)| Act::Bill(o, part, plan)),
        1 => at().prop_map(Act::Issue),
        3 => (at(), part()).prop_map(|(i, part)| Act::Unbill(i, part)),
    ]
}

/// What becomes of plans that are paid late.
fn late() -> impl Strategy<Value = Act> {
    let at = || 0_usize..6;
    prop_oneof![
        5 => (at(), 0_i64..60).prop_map(|(plan, days)| Act::Dun(plan, days)),
        4 => at().prop_map(Act::Undun),
        2 => (at(), 1_i64..1_100).prop_map(|(claim, part)| Act::Waive(claim, part)),
        2 => (at(), any::<bool>(), 0_i64..40).prop_map(|(plan, will, days)| Act::Say(plan, will, days)),
        2 => at().prop_map(Act::Resolve),
    ]
}

fn changed() -> impl Strategy<Value = Act> {
    let quantities = vec((0_usize..3, 200_i64..2_000), 1..3);
    let more = option::weighted(0.3, lines().prop_map(|lines| lines[0]));
    (0_usize..6, quantities, more).prop_map(|(o, q, more)| Act::Change(o, q, more))
}

fn received() -> impl Strategy<Value = Act> {
    let confirmed = proptest::bool::weighted(0.6);
    let receipt = (
        0_usize..3,
        currency(),
        money(),
        confirmed,
        option::of(shares()),
    );
    receipt.prop_map(|(c, u, amount, now, s)| Act::Record(c, u, amount, now, s))
}

fn currency() -> impl Strategy<Value = usize> {
    prop_oneof![6 => Just(0_usize), 1 => 1_usize..3]
}

/// A quote's discount in cents.
fn less() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0_i64), 1_i64..5_000]
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let tax = prop_oneof![Just(0_u8), Just(6), Just(9), Just(13)];
    // A price of nothing makes a total of nothing, which has no plans (M4).
    let price = prop_oneof![1 => Just(0_i64), 12 => 1_i64..1_000_000];
    vec((1_i64..20_000, price, tax), 1..4)
}

/// Small money that pays a part, and much that pays everything.
fn money() -> impl Strategy<Value = i64> {
    prop_oneof![1_i64..100_000, 1_i64..10_000_000, 1_i64..100_000_000]
}

fn discount() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0_u8), 2 => 1_u8..40, 1 => Just(100_u8)]
}

fn shares() -> impl Strategy<Value = Shares> {
    vec(
        (
            0_usize..8,
            prop_oneof![4 => 1_i64..=1_000, 1 => 1_001_i64..1_200],
        ),
        1..4,
    )
}
