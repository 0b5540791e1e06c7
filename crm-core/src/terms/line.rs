//! One line of payment terms: how much, from when on, and what hangs on it.

use crate::base::{Amount, CodeText, DateRule, Name, Percent};
use serde::{Deserialize, Serialize};

/// What a line waits for before its days are counted (M9). Until then its plan is dormant: it
/// counts in totals and is not due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The approval of the order.
    #[default]
    Approval,
    /// The signing of the order.
    Signing,
    /// Each delivery, for its share of the order's value: what was delivered of it starts as a plan
    /// of its own.
    Delivery,
    /// The delivery that completes the order.
    FullDelivery,
    /// The customer's acceptance (验收).
    Acceptance,
    /// Each tax invoice, for its share of the order's value.
    Invoice,
    /// The milestone that the line names.
    Milestone,
    /// The end of the order's contract.
    ContractEnd,
}

impl Start {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Signing => "signing",
            Self::Delivery => "delivery",
            Self::FullDelivery => "full_delivery",
            Self::Acceptance => "acceptance",
            Self::Invoice => "invoice",
            Self::Milestone => "milestone",
            Self::ContractEnd => "contract_end",
        }
    }

    /// Whether a part of the event starts a part of the line.
    #[must_use]
    pub const fn in_shares(self) -> bool {
        matches!(self, Self::Delivery | Self::Invoice)
    }

    pub(crate) fn is_approval(&self) -> bool {
        *self == Self::Approval
    }
}

/// What may not begin before a line is paid (M10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Work on the order.
    OrderStart,
    /// Buying or making what it needs.
    Supply,
    /// Delivering: `delivery.record` refuses while it is closed.
    Shipping,
}

/// What an early payment's discount is counted on (M11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaxBase {
    /// On the amount with its tax: 1,000.00 and 200.00 tax with 2 % are paid with 1,176.00.
    #[default]
    Included,
    /// On the amount without its tax: 1,180.00.
    Excluded,
    /// The tax is lowered from the beginning, whoever pays when: 1,196.00 are open, and 1,176.00
    /// pay them early.
    Mixed,
}

/// What an early payment of a part is worth (M11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartPayment {
    /// Nothing: only who pays all of the line in one go gets the discount.
    #[default]
    Nothing,
    /// Its share: 245.00 paid in time with 2 % settle 250.00.
    ProRata,
}

/// One step of an early-payment discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlyStep {
    /// The discount in percent, above 0 and below 100.
    pub percent: Percent,
    /// The way from the day the line starts to the last day that counts as early, such as `10d`.
    pub within: DateRule,
}

/// The discount for who pays a line early (Skonto, 现金折扣).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlyPayment {
    /// One to three steps, such as 2 % within `10d` and 1 % within `20d`: each later than the one
    /// before, and worth less.
    pub steps: Vec<EarlyStep>,
    /// What the discount is counted on; `included` when not given.
    #[serde(default)]
    pub tax: TaxBase,
    /// What an early payment of a part is worth; `nothing` when not given.
    #[serde(default)]
    pub parts: PartPayment,
}

/// One line of a term template. It says how much by exactly one of `percent`, `percent_after_fixed`,
/// `percent_of_untaxed`, `percent_of_remainder`, `fixed`, `tax` and `balance`; `parts` alone means
/// the balance.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermLine {
    /// A share of the total in percent, above 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// A share in percent, above 0 to 100, of what fixed amounts, tax and retention lines leave of
    /// the total, wherever they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_after_fixed: Option<Percent>,
    /// A share in percent, above 0 to 100, of the total without its tax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of_untaxed: Option<Percent>,
    /// A share in percent, above 0 to 100, of the total less the rounded lines before it; a balance
    /// line before it does not count, because it is computed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of_remainder: Option<Percent>,
    /// An amount above zero in the currency of the total; of a negative total it is negative. When
    /// less is left it is cut to that, with the warning `terms.fixed_cut` (M3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Amount>,
    /// The tax of the total; at most one line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tax: bool,
    /// Whatever the other lines leave, wherever it stands; at most one line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub balance: bool,
    /// Rounds the line to a multiple of this amount above zero, such as `100.00`; not of a balance
    /// line, which takes what that leaves and which there must be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_to: Option<Amount>,
    /// Into how many equal parts the line's amount is split, by cumulative rounding (M5); 1 to 360.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
    /// What the line waits for; the approval of the order when not given.
    #[serde(default, skip_serializing_if = "Start::is_approval")]
    pub starts: Start,
    /// With `starts` `milestone` only, and needed there: its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<Name>,
    /// The way from the approval to the day on which `starts` is expected, such as `3m`, for the
    /// expected cash; not with `approval`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<DateRule>,
    /// The way from the day the line starts to the due date, such as `30d, eom`; that day when not
    /// given.
    #[serde(default, skip_serializing_if = "DateRule::is_empty")]
    pub due: DateRule,
    /// With `parts` only: how far apart they are due, in days, weeks, months and years. Part k is
    /// (k − 1) times as much later than `due`; without it all parts are due together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<DateRule>,
    /// How it is to be paid: a code of the list `payment_method`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<CodeText>,
    /// Days before the due date that the reminder starts, 0 to 366; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_days: Option<u32>,
    /// Whether the customer holds it back as a security (质保金, M12): its plan stands as `held`
    /// until it starts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retention: bool,
    /// What may not begin before this line is settled, at most each once (M10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// The discount for who pays early (M11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_payment: Option<EarlyPayment>,
}
