"""Bluesky, by the AT Protocol’s lexicons (atproto.com/specs, lexicons/com/atproto and lexicons/app/bsky).

``com.atproto.server.createSession`` with an app password; ``com.atproto.repo.putRecord``, “creating or
updating it as needed”, under a key of ours (“specs/tid”): a repetition is the same post; ``getRecord``;
``deleteRecord``, “or ensure it doesn't exist”. ``app.bsky.feed.post``: at most 300 graphemes and 3000 bytes;
links and tags are facets by their place in bytes. Records can be changed, but readers of the app go on seeing
the first version, so nothing is changed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dateline.social.errors import (
    ChannelRefusedError,
    LaterError,
    MissingError,
    RefusedError,
    ServiceError,
    UnsureError,
)
from dateline.social.pieces import LINK, TAG, Pieces, text_of
from dateline.social.services.asking import Said, ask, said_in_words
from dateline.social.services.interface import Access, Checked, Message, Sent

GRAPHEMES, BYTES = 300, 3000
POSTS = "app.bsky.feed.post"
SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
ADDRESS = re.compile(r"https://bsky\.app/profile/[^/]+/post/(?P<key>[2-7a-z]{13})/?(?:\?.*)?$")
OLD_SESSION = ("ExpiredToken", "InvalidToken")
NOT_LET_IN = (
    "AccountTakedown",
    "AccountDeactivated",
    "AuthFactorTokenRequired",
    "AuthMissing",
    "RepoDeactivated",
)


@dataclass(frozen=True, slots=True)
class Session:
    """Who we are for a while."""

    did: str
    handle: str
    token: str = field(repr=False)


# Sessions may be begun a few hundred times a day only, so one is used until the service wants another.
_sessions: dict[tuple[str, str, str], Session] = {}


class Bluesky:
    """An account of the paper’s own."""

    can_change = False
    can_find = True
    shows_pictures = False
    usual_server = "https://bsky.social"

    def length(self, pieces: Pieces) -> int:
        # Graphemes are never more than these, so what fits by this count fits.
        return len(text_of(pieces))

    def limit(self, limits: dict[str, Any], *, with_picture: bool) -> int:
        return GRAPHEMES

    def fits(self, pieces: Pieces, limits: dict[str, Any], *, with_picture: bool) -> bool:
        return 0 < self.length(pieces) <= GRAPHEMES and len(text_of(pieces).encode()) <= BYTES

    def new_key(self, *, seed: str, at: datetime) -> str:
        clock = int.from_bytes(sha256(seed.encode()).digest()[:2], "big") & 0x3FF
        number = (int(at.timestamp() * 1_000_000) << 10) | clock
        return "".join(SORTABLE[(number >> shift) & 31] for shift in range(60, -1, -5))

    def post(self, access: Access, message: Message, *, key: str, at: datetime) -> Sent:
        record = {
            "$type": POSTS,
            "text": message.text,
            "createdAt": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "langs": [message.language],
            "facets": _facets(message),
            "embed": {
                "$type": "app.bsky.embed.external",
                "external": {
                    "uri": message.link,
                    "title": message.title,
                    "description": message.description,
                },
            },
        }
        _said, session = _asked(access, "putRecord", {"rkey": key, "record": record})
        return _sent(session, key)

    def change(
        self, access: Access, message: Message, *, remote_id: str, has_picture: bool, same_picture: bool
    ) -> None:
        raise RefusedError(_("This service cannot change posts."))

    def delete(self, access: Access, *, remote_id: str) -> None:
        _asked(access, "deleteRecord", {"rkey": remote_id})

    def find(self, access: Access, *, key: str, link: str, since: datetime) -> Sent | None:
        try:
            _said, session = _asked(access, "getRecord", {"rkey": key})
        except MissingError:
            return None
        return _sent(session, key)

    def check(self, access: Access) -> Checked:
        _sessions.pop(_place(access), None)
        return Checked(_("The app password may post as @%(name)s.") % {"name": _session(access).handle})

    def id_from_address(self, address: str) -> str:
        found = ADDRESS.match(address.strip())
        return found["key"] if found else ""


def _facets(message: Message) -> list[dict[str, Any]]:
    """Return the links and tags, by their place in the text as UTF-8."""
    found, at = [], 0
    for piece in message.pieces:
        end = at + len(piece.text.encode())
        feature: dict[str, str] = {}
        if piece.kind == LINK:
            feature = {"$type": "app.bsky.richtext.facet#link", "uri": message.link}
        elif piece.kind == TAG:
            feature = {"$type": "app.bsky.richtext.facet#tag", "tag": piece.text.removeprefix("#")}
        if feature:
            found.append({"index": {"byteStart": at, "byteEnd": end}, "features": [feature]})
        at = end
    return found


def _sent(session: Session, key: str) -> Sent:
    return Sent(key, f"https://bsky.app/profile/{session.did}/post/{key}")


def _place(access: Access) -> tuple[str, str, str]:
    return access.server, access.handle, sha256(access.secret.encode()).hexdigest()


def _session(access: Access) -> Session:
    """Return the session in use, or begin one. Whatever goes wrong, nothing was posted."""
    known = _sessions.get(_place(access))
    if known is not None:
        return known
    address = f"{access.server.rstrip('/')}/xrpc/com.atproto.server.createSession"
    data = {"identifier": access.handle.removeprefix("@"), "password": access.secret}
    try:
        said = ask(address, data=data)
    except UnsureError as error:
        raise LaterError(str(error)) from None
    if said.status in (400, 401, 403):
        raise ChannelRefusedError(said_in_words(said.status, said.data.get("message", "")))
    if said.status != 200 or not (said.data.get("did") and said.data.get("accessJwt")):
        raise LaterError(said_in_words(said.status, said.data.get("message", "")))
    made = Session(str(said.data["did"]), str(said.data.get("handle", "")), str(said.data["accessJwt"]))
    _sessions[_place(access)] = made
    return made


def _asked(access: Access, method: str, data: dict[str, Any]) -> tuple[Said, Session]:
    """Ask about a post of ours; with a new session when the service is tired of the old one."""
    for _attempt in range(2):
        session = _session(access)
        address = f"{access.server.rstrip('/')}/xrpc/com.atproto.repo.{method}"
        sent = {"repo": session.did, "collection": POSTS, **data}
        headers = {"authorization": f"Bearer {session.token}"}
        if method == "getRecord":
            said = ask(f"{address}?{urlencode(sent)}", method="GET", headers=headers)
        else:
            said = ask(address, data=sent, headers=headers)
        if said.status == 200 and said.is_json:
            return said, session
        if said.data.get("error") not in OLD_SESSION:
            break
        _sessions.pop(_place(access), None)
    raise _problem(said)


def _problem(said: Said) -> ServiceError:
    name = said.data.get("error", "")
    reason = said_in_words(said.status, said.data.get("message") or name)
    if name == "RecordNotFound":
        return MissingError(reason)
    if said.status in (401, 403) or name in NOT_LET_IN or name in OLD_SESSION:
        return ChannelRefusedError(reason)
    if said.status == 429:
        return LaterError(reason)
    if 400 <= said.status < 500:
        return RefusedError(reason)
    return UnsureError(reason)
