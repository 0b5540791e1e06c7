//! What may happen to users, departments, roles, settings and codes. Pure.

use super::boundaries::boundaries;
use super::model::{CodeList, Grant};
use super::permission::Permission;
use super::setting::{Settings, Tolerance};
use crate::base::Percent;
use crate::base::error::{Refusal, Result};
use crate::base::id::{DepartmentId, RoleId};
use crate::base::limits::{
    NUMBER_BLOCK_MAX, RATE_DAYS_MAX, REMIND_DAYS_MAX, TREE_DEPTH_MAX, USER_ROLES_MAX,
};
use crate::base::messages::{FIELD_CHOICE, LIST_TOO_LONG, NUMBER_OUT_OF_RANGE};
use std::collections::{BTreeMap, BTreeSet};

/// A role granting a permission twice.
pub const PERMISSION_TWICE: Refusal = Refusal::input(
    "role.permission_twice",
    "the role grants {permission} more than once",
    "角色重复授予权限 {permission}",
);
/// A role granting what needs no grant.
pub const NOT_GRANTABLE: Refusal = Refusal::input(
    "role.not_grantable",
    "{permission} needs no grant",
    "{permission} 无需授予",
);
/// A user given a role twice.
pub const ROLE_TWICE: Refusal = Refusal::input(
    "user.role_twice",
    "role {role} is given more than once",
    "角色 {role} 重复给出",
);
/// An archived user where an active one is needed.
pub const USER_ARCHIVED: Refusal = Refusal::rule(
    "user.archived",
    "user {user} is archived",
    "用户 {user} 已归档",
);
/// An archived department where an active one is needed.
pub const DEPARTMENT_ARCHIVED: Refusal = Refusal::rule(
    "department.archived",
    "department {department} is archived",
    "部门 {department} 已归档",
);
/// An archived role given to a user.
pub const ROLE_ARCHIVED: Refusal = Refusal::rule(
    "role.archived",
    "role {role} is archived",
    "角色 {role} 已归档",
);
/// A department moved below itself.
pub const CYCLE: Refusal = Refusal::rule(
    "department.cycle",
    "department {department} would stand below itself",
    "部门 {department} 将位于自身之下",
);
/// A department tree deeper than its bound.
pub const TOO_DEEP: Refusal = Refusal::rule(
    "department.too_deep",
    "the department tree would have {depth} levels; at most {max}",
    "部门树将有 {depth} 层,上限 {max} 层",
);
/// A department archived while active users sit in it.
pub const HAS_USERS: Refusal = Refusal::rule(
    "department.has_users",
    "active users still sit in the department",
    "部门中仍有在用用户",
);
/// A department archived while active departments stand below it.
pub const HAS_CHILDREN: Refusal = Refusal::rule(
    "department.has_children",
    "active departments still stand below it",
    "部门下仍有在用部门",
);
/// A code that its list does not have.
pub const CODE_UNKNOWN: Refusal = Refusal::input(
    "code.unknown",
    "the list {list} has no code \"{code}\"",
    "列表 {list} 中没有代码 \"{code}\"",
);
/// A retired code on a new record.
pub const CODE_RETIRED: Refusal = Refusal::rule(
    "code.retired",
    "the code \"{code}\" of the list {list} is retired",
    "列表 {list} 的代码 \"{code}\" 已停用",
);
/// No setting of this name.
pub const SETTING_UNKNOWN: Refusal = Refusal::input(
    "setting.unknown",
    "there is no setting \"{name}\"",
    "没有名为 \"{name}\" 的设置",
);

/// The codes of every list that has any, and whether each is active.
pub type Codes = BTreeMap<CodeList, BTreeMap<String, bool>>;

/// Checks what a role grants: each permission once, and none that needs no grant.
///
/// # Errors
/// `role.not_grantable`, `role.permission_twice`, at the first grant that is wrong.
pub fn grants(grants: &[Grant]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (index, grant) in grants.iter().enumerate() {
        let refusal = if grant.permission == Permission::Anyone {
            NOT_GRANTABLE
        } else if !seen.insert(grant.permission) {
            PERMISSION_TWICE
        } else {
            continue;
        };
        return Err(refusal
            .at(format!("grants[{index}].permission"))
            .with("permission", grant.permission));
    }
    Ok(())
}

/// Checks the roles of a user: at most 100, each once.
///
/// # Errors
/// `list.too_long`, `user.role_twice`.
pub fn roles(roles: &[RoleId]) -> Result<()> {
    if roles.len() > USER_ROLES_MAX {
        return Err(LIST_TOO_LONG
            .at("roles")
            .with("count", roles.len())
            .with("max", USER_ROLES_MAX));
    }
    let mut seen = BTreeSet::new();
    match roles.iter().position(|role| !seen.insert(*role)) {
        None => Ok(()),
        Some(index) => Err(ROLE_TWICE
            .at(format!("roles[{index}]"))
            .with("role", roles.get(index))),
    }
}

/// Decides whether a department may stand below a parent. `above` is that parent and everything
/// above it; `levels` counts the department itself and the levels below it, 1 when there are none.
///
/// # Errors
/// `department.cycle`, `department.too_deep`.
pub fn placement(department: DepartmentId, above: &[DepartmentId], levels: usize) -> Result<()> {
    if above.contains(&department) {
        return Err(CYCLE.at("parent").with("department", department));
    }
    let depth = above.len() + levels;
    if depth > TREE_DEPTH_MAX {
        return Err(TOO_DEEP
            .at("parent")
            .with("depth", depth)
            .with("max", TREE_DEPTH_MAX));
    }
    Ok(())
}

/// Checks the bounds of the settings that are numbers.
///
/// # Errors
/// `number.out_of_range` at the setting's name; at `tolerances[i]`: `field.choice` for a second one
/// of a currency, `number.negative`, `amount.too_precise`, `number.out_of_range`; as [`boundaries`] at
/// `ageing_boundaries`.
pub fn bounds(settings: &Settings) -> Result<()> {
    for (name, value, min, max) in [
        ("number_block", settings.number_block, 1, NUMBER_BLOCK_MAX),
        ("remind_days", settings.remind_days, 0, REMIND_DAYS_MAX),
        ("rate_days", settings.rate_days, 0, RATE_DAYS_MAX),
    ] {
        if !(min..=max).contains(&value) {
            return Err(NUMBER_OUT_OF_RANGE
                .at(name)
                .with("text", value.to_string())
                .with("min", min.to_string())
                .with("max", max.to_string()));
        }
    }
    for (index, own) in settings.tolerances.iter().enumerate() {
        let earlier = settings.tolerances.iter().take(index);
        let once = earlier.clone().all(|other| other.currency != own.currency);
        tolerance(own, once).map_err(|error| error.under(&format!("tolerances[{index}]")))?;
    }
    boundaries(&settings.ageing_boundaries).map_err(|error| error.under("ageing_boundaries"))
}

/// Two tolerances of one currency.
const ONE_TOLERANCE: Refusal = FIELD_CHOICE.saying(
    "give at most one tolerance for each currency",
    "每个币种最多一项容差",
);

fn tolerance(own: &Tolerance, once: bool) -> Result<()> {
    if !once {
        return Err(ONE_TOLERANCE.at("currency"));
    }
    own.amount
        .unsigned_of(own.currency)
        .map_err(|error| error.at("amount"))?;
    let outside = |percent: &Percent| *percent < Percent::ZERO || *percent > Percent::HUNDRED;
    if let Some(percent) = own.percent.filter(outside) {
        return Err(NUMBER_OUT_OF_RANGE
            .at("percent")
            .with("text", percent)
            .with("min", "0")
            .with("max", "100"));
    }
    Ok(())
}

/// Decides whether a new record may carry a code of a list.
///
/// # Errors
/// `code.unknown`, `code.retired`, without a field.
pub fn code(codes: &Codes, list: CodeList, code: &str) -> Result<()> {
    let Some(known) = codes.get(&list) else {
        return Ok(());
    };
    let refusal = match known.get(code) {
        Some(true) => return Ok(()),
        Some(false) => CODE_RETIRED,
        None => CODE_UNKNOWN,
    };
    Err(refusal.error().with("list", list).with("code", code))
}

#[cfg(test)]
mod tests {
    use super::super::permission::Scope;
    use super::*;
    use crate::base::id::Id;

    fn kind_and_field(result: Result<()>) -> Option<(&'static str, String)> {
        let error = result.err()?;
        Some((error.kind(), error.field().unwrap_or_default().to_owned()))
    }

    #[test]
    fn a_role_grants_each_permission_once() {
        let own = |permission| Grant {
            permission,
            scope: Scope::Own,
        };
        let (read, write) = (own(Permission::OrderRead), own(Permission::OrderWrite));
        let all = Grant {
            scope: Scope::All,
            ..read
        };
        assert_eq!(grants(&[read, write]), Ok(()));
        assert_eq!(
            kind_and_field(grants(&[read, write, all])),
            Some(("role.permission_twice", "grants[2].permission".into()))
        );
        assert_eq!(
            kind_and_field(grants(&[own(Permission::Anyone), read, read])),
            Some(("role.not_grantable", "grants[0].permission".into()))
        );
    }

    #[test]
    fn a_user_holds_each_role_once_and_a_hundred_at_most() {
        let role = RoleId::from_raw;
        let hundred: Vec<RoleId> = (1..=100).map(role).collect();
        assert_eq!(roles(&hundred), Ok(()));
        assert_eq!(
            kind_and_field(roles(&[role(1), role(2), role(1)])),
            Some(("user.role_twice", "roles[2]".into()))
        );
        let more: Vec<RoleId> = (1..=101).map(role).collect();
        assert_eq!(
            kind_and_field(roles(&more)),
            Some(("list.too_long", "roles".into()))
        );
    }

    #[test]
    fn a_department_stands_below_others_but_never_below_itself() {
        let id = DepartmentId::from_raw;
        let above: Vec<DepartmentId> = (1..=63).map(id).collect();
        assert_eq!(placement(id(99), &above, 1), Ok(()));
        assert_eq!(placement(id(99), &[], 64), Ok(()));
        let kind = |result| kind_and_field(result).map(|(kind, _)| kind);
        assert_eq!(
            kind(placement(id(99), &above, 2)),
            Some("department.too_deep")
        );
        // The cycle comes first.
        assert_eq!(kind(placement(id(7), &above, 9)), Some("department.cycle"));
    }

    #[test]
    fn settings_keep_their_bounds() {
        let with = |number_block, remind_days, rate_days| {
            bounds(&Settings {
                number_block,
                remind_days,
                rate_days,
                ..Settings::default()
            })
        };
        for (block, remind, rate, refused) in [
            (1, 0, 0, None),
            (1000, 366, 366, None),
            (0, 3, 7, Some("number_block")),
            (1001, 3, 7, Some("number_block")),
            (1, 367, 7, Some("remind_days")),
            (1, 3, 367, Some("rate_days")),
        ] {
            let field = kind_and_field(with(block, remind, rate)).map(|(_, field)| field);
            assert_eq!(field.as_deref(), refused);
        }
    }

    #[test]
    fn a_list_with_codes_accepts_only_its_active_ones() {
        let known = BTreeMap::from([("direct".to_owned(), true), ("fax".to_owned(), false)]);
        let codes = Codes::from([(CodeList::Source, known)]);
        assert_eq!(code(&codes, CodeList::Source, "direct"), Ok(()));
        assert_eq!(code(&codes, CodeList::OrderType, "anything"), Ok(()));
        let kind = |text| code(&codes, CodeList::Source, text).unwrap_err().kind();
        assert_eq!((kind("fax"), kind("web")), ("code.retired", "code.unknown"));
    }
}
