"""What documents are made of beside Python's own values."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar


class Word(str, enum.Enum):
    """One of the words a field allows; it is also that text."""

    def __str__(self) -> str:
        return str.__str__(self)

    def __format__(self, spec: str) -> str:
        return str.__format__(self, spec)


class Unset(enum.Enum):
    """The type of `UNSET`."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET
"""What an update leaves alone; `None` makes a field empty."""

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a list."""

    items: tuple[Item, ...]
    """The items, in the order of the list."""

    next: str | None = None
    """Where the next page starts: give it as `after`. None on the last page."""


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """What a statement of the host's own answered; see `Session.sql`."""

    columns: tuple[str, ...]
    """The names of the columns; none when the statement answers no rows."""

    rows: tuple[tuple[int | str | bytes | None, ...], ...]
    """The rows, at most 10,000, each with a value for every column."""

    touched: int
    """How many rows an INSERT, UPDATE, DELETE or MERGE wrote; 0 for all others."""


class AnyPage(Protocol[Item_co]):
    """What every page has."""

    @property
    def items(self) -> tuple[Item_co, ...]:
        """The items."""

    @property
    def next(self) -> str | int | None:
        """Where the next page starts."""


Paged = TypeVar("Paged", bound=AnyPage[object])


class Listing(Generic[Item, Paged]):
    """A list that is read page by page while one goes through it; each page is one call.

    Going through it again reads it again.
    """

    __slots__ = ("_after", "_fetch")

    def __init__(
        self, fetch: Callable[[str | int | None], Paged], after: str | int | None = None
    ) -> None:
        self._fetch = fetch
        self._after = after

    def page(self) -> Paged:
        """The first page; its `next` continues it as `after`."""
        return self._fetch(self._after)

    def pages(self) -> Iterator[Paged]:
        """Every page with items, each read when it is asked for; none when there are no items."""
        after = self._after
        while True:
            page = self._fetch(after)
            if page.items:
                yield page
            # A page may be empty and the list go on all the same. A feed always says where to go
            # on; it ends where that stays as it was.
            if page.next is None or page.next == (after or 0):
                return
            after = page.next

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            items: tuple[Item, ...] = page.items  # type: ignore[assignment]
            yield from items

    def __repr__(self) -> str:
        return f"Listing(after={self._after!r})"
