"""The package as a whole: every operation has its method, every example runs, types hold."""

from __future__ import annotations

import ast
import datetime as dt
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
import textwrap
import typing
from decimal import Decimal
from pathlib import Path

import pytest

import crm

ROOT = Path(__file__).parent.parent.parent
SAMPLE = Path(__file__).parent / "typing_sample.py"
MODULES = ["crm"] + [f"crm.{one.name}" for one in pkgutil.iter_modules(crm.__path__)]


def operations() -> list[str]:
    """The names of the table, from the schemas generated out of it."""
    return sorted(path.stem for path in (ROOT / "docs/schemas").glob("*.json"))


def method(name: str) -> typing.Callable[..., object]:
    folder, verb = name.split(".")
    operations = importlib.import_module(f"crm.{folder}").Operations
    found: typing.Callable[..., object] = getattr(operations, verb)
    return found


def test_every_operation_has_a_method_and_no_method_is_more(s: crm.Session) -> None:
    names = operations()
    assert len(names) > 50
    for name in names:
        folder, verb = name.split(".")
        assert callable(getattr(getattr(s, folder), verb)), name
        assert method(name).__doc__, name
    public = {
        f"{module.split('.')[1]}.{verb}"
        for module in MODULES[1:]
        for verb in vars(getattr(importlib.import_module(module), "Operations", object))
        if not verb.startswith("_") and "Operations" in vars(importlib.import_module(module))
    }
    assert public == set(names)


@pytest.mark.parametrize("name", operations())
def test_the_example_of_each_method_is_a_call_the_library_takes(
    name: str, s: crm.Session
) -> None:
    """Its arguments come from a scenario; in an empty workspace its records may be missing."""
    text = inspect.getdoc(method(name)) or ""
    example = textwrap.dedent(text.split("Example:\n")[1])
    try:
        answer = eval(example, {"s": s, "crm": crm, "Decimal": Decimal, "dt": dt})
        if isinstance(answer, crm.Listing):
            answer.page()
    except (crm.NotFound, crm.Refused, crm.Conflict):
        pass
    except crm.InvalidInput as error:
        # A continuation belongs to the list it came from.
        assert error.kind == "page.token" or not error.kind.startswith(("field.", "json."))


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_the_documentation_run(module: str) -> None:
    imported = importlib.import_module(module)
    if not hasattr(imported, "__loader__") or module.endswith("_native"):
        return
    assert doctest.testmod(imported, raise_on_error=False).failed == 0


def test_there_are_examples() -> None:
    found = [test for test in doctest.DocTestFinder().find(crm) if test.examples]
    assert found, "the package's own text has an example"


def test_no_public_signature_says_any() -> None:
    for module in MODULES:
        if module.split(".")[-1].startswith("_"):
            continue
        source = Path(importlib.import_module(module).__file__ or "").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            name = node.id if isinstance(node, ast.Name) else None
            assert name not in {"Any", "dict"} or module == "crm.exceptions", (module, name)


def mypy(*paths: Path) -> str:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.stdout + done.stderr


def test_what_types_allow_and_refuse(tmp_path: Path) -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    assert mypy(SAMPLE) == ""
    lines = sample.splitlines()
    # Each line that ends in `# wrong: old -> new` must stop passing once it is made wrong.
    wrongs = [(at, line) for at, line in enumerate(lines) if "# wrong: " in line]
    assert len(wrongs) >= 6
    for number, (at, line) in enumerate(wrongs):
        code, _, change = line.partition("  # wrong: ")
        old, new = change.split(" -> ")
        assert old in code
        lines[at] = code.replace(old, new)
        bad = tmp_path / f"wrong_{number}.py"
        bad.write_text("\n".join(lines), encoding="utf-8")
        lines[at] = line
    found = mypy(*sorted(tmp_path.glob("wrong_*.py")))
    for number, (_, line) in enumerate(wrongs):
        assert f"wrong_{number}.py:" in found, (line, found)
