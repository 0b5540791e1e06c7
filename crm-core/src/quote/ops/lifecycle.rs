//! From the draft to the customer's decision, and from one version to the next.

use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::QuoteId;
use crate::base::{CodeText, Date, Line};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::quote::model::Quote;
use crate::quote::rules::{self, EXPIRED, NOT_DRAFT, NOT_REVISABLE, NOT_SENT, NewVersion, ORDERED};
use crate::quote::store;
use serde::{Deserialize, Serialize};

/// Says that a draft went to the customer today. From now on its content stays as it is; another
/// content is another version, by `quote.revise`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Send {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Send { quote: QuoteId } else version);

impl Operation for Send {
    const NAME: &'static str = "quote.send";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[NOT_DRAFT];
    type Output = Quote;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let mut after = rules::send(&before, cx.today())?;
        cx.update(&before, &mut after, "sent")?;
        Ok(after)
    }
}

/// Says that the customer took a sent quote. After its validity date only when the setting
/// `late_acceptance` allows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day the customer took it, not before the quote's date and not in the future; today when
    /// not given.
    #[serde(default)]
    pub accepted_on: Option<Date>,
}

arguments!(Accept { quote: QuoteId } else version, accepted_on);

impl Operation for Accept {
    const NAME: &'static str = "quote.accept";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[NOT_SENT, IN_FUTURE, EXPIRED];
    type Output = Quote;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let (today, late) = (cx.today(), cx.settings().late_acceptance);
        let accepted_on = self.accepted_on.unwrap_or(today);
        let mut after = rules::accept(&before, accepted_on, today, late)?;
        cx.update(&before, &mut after, "accepted")?;
        Ok(after)
    }
}

/// Says that the customer turned a sent quote down today.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reject { quote: QuoteId, reason: Line } else version);

impl Operation for Reject {
    const NAME: &'static str = "quote.reject";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[NOT_SENT];
    type Output = Quote;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let mut after = rules::reject(&before, self.reason.clone(), cx.today())?;
        cx.update(&before, &mut after, "rejected")?;
        Ok(after)
    }
}

/// Makes the next version of a quote that was sent, accepted or rejected and of which nothing is
/// ordered: a draft with the same number and content, dated today and valid for as many days as
/// the old one was. The old version becomes `superseded`; its content stays readable as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revise {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The host's own key of the new version, unique among quotes; the old version keeps its own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
}

arguments!(Revise { quote: QuoteId } else version, external_ref);

impl Operation for Revise {
    const NAME: &'static str = "quote.revise";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[NOT_REVISABLE, ORDERED];
    type Output = Quote;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let lines = before.lines.iter().map(|_| cx.new_id());
        let new = NewVersion {
            lines: lines.collect::<Result<Vec<_>>>()?,
            id: cx.new_id()?,
            external_ref: self.external_ref.clone(),
            today: cx.today(),
            now: cx.now(),
        };
        let (mut old, next) = rules::revise(&before, new)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Quote>("external_ref", external)?;
        }
        cx.update(&before, &mut old, "superseded")?;
        store::insert(cx, &next)?;
        Ok(next)
    }
}
