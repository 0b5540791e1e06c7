"""Runs the scenarios of tests/vectors; tests/src/vectors.rs says what they look like."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import crm

FOLDER = Path(__file__).parent.parent / "vectors"
Call = Callable[[crm.Session, str, dict[str, Any]], Any]


def names() -> list[str]:
    """Every scenario."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def moment(text: str) -> dt.datetime:
    """An instant of a scenario."""
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


def run(name: str, call: Call, place: str) -> int:
    """Runs one scenario through `call` in an empty workspace; answers how many calls it made."""
    scenario = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    now = moment(scenario.get("now", "1970-01-01T00:00:00Z"))
    saved: dict[str, Any] = {}
    calls = 0
    with crm.open(place, now=now) as db:
        for index, step in enumerate(scenario["steps"]):
            words = f"{name} step {index}: {json.dumps(step, ensure_ascii=False)}"
            if "call" not in step:
                db.set_now(moment(step["now"]))
                continue
            calls += 1
            one(db, step, saved, call, words)
    return calls


def one(
    db: crm.Database, step: dict[str, Any], saved: dict[str, Any], call: Call, place: str
) -> None:
    """Runs one call of a scenario."""
    try:
        with db.session(user=step.get("as")) as session:
            args = fill(step.get("args") or {}, saved)
            if step.get("inside"):
                answer = inside(session, lambda: call(session, step["call"], args))
            else:
                answer = call(session, step["call"], args)
    except crm.Error as error:
        assert "refuse" in step, f"{place}\nanswered {error!r} {error.kind} at {error.field}"
        document = {
            "code": error.code,
            "kind": error.kind,
            "message": str(error),
            "field": error.field,
            "retryable": error.retryable,
            "details": error.details,
        }
        contained(fill(step["refuse"], saved), document, place)
        return
    assert "refuse" not in step, f"{place}\nwas not refused: {answer}"
    contained(fill(step.get("expect", {}), saved), answer, place)
    for name, path in step.get("save", {}).items():
        saved[name] = at(answer, path)


def inside(session: crm.Session, work: Callable[[], Any]) -> Any:
    """Runs work in a transaction that is rolled back afterwards."""

    class Undone(Exception):
        """Ends the transaction."""

    answer = None
    try:
        with session.transaction():
            answer = work()
            raise Undone
    except Undone:
        return answer


def at(document: Any, path: str) -> Any:
    """The value at a path such as `order.lines[0].id`."""
    for key in re.findall(r"[^.\[\]]+", path):
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def fill(value: Any, saved: dict[str, Any]) -> Any:
    """A value with `"$name"` replaced by what was saved."""
    if isinstance(value, str) and value.startswith("$"):
        return saved[value[1:]]
    if isinstance(value, list):
        return [fill(item, saved) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, saved) for key, item in value.items()}
    return value


def contained(expected: Any, answer: Any, place: str) -> None:
    """Fails unless everything expected stands in the answer; null also matches an absent key."""
    if isinstance(expected, dict) and isinstance(answer, dict):
        for key, value in expected.items():
            contained(value, answer.get(key), f"{place}\n.{key}")
    elif isinstance(expected, list) and isinstance(answer, list):
        assert len(expected) == len(answer), f"{place}\nitems in {answer}"
        for index, (left, right) in enumerate(zip(expected, answer, strict=True)):
            contained(left, right, f"{place}\n[{index}]")
    else:
        assert type(expected) is type(answer) and expected == answer, f"{place}\n{answer!r}"
