"""The API as a program asks it."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

ROOT = "/api/v1/"


def ask(reader: Client, address: str, *, key: str = "", status: int = 200) -> Any:
    """Return the JSON at an address of the API."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    path = address if address.startswith("/") else ROOT + address
    answer = reader.get(path, headers=headers)
    assert answer.status_code == status, (address, answer.status_code, answer.content[:300])
    return json.loads(answer.content)


def followed(reader: Client, address: str) -> list[Any]:
    """Return the items of every answer of a list, in order."""
    items, following = [], address
    while following:
        found = ask(reader, following.removeprefix("http://localhost:8000"))
        items += found["items"]
        following = found["next"]
    return items


def titles(items: list[Any]) -> list[str]:
    return [item["headlines"][0]["value"] for item in items if "headlines" in item]


def related(item: Any, rel: str) -> list[Any]:
    return [one for one in item.get("associations", []) if one.get("rel") == rel]
