//! How far somebody reaches. Pure.

use crate::approval::model::{Limited, LimitedAction};
use crate::base::error::Refusal;
use crate::base::id::{DepartmentId, RoleId, UserId};
use crate::base::{Amount, Currency};
use crate::org::access::Access;
use crate::org::permission::Scope;
use std::collections::BTreeMap;

/// An amount beyond what the actor's roles reach to (M39).
pub const LIMIT_EXCEEDED: Refusal = Refusal::rule(
    "approval.limit_exceeded",
    "{action}: {amount} {currency} is beyond the {limit} {currency} that {user} reaches to",
    "{action}:{amount} {currency} 超出 {user} 的限额 {limit} {currency}",
);

/// The limits of each action and currency that has any, by role.
pub type Limits = BTreeMap<(LimitedAction, Currency), OfRoles>;
/// The largest amounts that roles reach to; one that is not here is not limited.
pub type OfRoles = BTreeMap<RoleId, Amount>;

/// How far somebody reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// To nothing.
    Nothing,
    /// To an amount, itself included.
    UpTo(Amount),
    /// To every amount.
    Everything,
}

impl Reach {
    /// The best of some roles, each of which grants what it takes.
    #[must_use]
    pub fn best(roles: impl IntoIterator<Item = RoleId>, limits: Option<&OfRoles>) -> Self {
        let of = |role| limits.and_then(|limits| limits.get(&role).copied());
        let each = roles
            .into_iter()
            .map(|role| of(role).map_or(Self::Everything, Self::UpTo));
        each.max().unwrap_or(Self::Nothing)
    }

    /// Whether it reaches to an amount.
    #[must_use]
    pub fn covers(self, limited: &Limited) -> bool {
        match self {
            Self::Nothing => false,
            Self::UpTo(most) => limited.amount.abs() <= most,
            Self::Everything => true,
        }
    }

    /// The amount it ends at, where it ends.
    #[must_use]
    pub fn most(self) -> Option<Amount> {
        match self {
            Self::Nothing => Some(Amount::ZERO),
            Self::UpTo(most) => Some(most),
            Self::Everything => None,
        }
    }
}

/// Whether a user who is granted something with a scope reaches a record with it. `above` is the
/// record's department and everything above it. The same as
/// [`Actor::covers`](crate::org::access::Actor::covers), asked of many users about one record.
#[must_use]
pub fn stands(
    scope: Scope,
    (user, department): (UserId, Option<DepartmentId>),
    record: Access,
    above: &[DepartmentId],
) -> bool {
    let own = record.owner == Some(user);
    match scope {
        Scope::Own => own,
        Scope::Department => own || department.is_some() && department == record.department,
        Scope::DepartmentAndBelow => own || department.is_some_and(|id| above.contains(&id)),
        Scope::All => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Id;
    use crate::org::access::{Actor, HeldRole};
    use crate::org::model::Grant;
    use crate::org::permission::Permission;

    fn limited(amount: &str) -> Limited {
        Limited {
            action: LimitedAction::ReceiptConfirm,
            currency: Currency::CNY,
            amount: Amount::parse(amount).unwrap(),
        }
    }

    #[test]
    fn the_best_role_counts_and_its_limit_is_within_reach() {
        let role = RoleId::from_raw;
        let amount = |text| Amount::parse(text).unwrap();
        let limits = OfRoles::from([(role(1), amount("1000")), (role(2), amount("50000"))]);
        // Columns: roles, amount, whether they reach it.
        for (roles, text, reached) in [
            (&[][..], "0.01", false),
            (&[1][..], "1000.00", true),
            (&[1], "1000.01", false),
            (&[1], "-1000.01", false),
            (&[1, 2], "50000.00", true),
            (&[1, 2], "50000.01", false),
            // Role 3 has no row: it is not limited.
            (&[1, 3], "99999999.00", true),
        ] {
            let roles = roles.iter().copied().map(RoleId::from_raw);
            let reach = Reach::best(roles, Some(&limits));
            assert_eq!(reach.covers(&limited(text)), reached, "{reach:?} {text}");
        }
        assert_eq!(Reach::best([role(1)], None), Reach::Everything);
        assert_eq!(Reach::best([], None), Reach::Nothing);
        assert!(Reach::Nothing < Reach::UpTo(Amount::ZERO));
        assert!(Reach::UpTo(amount("1")) < Reach::Everything);
    }

    /// Department 1 stands above 2, and 2 above 3.
    #[test]
    fn a_user_among_many_reaches_what_an_actor_reaches() {
        let department = DepartmentId::from_raw;
        let below = |id: i64| (id..=3).map(department).collect::<Vec<_>>();
        let permission = Permission::ReceiptConfirm;
        let scopes = [
            Scope::Own,
            Scope::Department,
            Scope::DepartmentAndBelow,
            Scope::All,
        ];
        for scope in scopes {
            for (sits, owner, place) in (0..=3)
                .flat_map(|sits| (7..=8).map(move |owner| (sits, owner)))
                .flat_map(|(sits, owner)| (0..=3).map(move |place| (sits, owner, place)))
            {
                let at = |id: i64| Some(department(id)).filter(|_| id > 0);
                let grant = Grant { permission, scope };
                let actor = Actor {
                    user: Some(UserId::from_raw(7)),
                    department: at(sits),
                    below: at(sits).map_or_else(Vec::new, |_| below(sits)),
                    grants: BTreeMap::from([(permission, scope)]),
                    roles: vec![HeldRole {
                        role: RoleId::from_raw(1),
                        grants: vec![grant],
                    }],
                    ..Actor::system()
                };
                let record = Access {
                    owner: Some(UserId::from_raw(owner)),
                    department: at(place),
                };
                let above: Vec<_> = (1..=place).rev().map(department).collect();
                let user = (UserId::from_raw(7), at(sits));
                let expected = actor.covers(permission, record);
                assert_eq!(stands(scope, user, record, &above), expected, "{scope:?}");
                let roles: Vec<_> = actor.granting(permission, record).collect();
                assert_eq!(roles.len(), usize::from(expected));
            }
        }
    }
}
