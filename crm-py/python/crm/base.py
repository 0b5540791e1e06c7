# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `base`."""

from __future__ import annotations

from ._values import Word


class Tie(Word):
    """What happens to an exact half when rounding."""

    HALF_UP = "half_up"
    """Away from zero: 0.125 gives 0.13 and -0.125 gives -0.13."""

    HALF_EVEN = "half_even"
    """To the even neighbour: 0.125 gives 0.12, 0.135 gives 0.14."""

__all__ = [
    "Tie",
]
