//! Term templates.

use crate::base::error::{Refusal, Result};
use crate::base::id::TermsId;
use crate::base::{Adjustment, CodeText, Extra, Lifecycle, Name, Page, PayDays, Tie};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::storage::select::Select;
use crate::terms::model::{Rounding, TERMS_ARCHIVED, TermLine, Terms};
use crate::terms::rules::{TERMS_DISCOUNTS_OVERLAP, TERMS_NOT_CLOSED, check};
use crate::terms::store;
use serde::{Deserialize, Serialize};

/// Creates a term template. Needs `terms.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name, 1 to 200 characters, unique among the templates that are not archived.
    pub name: Name,
    /// How lines are rounded; `cumulative` when not given.
    #[serde(default)]
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded; the setting of today when not given.
    #[serde(default)]
    pub tie: Option<Tie>,
    /// The lines, 1 to 100, with at most 1,000 parts in all.
    pub lines: Vec<TermLine>,
    /// The days of the month on which the customer pays; each due date waits for the next of them.
    #[serde(default)]
    pub pay_days: Option<PayDays>,
    /// The name of a loaded business calendar; by setting when not given.
    #[serde(default)]
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day of the calendar moves; by setting when not given.
    #[serde(default)]
    pub adjustment: Option<Adjustment>,
    /// The host's own key, unique among term templates.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name, lines: Vec<TermLine> } else
    rounding, tie, pay_days, calendar, adjustment, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "terms.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::TermsWrite;
    const REFUSES: &'static [Refusal] = &[
        TERMS_DISCOUNTS_OVERLAP,
        TERMS_NOT_CLOSED,
        CODE_UNKNOWN,
        CODE_RETIRED,
    ];
    type Output = Terms;

    fn run(&self, cx: &mut Context<'_>) -> Result<Terms> {
        cx.demand(Permission::TermsWrite, Access::default())?;
        check_lines(cx, &self.lines, self.calendar.as_ref())?;
        cx.free_name::<Terms>(&self.name)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Terms>("external_ref", external)?;
        }
        let terms = Terms {
            id: cx.new_id()?,
            version: 1,
            edition: 1,
            name: self.name.clone(),
            rounding: self.rounding,
            tie: self.tie.unwrap_or(cx.settings().tie),
            lines: self.lines.clone(),
            pay_days: self.pay_days.clone(),
            calendar: self.calendar.clone(),
            adjustment: self.adjustment,
            status: Lifecycle::Active,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        cx.insert(&terms, "created")?;
        Ok(terms)
    }
}

/// Checks what the lines of a template are and refer to.
fn check_lines(
    cx: &mut Context<'_>,
    lines: &[TermLine],
    calendar: Option<&CodeText>,
) -> Result<()> {
    check(lines)?;
    for (index, line) in lines.iter().enumerate() {
        let field = format!("lines[{index}].method");
        codes::check(cx, CodeList::PaymentMethod, line.method.as_ref(), &field)?;
    }
    match calendar {
        Some(calendar) => cx.calendar(calendar).map(|_| ()),
        None => Ok(()),
    }
}

/// Makes another edition of a term template: what is approved from now on follows it, and what was
/// approved keeps the edition it had. Needs `terms.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revise {
    /// The term template; not an archived one.
    pub terms: TermsId,
    /// The version the caller saw; not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
    /// How lines are rounded; `cumulative` when not given.
    #[serde(default)]
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded; the setting of today when not given.
    #[serde(default)]
    pub tie: Option<Tie>,
    /// The lines, 1 to 100, with at most 1,000 parts in all.
    pub lines: Vec<TermLine>,
    /// The days of the month on which the customer pays; each due date waits for the next of them.
    #[serde(default)]
    pub pay_days: Option<PayDays>,
    /// The name of a loaded business calendar; by setting when not given.
    #[serde(default)]
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day of the calendar moves; by setting when not given.
    #[serde(default)]
    pub adjustment: Option<Adjustment>,
}

arguments!(Revise { terms: TermsId, lines: Vec<TermLine> } else
    version, rounding, tie, pay_days, calendar, adjustment
);

impl Operation for Revise {
    const NAME: &'static str = "terms.revise";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::TermsWrite;
    const REFUSES: &'static [Refusal] = &[
        TERMS_ARCHIVED,
        TERMS_DISCOUNTS_OVERLAP,
        TERMS_NOT_CLOSED,
        CODE_UNKNOWN,
        CODE_RETIRED,
    ];
    type Output = Terms;

    fn run(&self, cx: &mut Context<'_>) -> Result<Terms> {
        let before: Terms = cx.load_for_update(self.terms, self.version)?;
        before.usable()?;
        check_lines(cx, &self.lines, self.calendar.as_ref())?;
        let mut after = Terms {
            edition: before.edition.saturating_add(1),
            rounding: self.rounding,
            tie: self.tie.unwrap_or(cx.settings().tie),
            lines: self.lines.clone(),
            pay_days: self.pay_days.clone(),
            calendar: self.calendar.clone(),
            adjustment: self.adjustment,
            ..before.clone()
        };
        cx.insert_rows(&[before.replaced(cx.now())])?;
        cx.update(&before, &mut after, "revised")?;
        Ok(after)
    }
}

/// Reads a term template.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The term template.
    pub terms: TermsId,
    /// Which edition of it, from 1; the one in use when not given.
    #[serde(default)]
    pub edition: Option<u32>,
}

impl Operation for Get {
    const NAME: &'static str = "terms.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Terms;

    fn run(&self, cx: &mut Context<'_>) -> Result<Terms> {
        let terms: Terms = cx.refer(self.terms)?;
        match self.edition.filter(|edition| *edition != terms.edition) {
            None => Ok(terms),
            Some(edition) => Ok(store::edition(cx, terms.id, edition)?.of(terms)),
        }
    }
}

/// Lists term templates by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only active or only archived ones; both when not given.
    #[serde(default)]
    pub status: Option<Lifecycle>,
    /// Templates wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "terms.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Terms>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Terms>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("status", self.status.map(Lifecycle::as_str));
        let after = self.after.as_deref();
        cx.page(select, &store::BY_NAME, self.limit, after)
    }
}

/// Retires a term template: what uses it keeps it, and its name is free again. Needs
/// `terms.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The term template.
    pub terms: TermsId,
    /// The version the caller saw; not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Archive { terms: TermsId } else version);

impl Operation for Archive {
    const NAME: &'static str = "terms.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::TermsWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Terms;

    fn run(&self, cx: &mut Context<'_>) -> Result<Terms> {
        let before: Terms = cx.load_for_update(self.terms, self.version)?;
        let mut after = Terms {
            status: Lifecycle::Archived,
            ..before.clone()
        };
        cx.update(&before, &mut after, "archived")?;
        Ok(after)
    }
}
