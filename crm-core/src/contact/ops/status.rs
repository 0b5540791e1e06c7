//! Taking a contact out of use and back.

use super::super::model::Contact;
use super::super::store;
use crate::base::Lifecycle;
use crate::base::error::{Refusal, Result};
use crate::base::id::ContactId;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Archives a contact, such as somebody who left; what it stands on stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The contact.
    pub contact: ContactId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Archive { contact: ContactId } else version);

impl Operation for Archive {
    const NAME: &'static str = "contact.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let before = cx.load_for_update(self.contact, self.version)?;
        let before = store::linked(cx, before)?;
        let mut after = before.clone();
        after.status = Lifecycle::Archived;
        cx.update(&before, &mut after, "archived")?;
        Ok(after)
    }
}

/// Takes an archived contact back into use.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The contact.
    pub contact: ContactId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Restore { contact: ContactId } else version);

impl Operation for Restore {
    const NAME: &'static str = "contact.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let before = cx.load_for_update(self.contact, self.version)?;
        let before = store::linked(cx, before)?;
        let mut after = before.clone();
        after.status = Lifecycle::Active;
        cx.update(&before, &mut after, "restored")?;
        Ok(after)
    }
}
