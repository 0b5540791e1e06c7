//! Changing a contact.

use super::super::model::Contact;
use super::super::{rules, store};
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, DepartmentId, UserId};
use crate::base::{CodeText, Extra, Line, Name, Note, Patch};
use crate::engine::{Context, Kind, Operation};
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::storage::{Record, search};
use serde::{Deserialize, Serialize};

/// Changes a contact; fields that are not given are kept, `null` empties a field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The contact.
    pub contact: ContactId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The person's name, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The job title, at most 200 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub title: Patch<Name>,
    /// The mobile telephone number, at most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub mobile: Patch<CodeText>,
    /// All other telephone numbers, at most 10: they take the place of the former ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Vec<CodeText>>,
    /// The mail address, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub email: Patch<Line>,
    /// Remarks, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub note: Patch<Note>,
    /// Who looks after the contact.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub owner: Patch<UserId>,
    /// The department it belongs to; a new owner's when only that is given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// The host's own key, unique among contacts.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; it takes the place of the former.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { contact: ContactId } else
    version, name, title, mobile, phones, email, note, owner, department, external_ref, extra
);

impl Operation for Update {
    const NAME: &'static str = "contact.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[USER_ARCHIVED, DEPARTMENT_ARCHIVED];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let before = cx.load_for_update(self.contact, self.version)?;
        let before = store::linked(cx, before)?;
        let mut after = self.applied(&before);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        let access = after.access();
        cx.demand(Permission::ContactWrite, access)?;
        rules::check(&after)?;
        org::place::check(cx, before.access(), access)?;
        if let Some(external) = &after.external_ref
            && after.external_ref != before.external_ref
        {
            cx.free::<Contact>("external_ref", external)?;
        }
        cx.update(&before, &mut after, "updated")?;
        search::index(cx.db(), Some(&before), &after)?;
        Ok(after)
    }
}

impl Update {
    fn applied(&self, before: &Contact) -> Contact {
        let mut after = before.clone();
        if let Some(name) = &self.name {
            after.name = name.clone();
        }
        if let Some(phones) = &self.phones {
            after.phones.clone_from(phones);
        }
        self.title.clone().apply(&mut after.title);
        self.mobile.clone().apply(&mut after.mobile);
        self.email.clone().apply(&mut after.email);
        self.note.clone().apply(&mut after.note);
        self.owner.apply(&mut after.owner);
        self.department.apply(&mut after.department);
        self.external_ref.clone().apply(&mut after.external_ref);
        self.extra.clone().apply(&mut after.extra);
        after
    }
}
