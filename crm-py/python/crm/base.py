# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `base`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ._values import Word


class Lifecycle(Word):
    """Records that others refer to are archived, never deleted."""

    ACTIVE = "active"
    """In use."""

    ARCHIVED = "archived"
    """Out of use: kept for what refers to it, refused for anything new."""


class Tie(Word):
    """What happens to an exact half when rounding."""

    HALF_UP = "half_up"
    """Away from zero: 0.125 gives 0.13 and -0.125 gives -0.13."""

    HALF_EVEN = "half_even"
    """To the even neighbour: 0.125 gives 0.12, 0.135 gives 0.14."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """A remark on an answer: like an error, but nothing was refused."""

    kind: str
    """Its stable name, such as `terms.fixed_cut`."""

    message: str
    """The message, in the language chosen when the database was opened."""

    field: str | None = None
    """The path of the argument it is about, such as `terms.lines[0].fixed`."""

    details: Mapping[str, object]
    """The numbers and names of the case."""

__all__ = [
    "Lifecycle",
    "Tie",
    "Warning",
]
