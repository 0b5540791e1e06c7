//! Reading requests: `approval.get`, `approval.list`.

use crate::approval::model::{ApprovableOperation, Approval, ApprovalStatus};
use crate::approval::store;
use crate::base::Page;
use crate::base::error::{Refusal, Result};
use crate::base::id::{ApprovalId, Id, UserId};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Reads a request for approval.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The request.
    pub approval: ApprovalId,
}

impl Operation for Get {
    const NAME: &'static str = "approval.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ApprovalRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Approval;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.read::<Approval>(self.approval);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Approval> {
        cx.load(self.approval)
    }
}

/// Lists requests for approval, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only those in one state.
    #[serde(default)]
    pub status: Option<ApprovalStatus>,
    /// Only pending ones of others that the acting user may decide on, as far as the permission of
    /// the operation goes; limits are asked when it is approved. `false` when not given.
    #[serde(default)]
    pub for_me: bool,
    /// Only those that one user filed.
    #[serde(default)]
    pub requested_by: Option<UserId>,
    /// Only those of one operation.
    #[serde(default)]
    pub operation: Option<ApprovableOperation>,
    /// Only those about the record with this id.
    #[serde(default)]
    pub record_id: Option<i64>,
    /// Requests wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "approval.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ApprovalRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Approval>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Approval>> {
        let mut select = Select::new();
        select.few("record_id", self.record_id);
        select.few("requested_by", self.requested_by.map(Id::raw));
        if self.for_me {
            // Few wait at a time, whoever may decide on them.
            select.few("status", Some(ApprovalStatus::Pending.as_str()));
            store::for_actor(&mut select, cx)?;
        }
        select.equal("status", self.status.map(ApprovalStatus::as_str));
        select.reach(&cx.reach(Self::NEEDS));
        let operation = self.operation.map(ApprovableOperation::as_str);
        if let Some(operation) = operation {
            select.and("coalesce(operation, '') = ?", [operation.into()]);
        }
        cx.page(select, &search::newest(), self.limit, self.after.as_deref())
    }
}
