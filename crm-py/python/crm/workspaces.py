"""The workspaces of a PostgreSQL database."""

from __future__ import annotations

import builtins
from typing import Literal

from . import _native


class Workspaces:
    """The workspaces of the database a URL names: creating, listing and migrating them.

    Each is a schema; `crm.open` opens one by the same URL with `?workspace=` and its name. Any
    thread may use the object.
    """

    __slots__ = ("_native",)

    def __init__(
        self, url: str, *, wait_ms: int = 5000, language: Literal["en", "zh"] = "en"
    ) -> None:
        """Looks at the URL; nothing is connected yet.

        Args:
            url: `postgres://user:password@host:port/database`; a workspace in it is not looked at.
            wait_ms: How long to wait for a connection and for locks, 0 to 3600000 milliseconds.
            language: The language of messages.

        Raises:
            InvalidInput: The URL, or an option, is malformed.
        """
        self._native = _native.Workspaces(url, wait_ms=wait_ms, language=language)

    def create(self, name: str) -> None:
        """Creates a workspace: a schema of this name with all tables, or nothing.

        Args:
            name: Small letters, digits and underscores, a letter first, at most 63.

        Raises:
            InvalidInput: It is no name of a workspace.
            Conflict: There is a workspace or schema of this name already.
            StorageError: The server cannot be reached, lets the user not in, has no such database,
                or the user may not create a schema there.
            VersionError: The server is older than PostgreSQL 14.
        """
        self._native.create(name)

    def list(self) -> builtins.list[str]:
        """The names of all workspaces that the user may use, in order.

        Raises:
            StorageError: As for `create`.
        """
        return self._native.list()

    def migrate(self, name: str) -> None:
        """Brings a workspace of an older library to this one's version; a current one is left alone.

        Each step is a transaction of its own: what was done stays done when it is interrupted, and
        the next call goes on.

        Raises:
            NotFound: There is no such workspace.
            VersionError: A newer library wrote it.
            StorageError: As for `create`.
        """
        self._native.migrate(name)
