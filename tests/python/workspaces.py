"""Does what each line of its input says and prints the answer or the error of the library: the word
`open`, `create`, `list` or `migrate`, a URL and a name, with tabs between them.
"""

from __future__ import annotations

import json
import sys

import crm


def act(word: str, url: str, name: str) -> object:
    if word == "open":
        crm.open(url, wait_ms=300).close()
        return None
    workspaces = crm.Workspaces(url, wait_ms=300)
    if word == "list":
        return workspaces.list()
    if word == "create":
        workspaces.create(name)
    else:
        workspaces.migrate(name)
    return None


def answer(word: str, url: str, name: str) -> object:
    try:
        return act(word, url, name)
    except crm.Error as error:
        said = {
            "code": error.code,
            "kind": error.kind,
            "field": error.field,
            "message": error.message,
            "retryable": error.retryable,
            "details": error.details,
        }
        return {"error": said, "repr": repr(error)}


for line in sys.stdin:
    print(json.dumps(answer(*line.rstrip("\n").split("\t"))))
