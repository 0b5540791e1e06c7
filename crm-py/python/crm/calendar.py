# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `calendar`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Warning


class AdjustRule(Word):
    """How `calendar.adjust` moves a date."""

    FOLLOWING = "following"
    """A rest day to the first workday after it."""

    MODIFIED_FOLLOWING = "modified_following"
    """A rest day to the first workday after it in the same month; when there is none, to the last
    before it.
    """

    PRECEDING = "preceding"
    """A rest day to the last workday before it."""

    ADD = "add"
    """Any day to the workday so many workdays later."""


class Adjustment(Word):
    """How a date that is no workday moves."""

    FOLLOWING = "following"
    """To the first workday after it."""

    MODIFIED_FOLLOWING = "modified_following"
    """To the first workday after it in the same month; when there is none, to the last before it.
    """

    PRECEDING = "preceding"
    """To the last workday before it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedDate:
    """A date found on a calendar."""

    date: dt.date
    """The date found, always a workday."""

    is_workday: bool
    """Whether the given date is a workday."""

    covered: bool
    """Whether the calendar covers every day looked at; if not, plain weekends were assumed there.
    """

    warnings: tuple[Warning, ...]
    """`calendar.not_covered` when it does not."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSummary:
    """A business calendar without its days."""

    id: int
    """Its id (calendar id)."""

    version: int
    """Raised whenever it is loaded with other days."""

    name: str
    """Its name, unique."""

    covers: Period
    """The days for which it is complete."""

    created_at: dt.datetime
    """When it was first loaded."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCalendar:
    """A business calendar: Saturdays and Sundays rest, but for what its lists say."""

    id: int
    """Its id (calendar id)."""

    version: int
    """Raised whenever it is loaded with other days."""

    name: str
    """Its name, unique."""

    covers: Period
    """The days for which the lists are complete."""

    holidays: tuple[dt.date, ...]
    """Rest days beside Saturdays and Sundays, in order."""

    workdays: tuple[dt.date, ...]
    """Saturdays and Sundays that are worked, in order."""

    created_at: dt.datetime
    """When it was first loaded."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from one date to another, both included."""

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day; not before the first."""


class Operations:
    """The operations `calendar.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def load(
        self,
        *,
        name: str,
        covers: Period,
        holidays: Sequence[dt.date] = (),
        workdays: Sequence[dt.date] = (),
        version: int | None = None,
        request: str | None = None,
    ) -> LoadedCalendar:
        """Loads a business calendar; one of the same name is replaced as a whole. Due dates that
        were already computed stay as they are. Needs `setting.write` with scope `all`.

        Args:
            name: Its name, 1 to 100 characters.
            covers: The days for which the lists are complete.
            holidays: Rest days beside Saturdays and Sundays; with the workdays at most 20,000 days,
                none twice, all within `covers`.
            workdays: Saturdays and Sundays that are worked; other days may stand here and change
                nothing.
            version: The version of the calendar it replaces, 0 when there is none; `conflict` when
                there is another. Not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A business calendar: Saturdays and Sundays rest, but for what its lists say.

        Raises:
            InvalidInput: `calendar.outside_covers`: ‹date› lies outside ‹from› to ‹to›, which the
                calendar covers.
            InvalidInput: `calendar.contradiction`: ‹date› is listed both as a holiday and as a
                workday.
            InvalidInput: `calendar.twice`: ‹date› is listed twice.

        Example:
            s.calendar.load(
                name="CN",
                covers=crm.calendar.Period(
                    from_=dt.date.fromisoformat("2026-01-01"),
                    to=dt.date.fromisoformat("2026-12-31"),
                ),
                holidays=[
                    dt.date.fromisoformat("2026-10-07"),
                    dt.date.fromisoformat("2026-10-01"),
                    dt.date.fromisoformat("2026-10-02"),
                    dt.date.fromisoformat("2026-10-03"),
                    dt.date.fromisoformat("2026-10-04"),
                    dt.date.fromisoformat("2026-10-05"),
                    dt.date.fromisoformat("2026-10-06"),
                ],
                workdays=[dt.date.fromisoformat("2026-10-10")],
            )
        """
        return self._caller._run("calendar.load", Operations.load, locals())

    def adjust(
        self,
        *,
        calendar: str,
        date: dt.date,
        rule: AdjustRule,
        workdays: int | None = None,
    ) -> AdjustedDate:
        """Moves a date to a workday, or counts workdays from it.

        Args:
            calendar: The calendar's name (at most 100 characters).
            date: The date.
            rule: How it moves.
            workdays: With `add` only, and required there: how many workdays later, -25,000 to
                25,000; earlier when negative. 0 is the date itself, or the first workday after a
                rest day.

        Returns:
            A date found on a calendar.

        Raises:
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.calendar.adjust(
                calendar="CN",
                date=dt.date.fromisoformat("2026-10-03"),
                rule=crm.calendar.AdjustRule.FOLLOWING,
            )
        """
        return self._caller._run("calendar.adjust", Operations.adjust, locals())

    def get(self, *, calendar: str) -> LoadedCalendar:
        """Reads a calendar with its days.

        Args:
            calendar: The calendar's name (at most 100 characters).

        Returns:
            A business calendar: Saturdays and Sundays rest, but for what its lists say.

        Example:
            s.calendar.get(calendar="CN")
        """
        return self._caller._run("calendar.get", Operations.get, locals())

    def list(
        self,
        *,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[CalendarSummary, Page[CalendarSummary]]:
        """Lists the calendars by name, without their days.

        Args:
            limit: Calendars wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.calendar.list(limit=1)
        """
        return self._caller._list("calendar.list", Operations.list, locals())

__all__ = [
    "AdjustRule",
    "AdjustedDate",
    "Adjustment",
    "CalendarSummary",
    "LoadedCalendar",
    "Operations",
    "Period",
    "Warning",
]
