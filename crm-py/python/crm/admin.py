# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `admin`."""

from __future__ import annotations

from ._call import Caller


class Operations:
    """The operations `admin.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def verify(self) -> Verification:
        """Recomputes every stored balance and total and reports each difference. Reads everything,
        so its time grows with the database.

        Returns:
            What was looked at and what was wrong.

        Example:
            s.admin.verify()
        """
        return self._caller._run("admin.verify", Operations.verify, locals())


# At the end, because those modules may need this one's types.
from .collection import Check  # noqa: E402
from .collection import Difference  # noqa: E402
from .collection import Verification  # noqa: E402

__all__ = [
    "Check",
    "Difference",
    "Operations",
    "Verification",
]
