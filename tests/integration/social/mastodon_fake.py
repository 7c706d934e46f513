"""A fake of a Mastodon server, by docs.joinmastodon.org, “REST API”.

- “methods/statuses”, “Post a new status”: POST /api/v1/statuses, ``status`` required, ``Idempotency-Key`` “to
  prevent duplicate submissions”, kept for up to an hour; “Edit a status”: PUT /api/v1/statuses/:id;
  “Delete a status”: DELETE /api/v1/statuses/:id; a status of nobody or of somebody else is 404.
- “methods/accounts”, “Verify account credentials” and “Get account's statuses” (``limit`` at most 40, newest
  first). “methods/apps”, “Verify your app works”. “methods/instance”, “View server information” (v2).
- “entities/Error”: ``error``. 401 “The access token is invalid”, 403 outside the scopes, 422 what is wrong.
- “user/posting”: any address counts 23 characters; 500 are the default.
- “api/rate-limits”: 429 “Too many requests”.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

from tests.integration.social.serving import Answered, Asked, FakeServer

ADDRESS = re.compile(r"https?://\S+")
MOST = 500


class FakeMastodon(FakeServer):
    """One account. ``shown`` is what a reader of it sees."""

    token = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0"

    def __init__(self) -> None:
        self.statuses: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, str] = {}
        self.latest = 109000000000000000
        self.posts = 0
        self.scopes = ["read", "write:statuses"]
        super().__init__()

    @property
    def shown(self) -> list[str]:
        return [one["text"] for one in self.statuses.values()]

    @property
    def verbs(self) -> list[str]:
        return [one.method for one in self.asked if one.method != "GET"]

    def failure(self, status: int) -> Answered:
        if status in (502, 504):
            return Answered(status, text="<html>Bad Gateway</html>")
        return Answered(status, {"error": "Too many requests" if status == 429 else "Something went wrong"})

    def answer(self, asked: Asked) -> Answered:
        if asked.path == "/api/v2/instance":
            told = {"max_characters": MOST, "characters_reserved_per_url": 23, "max_media_attachments": 4}
            return Answered(200, {"domain": "example.social", "configuration": {"statuses": told}})
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Answered(401, {"error": "The access token is invalid"})
        if asked.path == "/api/v1/accounts/verify_credentials":
            return Answered(200, {"id": "14715", "username": "harbour", "acct": "harbour"})
        if asked.path == "/api/v1/apps/verify_credentials":
            return Answered(200, {"name": "Harbour Post", "scopes": self.scopes})
        if asked.path == "/api/v1/accounts/14715/statuses" and asked.method == "GET":
            newest = list(reversed(self.statuses.values()))[: min(int(asked.query.get("limit", 20)), 40)]
            return Answered(200, [_entity(one) for one in newest])
        if not {"write", "write:statuses"} & set(self.scopes):
            return Answered(403, {"error": "This action is outside the authorized scopes"})
        if asked.path == "/api/v1/statuses" and asked.method == "POST":
            return self._post(asked)
        found = self.statuses.get(asked.path.removeprefix("/api/v1/statuses/"))
        if found is None:
            return Answered(404, {"error": "Record not found"})
        return self._change(asked, found)

    def _post(self, asked: Asked) -> Answered:
        key = asked.headers.get("idempotency-key", "")
        if key in self.keys and self.keys[key] in self.statuses:
            return Answered(200, _entity(self.statuses[self.keys[key]]))
        problem = _problem(asked.data)
        if problem:
            return Answered(422, {"error": problem})
        self.latest += 1
        self.posts += 1
        number, now = str(self.latest), datetime.now(UTC)  # noqa: TID251 - a server elsewhere has no settings
        self.statuses[number] = {"id": number, "text": asked.data["status"], "at": now}
        if key:
            self.keys[key] = number
        return Answered(200, _entity(self.statuses[number]))

    def _change(self, asked: Asked, found: dict[str, Any]) -> Answered:
        if asked.method == "DELETE":
            del self.statuses[found["id"]]
            return Answered(200, {**_entity(found), "text": found["text"]})
        problem = _problem(asked.data)
        if problem:
            return Answered(422, {"error": problem})
        found["text"] = asked.data["status"]
        return Answered(200, _entity(found))


def _problem(data: dict[str, Any]) -> str:
    text = data.get("status")
    if not isinstance(text, str) or not text.strip():
        return "Validation failed: Text can't be blank"
    if len(ADDRESS.sub("x" * 23, text)) > MOST:
        return f"Validation failed: Text character limit of {MOST} exceeded"
    return ""


def _entity(status: dict[str, Any]) -> dict[str, Any]:
    words = html.escape(status["text"], quote=False)
    linked = ADDRESS.sub(lambda found: f'<a href="{found[0]}" rel="nofollow">{found[0]}</a>', words)
    return {
        "id": status["id"],
        "created_at": status["at"].isoformat().replace("+00:00", "Z"),
        "url": f"https://example.social/@harbour/{status['id']}",
        "uri": f"https://example.social/users/harbour/statuses/{status['id']}",
        "content": f"<p>{linked}</p>",
        "visibility": "public",
    }
