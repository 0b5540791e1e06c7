//! Changes to what an opportunity says of itself.

use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, DepartmentId, OpportunityId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Name, Note, Patch, Percent};
use crate::contact;
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::model::{Opportunity, OpportunityDocument};
use crate::opportunity::{rules, store};
use crate::org;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::storage::Record;
use serde::{Deserialize, Serialize};

/// Changes an opportunity's fields, whatever its status; status, stage and history stay. A field
/// that is not given is kept, `null` clears it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The version the caller saw; when it has changed since, the call loses with `conflict`.
    #[serde(default)]
    pub version: Option<i64>,
    /// What it is about, at most 200 characters.
    #[serde(default)]
    pub name: Option<Name>,
    /// Whom to talk to.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub contact: Patch<ContactId>,
    /// The salesperson.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub owner: Patch<UserId>,
    /// The department it belongs to; a new owner's when only that is given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// The currency of the amount.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// What the customer may spend, not negative.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub amount: Patch<Amount>,
    /// A probability in percent, 0 to 100, that stands instead of the stage's; `null` goes back to
    /// the stage's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub manual_probability: Patch<Percent>,
    /// The day it is expected to be decided.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub expected_close: Patch<Date>,
    /// A code of the list `source`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub source: Patch<CodeText>,
    /// A note, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub note: Patch<Note>,
    /// The host's own key, unique among opportunities.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { opportunity: OpportunityId } else
    version, name, contact, owner, department, currency, amount, manual_probability,
    expected_close, source, note, external_ref, extra
);

impl Operation for Update {
    const NAME: &'static str = "opportunity.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CONTACT_ARCHIVED,
        NOT_LINKED,
        CODE_UNKNOWN,
        CODE_RETIRED,
    ];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let before: Opportunity = cx.load_for_update(self.opportunity, self.version)?;
        let mut after = before.clone();
        self.apply(&mut after);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        // Who hands an opportunity over must be allowed to write it at its new place as well.
        cx.demand(Permission::OpportunityWrite, after.access())?;
        org::place::check(cx, before.access(), after.access())?;
        if let Some(contact) = after.contact
            && before.contact != after.contact
        {
            contact::store::at_customer(cx, contact, after.customer)?;
        }
        if after.source != before.source {
            codes::check(cx, CodeList::Source, after.source.as_ref(), "source")?;
        }
        rules::check(&mut after)?;
        if let Some(external) = &after.external_ref
            && before.external_ref.as_ref() != Some(external)
        {
            cx.free::<Opportunity>("external_ref", external)?;
        }
        cx.update(&before, &mut after, "updated")?;
        store::document(cx, after)
    }
}

impl Update {
    fn apply(&self, opportunity: &mut Opportunity) {
        if let Some(name) = &self.name {
            opportunity.name = name.clone();
        }
        if let Some(currency) = self.currency {
            opportunity.currency = currency;
        }
        self.contact.apply(&mut opportunity.contact);
        self.owner.apply(&mut opportunity.owner);
        self.department.apply(&mut opportunity.department);
        self.amount.apply(&mut opportunity.amount);
        let probability = &mut opportunity.manual_probability;
        self.manual_probability.apply(probability);
        self.expected_close.apply(&mut opportunity.expected_close);
        self.source.clone().apply(&mut opportunity.source);
        self.note.clone().apply(&mut opportunity.note);
        let external = &mut opportunity.external_ref;
        self.external_ref.clone().apply(external);
        self.extra.clone().apply(&mut opportunity.extra);
    }
}
