"""A fake of a Bluesky server (PDS), by the lexicons of the AT Protocol and atproto.com/specs.

- “specs/xrpc”: POST for procedures, GET for queries, under /xrpc/; errors are ``error`` and ``message``.
- com.atproto.server.createSession: ``identifier`` and ``password``; answers ``did``, ``handle``,
  ``accessJwt``, ``refreshJwt``; 401 AuthenticationRequired. An old ``accessJwt`` is 400 ExpiredToken.
- com.atproto.repo.putRecord: ``repo``, ``collection``, ``rkey``, ``record`` required, “creating or updating
  it as needed”, answers ``uri`` and ``cid``. getRecord: error RecordNotFound. deleteRecord: “or ensure it
  doesn't exist”.
- app.bsky.feed.post: key ``tid``; ``text`` (3000 bytes, 300 graphemes) and ``createdAt`` required.
  app.bsky.richtext.facet: ``index`` in bytes of UTF-8. app.bsky.embed.external: uri, title, description.
- “specs/tid”: 13 characters, the first of them at most ``j``.

What readers see is the first version of a record (bluesky-social/social-app issue 673): ``shown`` is that.
"""

from __future__ import annotations

import re
from typing import Any

from tests.integration.social.serving import Answered, Asked, FakeServer

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


class RefusalError(Exception):
    """An error of XRPC."""

    def __init__(self, name: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.answered = Answered(status, {"error": name, "message": message})


class FakeBluesky(FakeServer):
    """One account."""

    handle, did, password = (
        "harbour.example.social",
        "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
        "abcd-efgh-ijkl-mnop",
    )

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self.first: dict[str, str] = {}
        self.sessions = 0
        self.posts = 0
        self.allows = True
        super().__init__()

    @property
    def shown(self) -> list[str]:
        return [self.first[key] for key in self.records]

    @property
    def methods(self) -> list[str]:
        return [one.path.rpartition(".")[2] for one in self.asked]

    def failure(self, status: int) -> Answered:
        if status in (502, 504):
            return Answered(status, text="<html>Bad Gateway</html>")
        name = "RateLimitExceeded" if status == 429 else "InternalServerError"
        return Answered(
            status, {"error": name, "message": "Rate Limit Exceeded" if status == 429 else "Sorry"}
        )

    def answer(self, asked: Asked) -> Answered:
        method = asked.path.removeprefix("/xrpc/com.atproto.")
        try:
            if method == "server.createSession" and asked.method == "POST":
                return Answered(200, self._begin(asked.data))
            if asked.headers.get("authorization") != f"Bearer jwt-{self.sessions}":
                raise RefusalError("ExpiredToken", "Token has expired")
            acts = {
                ("GET", "repo.getRecord"): self._get,
                ("POST", "repo.putRecord"): self._put,
                ("POST", "repo.deleteRecord"): self._delete,
            }
            act = acts.get((asked.method, method))
            if act is None:
                raise RefusalError("MethodNotImplemented", "Method Not Implemented", 501)
            data = asked.query if asked.method == "GET" else asked.data
            if data.get("repo") != self.did or data.get("collection") != "app.bsky.feed.post":
                raise RefusalError("InvalidRequest", "Could not find repo")
            if not TID.fullmatch(str(data.get("rkey", ""))):
                raise RefusalError("InvalidRequest", "Invalid record key")
            return Answered(200, act(data["rkey"], data))
        except RefusalError as error:
            return error.answered

    def _begin(self, data: dict[str, Any]) -> dict[str, Any]:
        if data != {"identifier": self.handle, "password": self.password}:
            raise RefusalError("AuthenticationRequired", "Invalid identifier or password", 401)
        if not self.allows:
            raise RefusalError("AccountTakedown", "Account has been taken down", 401)
        self.sessions += 1
        tokens = {"accessJwt": f"jwt-{self.sessions}", "refreshJwt": "refresh"}
        return {"did": self.did, "handle": self.handle, **tokens}

    def _get(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        if key not in self.records:
            raise RefusalError("RecordNotFound", f"Could not locate record: {key}")
        return {**self._where(key), "value": self.records[key]}

    def _put(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        record = data.get("record") or {}
        problem = _problem(record)
        if problem:
            raise RefusalError("InvalidRequest", f"Invalid app.bsky.feed.post record: {problem}")
        if key not in self.records:
            self.posts += 1
            self.first[key] = record["text"]
        self.records[key] = record
        return self._where(key)

    def _delete(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        self.records.pop(key, None)
        return {"commit": {"cid": "bafyreig", "rev": key}}

    def _where(self, key: str) -> dict[str, Any]:
        return {"uri": f"at://{self.did}/app.bsky.feed.post/{key}", "cid": "bafyreig"}


def _problem(record: dict[str, Any]) -> str:
    text = record.get("text")
    if record.get("$type") != "app.bsky.feed.post" or not isinstance(text, str):
        return "Record must have the property text"
    if not DATETIME.fullmatch(str(record.get("createdAt"))):
        return "createdAt must be an atproto datetime"
    if len(text) > 300 or len(text.encode()) > 3000:
        return "text must not be longer than 300 graphemes"
    for facet in record.get("facets", []):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        if not 0 <= start < end <= len(text.encode()):
            return "facet out of the text"
        for feature in facet["features"]:
            words = text.encode()[start:end].decode()
            if feature["$type"].endswith("#tag") and words != f"#{feature['tag']}":
                return "tag elsewhere"
    external = (record.get("embed") or {}).get("external", {})
    missing = {"uri", "title", "description"} - set(external)
    return f"embed must have {sorted(missing)}" if record.get("embed") and missing else ""
