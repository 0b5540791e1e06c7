# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `terms`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page
from .base import Lifecycle
from .base import Tie


class Operations:
    """The operations `terms.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        rounding: Rounding | None = None,
        tie: Tie | None = None,
        lines: Sequence[TermLine],
        pay_days: Sequence[int] | None = None,
        calendar: str | None = None,
        adjustment: Adjustment | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Terms:
        """Creates a term template. Templates never change: archive one and create another of the
        same name. Needs `terms.write` with scope `all`.

        Args:
            name: Its name, 1 to 200 characters, unique among the templates that are not archived.
            rounding: How lines are rounded; `cumulative` when not given.
            tie: How an exact half of a minor unit is rounded; the setting of today when not given.
            lines: The lines, 1 to 100, with at most 1,000 parts in all.
            pay_days: The days of the month on which the customer pays; each due date waits for the
                next of them.
            calendar: The name of a loaded business calendar; by setting when not given (at most 100
                characters).
            adjustment: How a due date on a rest day of the calendar moves; by setting when not
                given.
            external_ref: The host's own key, unique among term templates (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A term template that is kept. It never changes, so that what was agreed stays readable;
            another one takes its place.

        Raises:
            Refused: `terms.not_closed`: the lines do not add up to the total: ‹balances› balance
                lines, and percentages of ‹percent› (‹missing› missing); give one balance line and
                at most 100 percent, or exactly 100 percent and nothing else.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.terms.create(
                name="30/60/10",
                lines=[
                    crm.terms.TermLine(method="bank_transfer", percent=Decimal("30")),
                    crm.terms.TermLine(due="eom,30d", percent=Decimal("60")),
                    crm.terms.TermLine(due="90d", percent=Decimal("10"), remind_days=30),
                ],
                external_ref="T-1",
                extra={"contract_clause": "7.2"},
            )
        """
        return self._caller._run("terms.create", Operations.create, locals())

    def get(self, *, terms: int) -> Terms:
        """Reads a term template.

        Args:
            terms: The term template (terms id).

        Returns:
            A term template that is kept. It never changes, so that what was agreed stays readable;
            another one takes its place.

        Example:
            s.terms.get(terms=1)
        """
        return self._caller._run("terms.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Terms, Page[Terms]]:
        """Lists term templates by name.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            status: Only active or only archived ones; both when not given.
            limit: Templates wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: The `next` of the page before.

        Returns:
            The items, each page read when it is needed.

        Example:
            s.terms.list(limit=1)
        """
        return self._caller._list("terms.list", Operations.list, locals())

    def archive(
        self,
        *,
        terms: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Terms:
        """Retires a term template: what uses it keeps it, and its name is free again. Needs
        `terms.write` with scope `all`.

        Args:
            terms: The term template (terms id).
            version: The version the caller saw; not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A term template that is kept. It never changes, so that what was agreed stays readable;
            another one takes its place.

        Example:
            s.terms.archive(terms=1, version=1)
        """
        return self._caller._run("terms.archive", Operations.archive, locals())


# At the end, because those modules may need this one's types.
from .calendar import Adjustment  # noqa: E402
from .collection import Rounding  # noqa: E402
from .collection import TermLine  # noqa: E402
from .collection import Terms  # noqa: E402

__all__ = [
    "Adjustment",
    "Lifecycle",
    "Operations",
    "Rounding",
    "TermLine",
    "Terms",
    "Tie",
]
