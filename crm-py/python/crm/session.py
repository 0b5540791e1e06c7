"""Sessions: who acts, one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from ._folders import Folders
from .exceptions import Error


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
