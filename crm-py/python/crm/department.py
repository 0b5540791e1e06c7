# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `department`."""

from __future__ import annotations

from collections.abc import Mapping

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset


class Operations:
    """The operations `department.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        parent: int | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Department:
        """Creates a department. Needs `org.write` with scope `all`.

        Args:
            name: Its name (at most 200 characters).
            parent: The department above it; at the top when not given. The tree has at most 64
                levels (department id).
            external_ref: The host's own key, unique among departments (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One department of the tree. Departments are archived, never deleted.

        Raises:
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `department.too_deep`: the department tree would have ‹depth› levels; at most
                ‹max›.

        Example:
            s.department.create(name="销售一部")
        """
        return self._caller._run("department.create", Operations.create, locals())

    def update(
        self,
        *,
        department: int,
        version: int | None = None,
        name: str | None = None,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        parent: int | None | Unset = UNSET,
        request: str | None = None,
    ) -> Department:
        """Renames or moves a department: absent fields stay. What it holds moves with it, and open
        sessions see the new tree with their next operation. Needs `org.write` with scope `all`.

        Args:
            department: The department (department id).
            version: The version it was read at; `conflict` when it has changed since.
            name: Its name (at most 200 characters).
            external_ref: The host's own key, unique among departments; `null` for none (at most 100
                characters). `None` clears it.
            extra: The host's own data, at most 16 KiB; `null` for none. `None` clears it.
            parent: The department above it; `null` for the top. The tree has at most 64 levels
                (department id). `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One department of the tree. Departments are archived, never deleted.

        Raises:
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `department.cycle`: department ‹department› would stand below itself.
            Refused: `department.too_deep`: the department tree would have ‹depth› levels; at most
                ‹max›.

        Example:
            s.department.update(department=5, version=1, name="华北大区", parent=None)
        """
        return self._caller._run("department.update", Operations.update, locals())

    def archive(
        self,
        *,
        department: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Department:
        """Archives a department that no active user sits in and no active department stands below.
        Records keep naming it, and scopes still reach them. Archiving twice changes nothing. Needs
        `org.write` with scope `all`.

        Args:
            department: The department (department id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One department of the tree. Departments are archived, never deleted.

        Raises:
            Refused: `department.has_users`: active users still sit in the department.
            Refused: `department.has_children`: active departments still stand below it.

        Example:
            s.department.archive(department=22)
        """
        return self._caller._run("department.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        department: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Department:
        """Takes an archived department back below its parent. Needs `org.write` with scope `all`.

        Args:
            department: The department (department id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One department of the tree. Departments are archived, never deleted.

        Raises:
            Refused: `department.archived`: department ‹department› is archived.

        Example:
            s.department.restore(department=3)
        """
        return self._caller._run("department.restore", Operations.restore, locals())

    def get(self, *, department: int) -> Department:
        """Reads a department.

        Args:
            department: The department (department id).

        Returns:
            One department of the tree. Departments are archived, never deleted.

        Example:
            s.department.get(department=5)
        """
        return self._caller._run("department.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        parent: int | None = None,
        include_archived: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Department, Page[Department]]:
        """Lists departments by name.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            parent: Only departments right below this one (department id).
            include_archived: Archived departments too.
            limit: Departments wanted, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: Where to continue: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.department.list(external_ref="HR-D-01")
        """
        return self._caller._list("department.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .org import Department  # noqa: E402

__all__ = [
    "Department",
    "Operations",
]
