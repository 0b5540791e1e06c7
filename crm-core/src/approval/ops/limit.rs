//! Limits of roles: `limit.set`, `limit.list`.

use crate::approval::model::{Limit, LimitedAction};
use crate::approval::store;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, RoleId};
use crate::base::{Amount, Currency, Page};
use crate::engine::loading::at_version;
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::model::Role;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Says up to which amount a role reaches with an action in a currency (M39). A role that grants
/// the permission for it and has no limit there reaches to everything, and so do other currencies;
/// a user has the best of the roles that grant the permission for a record. Needs `org.write` with
/// scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// The role.
    pub role: RoleId,
    /// What is limited.
    pub action: LimitedAction,
    /// The currency of the amounts it is about.
    pub currency: Currency,
    /// The largest amount the role reaches to, itself included, not negative; the limit is taken
    /// away when not given.
    #[serde(default)]
    pub up_to: Option<Amount>,
    /// The version of the limit it takes the place of, 0 when there is none; `conflict` when there
    /// is another. Not checked when not given.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Set { role: RoleId, action: LimitedAction, currency: Currency } else up_to, version);

impl Operation for Set {
    const NAME: &'static str = "limit.set";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Limit;

    fn run(&self, cx: &mut Context<'_>) -> Result<Limit> {
        cx.demand(Permission::OrgWrite, Access::default())?;
        let most = self.up_to.map(|most| most.unsigned_of(self.currency));
        let up_to = most.transpose().map_err(|error| error.at("up_to"))?;
        cx.reconfigure()?;
        let role: Role = cx.refer(self.role)?;
        let before = store::of(cx, role.id, self.action, self.currency)?;
        at_version(before.as_ref(), self.version)?;
        if let Some(before) = before {
            let mut after = Limit {
                up_to,
                ..before.clone()
            };
            cx.update(&before, &mut after, "set")?;
            return Ok(after);
        }
        let limit = Limit {
            id: cx.new_id()?,
            version: 1,
            role: role.id,
            action: self.action,
            currency: self.currency,
            up_to,
            created_at: cx.now(),
        };
        cx.insert(&limit, "set")?;
        Ok(limit)
    }
}

/// Lists the limits in force, role by role.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only those of one role.
    #[serde(default)]
    pub role: Option<RoleId>,
    /// Only those of one action.
    #[serde(default)]
    pub action: Option<LimitedAction>,
    /// Only those in one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Limits wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "limit.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Limit>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Limit>> {
        let mut select = Select::new();
        select.equal("role", self.role.map(Id::raw));
        select.served();
        select.equal("action", self.action.map(LimitedAction::as_str));
        select.equal("currency", self.currency.as_ref().map(Currency::code));
        select.and("up_to IS NOT NULL", []);
        cx.page(select, &store::BY_ROLE, self.limit, self.after.as_deref())
    }
}
