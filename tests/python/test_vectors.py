"""Every scenario through Python on both engines: late-bound, and through the typed methods.

The typed road decodes each argument as the method's own hints say, calls the method, and encodes
the answer again: what the scenario expects must still stand in it. Arguments that no typed call
can carry (unknown fields, wrong types) take the late-bound road there too.
"""

from __future__ import annotations

import inspect
import typing
from typing import Any

import pytest
from scenarios import contained, names, run

import crm
from crm._decode import decoder
from crm._encode import encoder


def late(session: crm.Session, name: str, arguments: dict[str, Any]) -> Any:
    return session.invoke(name, arguments)


@pytest.mark.parametrize("name", names())
def test_late_bound_calls_answer_as_written(name: str, place: str) -> None:
    assert run(name, late, place) > 0


class Typed:
    """Calls through the typed methods where the arguments have types."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, session: crm.Session, name: str, arguments: dict[str, Any]) -> Any:
        folder, verb = name.split(".")
        method = getattr(getattr(session, folder), verb)
        hints = typing.get_type_hints(method)
        parameters = inspect.signature(method).parameters
        try:
            given = {}
            for key, value in arguments.items():
                word = key if key in parameters else f"{key}_"
                decode = decoder(hints[word])
                given[word] = value if decode is None or value is None else decode(value)
                assert same(value, given[word], hints[word])
            listing = method(**given)
        except Exception as error:
            if isinstance(error, crm.Error) and not isinstance(error, crm.FieldTypeError):
                raise
            # The library must refuse what no typed call can carry.
            answer = session.invoke(name, arguments)
            raise AssertionError(f"{name} answered {answer} to {arguments}") from error
        self.calls += 1
        hint = hints["return"]
        if isinstance(listing, crm.Listing):
            hint = typing.get_args(hint)[1]
            listing = listing.page()
        if isinstance(listing, crm.Page):
            (item,) = typing.get_args(hint)
            return {"items": [encoder(item)(one) for one in listing.items], "next": listing.next}
        return encoder(hint)(listing)


def same(value: Any, typed: Any, hint: object) -> bool:
    """Whether a decoded argument says what the document said."""
    if value is None:
        return True
    contained(value, encoder(hint)(typed), "")
    return True


@pytest.mark.parametrize("name", names())
def test_typed_calls_answer_as_written(name: str, place: str) -> None:
    typed = Typed()
    calls = run(name, typed, place)
    assert typed.calls > 0 or "refusal" in name, f"all {calls} calls went the late-bound road"


def test_a_difference_is_seen() -> None:
    wrong: list[dict[str, Any]] = [{"a": "2"}, {"list": []}, {"b": 1}, {"a": None}, {"list": [{}, {}]}]
    for expected in wrong:
        with pytest.raises(AssertionError):
            contained(expected, {"a": "1", "list": [{"b": 2, "c": 3}]}, "")
    contained({"a": "1", "none": None, "list": [{"b": 2}]}, {"a": "1", "list": [{"b": 2}]}, "")
