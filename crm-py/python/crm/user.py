# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `user`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset


class Operations:
    """The operations `user.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        key: str,
        name: str,
        department: int | None = None,
        roles: Sequence[int] = (),
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> User:
        """Creates a user. Needs `org.write` with scope `all`.

        Args:
            key: The host's own key, unique among users: what sessions are opened with (at most 100
                characters).
            name: The person's name (at most 200 characters).
            department: The department the user sits in (department id).
            roles: The roles held, each once, at most 100.
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Somebody a session can be opened as. Users are archived, never deleted.

        Raises:
            InvalidInput: `user.role_twice`: role ‹role› is given more than once.
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `role.archived`: role ‹role› is archived.

        Example:
            s.user.create(key="zhang.wei", name="张伟", roles=[1])
        """
        return self._caller._run("user.create", Operations.create, locals())

    def update(
        self,
        *,
        user: int,
        version: int | None = None,
        key: str | None = None,
        name: str | None = None,
        roles: Sequence[int] | None = None,
        department: int | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        request: str | None = None,
    ) -> User:
        """Changes a user: absent fields stay. Open sessions of the user see the change with their
        next operation. Needs `org.write` with scope `all`.

        Args:
            user: The user (user id).
            version: The version it was read at; `conflict` when it has changed since.
            key: The host's own key, unique among users (at most 100 characters).
            name: The person's name (at most 200 characters).
            roles: All roles held, each once, at most 100.
            department: The department the user sits in; `null` for none (department id). `None`
                clears it.
            extra: The host's own data, at most 16 KiB; `null` for none. `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Somebody a session can be opened as. Users are archived, never deleted.

        Raises:
            InvalidInput: `user.role_twice`: role ‹role› is given more than once.
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `role.archived`: role ‹role› is archived.

        Example:
            s.user.update(user=15, roles=[9, 7])
        """
        return self._caller._run("user.update", Operations.update, locals())

    def archive(self, *, user: int, version: int | None = None, request: str | None = None) -> User:
        """Archives a user: no session can be opened as the user any more, and an open one is
        `denied` with its next operation. The key stays taken; records keep naming the user.
        Archiving twice changes nothing. Needs `org.write` with scope `all`.

        Args:
            user: The user (user id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Somebody a session can be opened as. Users are archived, never deleted.

        Example:
            s.user.archive(user=21)
        """
        return self._caller._run("user.archive", Operations.archive, locals())

    def restore(self, *, user: int, version: int | None = None, request: str | None = None) -> User:
        """Takes an archived user back, with the roles it had. Needs `org.write` with scope `all`.

        Args:
            user: The user (user id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Somebody a session can be opened as. Users are archived, never deleted.

        Raises:
            Refused: `department.archived`: department ‹department› is archived.

        Example:
            s.user.restore(user=31, version=2)
        """
        return self._caller._run("user.restore", Operations.restore, locals())

    def get(self, *, user: int) -> User:
        """Reads a user.

        Args:
            user: The user (user id).

        Returns:
            Somebody a session can be opened as. Users are archived, never deleted.

        Example:
            s.user.get(user=31)
        """
        return self._caller._run("user.get", Operations.get, locals())

    def list(
        self,
        *,
        key: str | None = None,
        department: int | None = None,
        include_archived: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[User, Page[User]]:
        """Lists users by key.

        Args:
            key: Only the user with this key (at most 100 characters).
            department: Only users sitting right in this department (department id).
            include_archived: Archived users too.
            limit: Users wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: Where to continue: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.user.list(key="li.na")
        """
        return self._caller._list("user.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .org import User  # noqa: E402

__all__ = [
    "Operations",
    "User",
]
