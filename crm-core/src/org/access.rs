//! Who may see and change which records: one function asked by every operation. Pure.

use super::model::Grant;
use super::permission::{Permission, Scope};
use crate::base::id::{DepartmentId, Id, RoleId, UserId};
use std::collections::BTreeMap;

/// A record's place: who owns it and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    /// The owner; records without one are seen only with scope all.
    pub owner: Option<UserId>,
    /// The department.
    pub department: Option<DepartmentId>,
}

/// Who acts in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user; `None` is the built-in system actor, which may do everything.
    pub user: Option<UserId>,
    /// The host's key of the user, or `system`.
    pub key: String,
    /// The user's department.
    pub department: Option<DepartmentId>,
    /// That department and all below it, sorted.
    pub below: Vec<DepartmentId>,
    /// The widest scope of each permission granted by the user's roles.
    pub grants: BTreeMap<Permission, Scope>,
    /// The user's active roles.
    pub roles: Vec<HeldRole>,
}

/// A role that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: RoleId,
    /// What it grants.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// The built-in actor for set-up and trusted scripts.
    #[must_use]
    pub fn system() -> Self {
        Self {
            user: None,
            key: "system".into(),
            department: None,
            below: Vec::new(),
            grants: BTreeMap::new(),
            roles: Vec::new(),
        }
    }

    /// Where the actor's new records are put unless the host says otherwise.
    #[must_use]
    pub fn place(&self) -> Access {
        Access {
            owner: self.user,
            department: self.department,
        }
    }

    /// How far the actor's grant of a permission reaches; `None` when it is not granted.
    #[must_use]
    pub fn scope(&self, permission: Permission) -> Option<Scope> {
        if self.user.is_none() || permission == Permission::Anyone {
            return Some(Scope::All);
        }
        let granted = self.grants.get(&permission).copied()?;
        permission.effective(granted)
    }

    /// Whether a record lies inside the actor's scope of a permission.
    #[must_use]
    pub fn covers(&self, permission: Permission, access: Access) -> bool {
        self.scope(permission)
            .is_some_and(|scope| self.reaches(scope, access))
    }

    /// Whether a record lies inside a scope as it is for the actor.
    fn reaches(&self, scope: Scope, access: Access) -> bool {
        let own = access.owner.is_some() && access.owner == self.user;
        let here = access.department.is_some() && access.department == self.department;
        match scope {
            Scope::Own => own,
            Scope::Department => own || here,
            Scope::DepartmentAndBelow => {
                let below = access
                    .department
                    .is_some_and(|id| self.below.binary_search(&id).is_ok());
                own || here || below
            }
            Scope::All => true,
        }
    }

    /// The roles that grant a permission for a record.
    pub fn granting(&self, permission: Permission, access: Access) -> impl Iterator<Item = RoleId> {
        let grants = move |held: &&HeldRole| {
            let mut scopes = held
                .grants
                .iter()
                .filter(|grant| grant.permission == permission)
                .filter_map(|grant| permission.effective(grant.scope));
            scopes.any(|scope| self.reaches(scope, access))
        };
        self.roles.iter().filter(grants).map(|held| held.role)
    }

    /// The same as a filter for lists.
    #[must_use]
    pub fn reach(&self, permission: Permission) -> Reach {
        let owner = self.user.map(Id::raw);
        let Some(scope) = self.scope(permission) else {
            return Reach::Nothing;
        };
        let departments: Vec<i64> = match scope {
            Scope::All => return Reach::Everything,
            Scope::Own => Vec::new(),
            Scope::Department => self.department.iter().map(|id| id.raw()).collect(),
            Scope::DepartmentAndBelow => self.below.iter().map(|id| id.raw()).collect(),
        };
        match (departments.is_empty(), owner) {
            (true, Some(user)) => Reach::Owner(user),
            (true, None) => Reach::Nothing,
            (false, owner) => Reach::Departments { departments, owner },
        }
    }
}

/// What a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// No filter.
    Everything,
    /// Records of one owner.
    Owner(i64),
    /// Records of some departments, and the actor's own.
    Departments {
        /// The departments.
        departments: Vec<i64>,
        /// The actor.
        owner: Option<i64>,
    },
    /// Nothing at all.
    Nothing,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(scope: Scope) -> Actor {
        let department = DepartmentId::from_raw;
        Actor {
            user: Some(UserId::from_raw(1)),
            key: "zhang.wei".into(),
            department: Some(department(10)),
            below: vec![department(10), department(11)],
            grants: BTreeMap::from([(Permission::OrderRead, scope)]),
            roles: Vec::new(),
        }
    }

    #[test]
    fn each_scope_covers_what_it_names() {
        let access = |owner, department| Access {
            owner: Some(UserId::from_raw(owner)),
            department: Some(DepartmentId::from_raw(department)),
        };
        // Rows: owner, department, then whether own, department, below, all cover it.
        let rows = [
            (1, 99, [true, true, true, true]),
            (2, 10, [false, true, true, true]),
            (2, 11, [false, false, true, true]),
            (2, 99, [false, false, false, true]),
        ];
        let scopes = [
            Scope::Own,
            Scope::Department,
            Scope::DepartmentAndBelow,
            Scope::All,
        ];
        for (owner, department, expected) in rows {
            for (scope, expected) in scopes.into_iter().zip(expected) {
                let covered = user(scope).covers(Permission::OrderRead, access(owner, department));
                assert_eq!(covered, expected, "{scope:?} {owner} {department}");
            }
        }
        assert!(!user(Scope::All).covers(Permission::OrderWrite, access(1, 10)));
        assert!(!user(Scope::Department).covers(Permission::OrderRead, Access::default()));
        assert!(Actor::system().covers(Permission::OrderWrite, Access::default()));
    }

    #[test]
    fn what_the_workspace_shares_is_seen_with_any_grant_and_changed_with_scope_all() {
        let mut actor = user(Scope::Own);
        actor.grants.insert(Permission::CatalogRead, Scope::Own);
        assert!(actor.covers(Permission::CatalogRead, Access::default()));
        assert_eq!(actor.reach(Permission::CatalogRead), Reach::Everything);
        for (scope, expected) in [(Scope::DepartmentAndBelow, false), (Scope::All, true)] {
            actor.grants.insert(Permission::CatalogWrite, scope);
            let covered = actor.covers(Permission::CatalogWrite, Access::default());
            assert_eq!(covered, expected, "{scope:?}");
        }
    }
}
