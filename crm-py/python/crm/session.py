"""Sessions: who acts, one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from ._encode import wrong
from ._folders import Folders
from ._values import SqlAnswer
from .exceptions import Error, FieldTypeError

FLOAT = "a float is not exact; give an int, or text"


class Session(Folders):
    """One user's session, opened by `Database.session`. For one thread at a time; open one each.

    Every operation of the library is a method of the attribute that has its folder's name:
    `order.create` is `session.order.create`. A closed session raises `crm.Misuse`.
    """

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Runs the operations of the block as one: kept when the block ends, undone when it raises.

        Transactions nest: an inner one that raises undoes only its own work.

        >>> import crm
        >>> with crm.open(":memory:") as db, db.session() as s:
        ...     with s.transaction():
        ...         buyer = s.customer.create(name="北京华信科技有限公司")
        ...         s.contact.create(name="王芳", customer=buyer.id).name
        '王芳'
        """
        self._native.begin()
        try:
            yield self
        except BaseException:
            try:
                self._native.rollback()
            except Error:
                # What ended the block says more than what was met while undoing it.
                pass
            raise
        self._native.commit()

    def sql(self, text: str, *values: int | str | bytes | None) -> SqlAnswer:
        """Runs one SQL statement of the host's own, in the open transaction or in one of its own.

        What it writes and what operations write are kept or undone together; a statement that
        fails undoes only itself. The project's `docs/sql.md` says more.

        Args:
            text: One statement, at most 100,000 characters. It reads every table and writes those
                of the host, never those of the library, whose names begin with `crm_`.
            values: What stands as `?1`, `?2` … in the text, at most 1,000.

        Raises:
            TypeError: A value is a float or anything else that is no int, str, bytes or None.
            InvalidInput: The text or a value is not well formed, or the database does not run the
                statement (`sql.failed`).
            Refused: It is not the host's to do (`sql.reserved`, `sql.transaction`, `sql.verb` …), a
                constraint says no (`sql.constraint`), a column is of another type and must be cast
                (`sql.value_type`), or the answer has more than 10,000 rows or 16 MiB (`sql.rows`,
                `sql.bytes`).
            Denied: The user lacks the permission `sql.run` for everything.
            Busy: Somebody else held the database for longer than `wait_ms`.

        >>> import crm
        >>> with crm.open(":memory:") as db, db.session() as s:
        ...     buyer = s.customer.create(name="北京华信科技有限公司")
        ...     s.sql("SELECT name FROM crm_customer WHERE id = ?1", buyer.id).rows
        (('北京华信科技有限公司',),)
        """
        if not isinstance(text, str):
            raise wrong("str", text).under("text")
        for index, value in enumerate(values):
            if isinstance(value, float):
                raise FieldTypeError(FLOAT, f"values[{index}]")
            if isinstance(value, bool) or not isinstance(value, (int, str, bytes, type(None))):
                raise wrong("int, str, bytes or None", value).under(f"values[{index}]")
        return SqlAnswer(*self._native.sql(text, values))

    def close(self) -> None:
        """Closes the session; an open transaction is rolled back. Closing twice is fine."""
        self._native.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
