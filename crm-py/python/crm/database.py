"""Opening a workspace."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from types import TracebackType
from typing import Literal

from . import _native
from ._encode import moment
from .exceptions import FieldTypeError
from .session import Session


def open(
    path: str | os.PathLike[str],
    *,
    create: bool = True,
    migrate: bool = False,
    durability: Literal["full", "normal"] = "full",
    wait_ms: int = 5000,
    time_zone: str = "Asia/Shanghai",
    language: Literal["en", "zh"] = "en",
    now: dt.datetime | None = None,
) -> Database:
    """Opens a workspace: one SQLite file, `":memory:"`, or one on a PostgreSQL server.

    Args:
        path: The file, or `postgres://user:password@host:port/database?workspace=name` of a
            workspace that `Workspaces.create` made.
        create: Whether to create a missing file.
        migrate: Whether to bring an older schema to the current one; an empty file is always
            filled.
        durability: `full`: every commit is on the disk before it is answered. `normal`: a power
            cut may lose the last commits, never the file's consistency.
        wait_ms: How long a write waits for other writers before it raises `Busy`, 0 to 3600000
            milliseconds.
        time_zone: The time zone of "today", a name of the IANA database.
        language: The language of messages.
        now: A clock that stands at this moment until `Database.set_now` moves it, for tests,
            imports and replays; the machine's clock when not given.

    Raises:
        StorageError: The file cannot be opened, is damaged or no database; the server cannot be
            reached, or does not let the user in.
        NotFound: The server has no such workspace.
        VersionError: Another version of the library, or another application, wrote it.
        Busy: Another process held it for too long.
        InvalidInput: An option is not one of its words or out of its bounds, or the URL is
            malformed.

    >>> import crm
    >>> with crm.open(":memory:") as db, db.session() as s:
    ...     s.currency.get(currency="KWD").digits
    3
    """
    native = _native.open(
        path,
        create=create,
        migrate=migrate,
        durability=durability,
        wait_ms=wait_ms,
        time_zone=time_zone,
        language=language,
        now=None if now is None else _moment(now),
    )
    return Database(native)


def _moment(now: dt.datetime) -> str:
    try:
        return str(moment(now))
    except FieldTypeError as error:
        raise error.under("now") from None


class Database:
    """An open workspace. Any thread may use it; a closed one raises `crm.Misuse`."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Database) -> None:
        self._native = native

    def session(self, user: str | None = None) -> Session:
        """Opens a session of a user, named by the host's own key; without one, of the system.

        The host has logged the person in.

        Raises:
            NotFound: There is no such user, or the user is archived.
        """
        return Session(self._native.session(user))

    def set_now(self, now: dt.datetime) -> None:
        """Sets the clock of a workspace that was opened with `now`.

        Raises:
            Misuse: The workspace was opened with the machine's clock.
        """
        self._native.set_now(_moment(now))

    def on_commit(self, callback: Callable[[], object]) -> None:
        """Calls `callback()` after every commit made through this object, on the thread that made it.

        It says only that something was committed; read `session.change.list` in a session of its
        own to learn what. What the callback raises goes to `sys.unraisablehook`.
        """
        self._native.on_commit(callback)

    def close(self) -> None:
        """Closes the workspace and the sessions still open; their transactions are rolled back.

        Closing twice is fine.

        Raises:
            Misuse: Another thread is using one of its sessions at this moment.
        """
        self._native.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
