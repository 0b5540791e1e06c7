//! Procedures by which customers are dunned.

use crate::base::error::{Refusal, Result};
use crate::base::id::ProcedureId;
use crate::base::{CodeText, Extra, Lifecycle, Name, Page};
use crate::dunning::model::{PROCEDURE_ARCHIVED, Policy, Procedure};
use crate::dunning::rules::procedure::check;
use crate::dunning::store;
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Creates a procedure. Needs `procedure.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name, 1 to 200 characters, unique among the procedures that are not archived.
    pub name: Name,
    /// What it says.
    pub policy: Policy,
    /// The host's own key, unique among procedures.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name, policy: Policy } else external_ref, extra);

impl Operation for Create {
    const NAME: &'static str = "procedure.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ProcedureWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Procedure;

    fn run(&self, cx: &mut Context<'_>) -> Result<Procedure> {
        cx.demand(Permission::ProcedureWrite, Access::default())?;
        check(&self.policy).map_err(|error| error.under("policy"))?;
        cx.free_name::<Procedure>(&self.name)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Procedure>("external_ref", external)?;
        }
        let procedure = Procedure {
            id: cx.new_id()?,
            version: 1,
            edition: 1,
            name: self.name.clone(),
            policy: self.policy.clone(),
            status: Lifecycle::Active,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        cx.insert(&procedure, "created")?;
        Ok(procedure)
    }
}

/// Makes another edition of a procedure: letters from now on follow it, and those that were written
/// keep what they say. Plans keep the number of their level. Needs `procedure.write` with scope
/// `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revise {
    /// The procedure; not an archived one.
    pub procedure: ProcedureId,
    /// The version the caller saw; not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
    /// What it says from now on.
    pub policy: Policy,
}

arguments!(Revise { procedure: ProcedureId, policy: Policy } else version);

impl Operation for Revise {
    const NAME: &'static str = "procedure.revise";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ProcedureWrite;
    const REFUSES: &'static [Refusal] = &[PROCEDURE_ARCHIVED];
    type Output = Procedure;

    fn run(&self, cx: &mut Context<'_>) -> Result<Procedure> {
        let before: Procedure = cx.load_for_update(self.procedure, self.version)?;
        before.usable()?;
        check(&self.policy).map_err(|error| error.under("policy"))?;
        let mut after = Procedure {
            edition: before.edition.saturating_add(1),
            policy: self.policy.clone(),
            ..before.clone()
        };
        cx.insert_rows(&[before.replaced(cx.now())])?;
        cx.update(&before, &mut after, "revised")?;
        Ok(after)
    }
}

/// Reads a procedure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Which edition of it, from 1; the one in use when not given.
    #[serde(default)]
    pub edition: Option<u32>,
}

impl Operation for Get {
    const NAME: &'static str = "procedure.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Procedure;

    fn run(&self, cx: &mut Context<'_>) -> Result<Procedure> {
        let mut procedure: Procedure = cx.refer(self.procedure)?;
        if let Some(edition) = self.edition.filter(|edition| *edition != procedure.edition) {
            procedure.policy = store::edition(cx, procedure.id, edition)?;
            procedure.edition = edition;
        }
        Ok(procedure)
    }
}

/// Lists procedures by name.
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
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "procedure.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Procedure>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Procedure>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("status", self.status.map(Lifecycle::as_str));
        let after = self.after.as_deref();
        cx.page(select, &store::BY_NAME, self.limit, after)
    }
}

/// Retires a procedure: nobody new is given it, who has it is dunned by it still, and its name is
/// free again. Needs `procedure.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version the caller saw; not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Archive { procedure: ProcedureId } else version);

impl Operation for Archive {
    const NAME: &'static str = "procedure.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ProcedureWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Procedure;

    fn run(&self, cx: &mut Context<'_>) -> Result<Procedure> {
        let before: Procedure = cx.load_for_update(self.procedure, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Archived;
        cx.update(&before, &mut after, "archived")?;
        Ok(after)
    }
}

/// Takes an archived procedure back into use, if no other one has its name. Needs `procedure.write`
/// with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The procedure.
    pub procedure: ProcedureId,
    /// The version the caller saw; not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Restore { procedure: ProcedureId } else version);

impl Operation for Restore {
    const NAME: &'static str = "procedure.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ProcedureWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Procedure;

    fn run(&self, cx: &mut Context<'_>) -> Result<Procedure> {
        let before: Procedure = cx.load_for_update(self.procedure, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Active;
        if before.status == Lifecycle::Archived {
            cx.free_name::<Procedure>(&before.name)?;
        }
        cx.update(&before, &mut after, "restored")?;
        Ok(after)
    }
}
