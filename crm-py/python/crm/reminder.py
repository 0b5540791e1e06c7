# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `reminder`."""

from __future__ import annotations

import datetime as dt

from ._call import Caller
from ._values import Listing, Page


class Operations:
    """The operations `reminder.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def due(
        self,
        *,
        on: dt.date | None = None,
        owner: int | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Reminder, Page[Reminder]]:
        """Lists the reminders of plans that are open and whose reminder has started, by due date.

        Args:
            on: Reminders that have started by this day, of what is open now; today when not given.
            owner: Of one salesperson (user id).
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.reminder.due(owner=3)
        """
        return self._caller._list("reminder.due", Operations.due, locals())


# At the end, because those modules may need this one's types.
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .collection import Reminder  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "ClaimOf",
    "CollectionPlan",
    "Early",
    "EarlyOffer",
    "Gate",
    "Operations",
    "PartPayment",
    "PlanKind",
    "PlanStatus",
    "Reminder",
    "Start",
    "TaxBase",
]
