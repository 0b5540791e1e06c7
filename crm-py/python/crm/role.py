# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `role`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """The permissions that a role may grant."""

    items: tuple[Permission, ...]
    """Their words."""


class Operations:
    """The operations `role.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        grants: Sequence[Grant] = (),
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Role:
        """Creates a role. Needs `org.write` with scope `all`.

        Args:
            name: Its name, unique among roles (at most 200 characters).
            grants: What it grants, each permission at most once.
            external_ref: The host's own key, unique among roles (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A set of permissions that users can hold. Roles are archived, never deleted.

        Raises:
            InvalidInput: `role.not_grantable`: ‹permission› needs no grant.
            InvalidInput: `role.permission_twice`: the role grants ‹permission› more than once.

        Example:
            s.role.create(
                name="销售",
                grants=[
                    crm.role.Grant(
                        permission=crm.role.Permission.COLLECTION_READ,
                        scope=crm.role.Scope.OWN,
                    ),
                ],
            )
        """
        return self._caller._run("role.create", Operations.create, locals())

    def update(
        self,
        *,
        role: int,
        version: int | None = None,
        name: str | None = None,
        grants: Sequence[Grant] | None = None,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        request: str | None = None,
    ) -> Role:
        """Changes a role: absent fields stay. Its holders' open sessions see the change with their
        next operation. Needs `org.write` with scope `all`.

        Args:
            role: The role (role id).
            version: The version it was read at; `conflict` when it has changed since.
            name: Its name, unique among roles (at most 200 characters).
            grants: All it grants, each permission at most once.
            external_ref: The host's own key, unique among roles; `null` for none (at most 100
                characters). `None` clears it.
            extra: The host's own data, at most 16 KiB; `null` for none. `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A set of permissions that users can hold. Roles are archived, never deleted.

        Raises:
            InvalidInput: `role.not_grantable`: ‹permission› needs no grant.
            InvalidInput: `role.permission_twice`: the role grants ‹permission› more than once.

        Example:
            s.role.update(
                role=3,
                grants=[
                    crm.role.Grant(
                        permission=crm.role.Permission.COLLECTION_READ,
                        scope=crm.role.Scope.ALL,
                    ),
                    crm.role.Grant(
                        permission=crm.role.Permission.CUSTOMER_READ,
                        scope=crm.role.Scope.ALL,
                    ),
                    crm.role.Grant(
                        permission=crm.role.Permission.RECEIPT_WRITE,
                        scope=crm.role.Scope.ALL,
                    ),
                    crm.role.Grant(
                        permission=crm.role.Permission.RECEIPT_CONFIRM,
                        scope=crm.role.Scope.ALL,
                    ),
                    crm.role.Grant(
                        permission=crm.role.Permission.APPROVAL_READ,
                        scope=crm.role.Scope.ALL,
                    ),
                    crm.role.Grant(
                        permission=crm.role.Permission.APPROVAL_WRITE,
                        scope=crm.role.Scope.ALL,
                    ),
                ],
            )
        """
        return self._caller._run("role.update", Operations.update, locals())

    def archive(self, *, role: int, version: int | None = None, request: str | None = None) -> Role:
        """Archives a role: its holders keep it, but it grants nothing and nobody can be given it.
        The name stays taken. Archiving twice changes nothing. Needs `org.write` with scope `all`.

        Args:
            role: The role (role id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A set of permissions that users can hold. Roles are archived, never deleted.

        Example:
            s.role.archive(role=5)
        """
        return self._caller._run("role.archive", Operations.archive, locals())

    def restore(self, *, role: int, version: int | None = None, request: str | None = None) -> Role:
        """Takes an archived role back: it grants its holders again what it granted. Needs
        `org.write` with scope `all`.

        Args:
            role: The role (role id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A set of permissions that users can hold. Roles are archived, never deleted.

        Example:
            s.role.restore(role=5)
        """
        return self._caller._run("role.restore", Operations.restore, locals())

    def get(self, *, role: int) -> Role:
        """Reads a role.

        Args:
            role: The role (role id).

        Returns:
            A set of permissions that users can hold. Roles are archived, never deleted.

        Example:
            s.role.get(role=24)
        """
        return self._caller._run("role.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        include_archived: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Role, Page[Role]]:
        """Lists roles by name.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            include_archived: Archived roles too.
            limit: Roles wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: Where to continue: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.role.list(external_ref="HR-R-7")
        """
        return self._caller._list("role.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .org import Grant  # noqa: E402
from .org import Role  # noqa: E402
from .permission import Permission  # noqa: E402
from .permission import Scope  # noqa: E402

__all__ = [
    "Grant",
    "Operations",
    "Permission",
    "Permissions",
    "Role",
    "Scope",
]
