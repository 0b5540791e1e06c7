"""Copying a workspace to another file or engine."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from . import _native
from ._decode import decoder


@dataclass(frozen=True, slots=True)
class CopyProgress:
    """How far a copy is."""

    stage: Literal["copying", "verifying"]
    """What it is doing: writing rows, or comparing both sides."""
    table: str
    """The table it is at."""
    done: int
    """Rows done in this stage; a copy that goes on begins with those of the calls before."""
    total: int
    """Rows of this stage."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """What both sides were found to hold in one table."""

    table: str
    """Its name."""
    rows: int
    """Rows."""
    amounts: Decimal
    """The sum of all its amounts, whatever their currency."""
    digest: str
    """SHA-256 over all values in the order of the key, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied."""

    rows: int
    """Rows of all tables."""
    tables: Sequence[CopiedTable]
    """Each table, as both sides hold it."""
    left: Sequence[str]
    """Tables of the host's own in the source. They are not copied."""


def copy(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    progress: Callable[[CopyProgress], bool | None] | None = None,
    wait_ms: int = 5000,
    language: Literal["en", "zh"] = "en",
) -> Copied:
    """Copies a workspace: all ids, versions, history, documents and settings.

    From SQLite to PostgreSQL or the other way, or between two of a kind. Nobody can open the target
    before the copy is complete and both sides were found alike. What is changed in the source once
    the copy began is not copied: stop writers first. A copy that was interrupted goes on where it
    stopped when the same call is made again, as long as the source has not changed. Tables of the
    host's own are not copied; the answer names them.

    Args:
        source: The file or the URL of the workspace, as for `open`.
        target: A file or a workspace on a server that is not there yet, or empty.
        progress: Told after each step; the copy stops when it answers `False` or raises.
        wait_ms: How long to wait for others on either side, 0 to 3600000 milliseconds.
        language: The language of messages.

    Raises:
        Conflict: The target holds something already (`copy.target_taken`), the unfinished copy of
            something else (`copy.other_source`), or another copy writes into it (`copy.beside`).
        Busy: One of them is in use for too long; the same call goes on.
        Refused: `progress` stopped it (`copy.stopped`).
        StorageError: Either side cannot be opened, or the two differ (`copy.mismatch`).
        NotFound: The source holds no workspace.
        VersionError: Another version of the library wrote the source, or a copy into it is not
            complete.
        Misuse: One of them is in memory.
        InvalidInput: A URL or an option is malformed.
    """
    tell = None
    if progress is not None:
        said = progress

        def tell(
            stage: Literal["copying", "verifying"], table: str, done: int, total: int
        ) -> bool | None:
            return said(CopyProgress(stage, table, done, total))

    text = _native.copy(source, target, progress=tell, wait_ms=wait_ms, language=language)
    decode = cast("Callable[[object], Copied]", decoder(Copied))
    return decode(json.loads(text))
