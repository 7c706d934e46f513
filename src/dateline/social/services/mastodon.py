"""Mastodon and what speaks its API (docs.joinmastodon.org, “REST API”).

“methods/statuses”: POST, PUT and DELETE of ``/api/v1/statuses``; a header ``Idempotency-Key`` makes a
repetition within an hour return the first post. “methods/instance”: ``/api/v2/instance`` tells the longest
text and how many characters any address counts. “methods/accounts”: whose the token is, and what was posted.
What an account posts goes to all of the fediverse by ActivityPub; the server makes the card from the page.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dateline.social.errors import (
    CannotTellError,
    ChannelRefusedError,
    LaterError,
    MissingError,
    RefusedError,
    ServiceError,
    UnsureError,
)
from dateline.social.pieces import LINK, Pieces
from dateline.social.services.asking import Said, ask, said_in_words
from dateline.social.services.interface import Access, Checked, Message, Sent

LONGEST, ADDRESS_COUNTS = 500, 23
LISTED = 40
# Their clock and ours differ.
SKEW = timedelta(minutes=5)
OTHER_ADDRESS = re.compile(r"https?://\S+")
ADDRESS = re.compile(r"https?://[^/]+/@[^/]+/(?P<number>\w+)/?(?:\?.*)?$")


class Mastodon:
    """An account of the paper’s own."""

    can_change = True
    can_find = True
    shows_pictures = False
    usual_server = ""

    def length(self, pieces: Pieces, *, address_counts: int = ADDRESS_COUNTS) -> int:
        # Graphemes are never more than these, so what fits by this count fits.
        return sum(_length(piece.kind, piece.text, address_counts) for piece in pieces)

    def limit(self, limits: dict[str, Any], *, with_picture: bool) -> int:
        return int(limits.get("max_characters", LONGEST))

    def fits(self, pieces: Pieces, limits: dict[str, Any], *, with_picture: bool) -> bool:
        counts = int(limits.get("characters_reserved_per_url", ADDRESS_COUNTS))
        length = self.length(pieces, address_counts=counts)
        return 0 < length <= self.limit(limits, with_picture=with_picture)

    def new_key(self, *, seed: str, at: datetime) -> str:
        return seed

    def post(self, access: Access, message: Message, *, key: str, at: datetime) -> Sent:
        data = {"status": message.text, "language": message.language, "visibility": "public"}
        return _sent(_asked(access, "POST", "/api/v1/statuses", data=data, headers={"idempotency-key": key}))

    def change(
        self, access: Access, message: Message, *, remote_id: str, has_picture: bool, same_picture: bool
    ) -> None:
        data = {"status": message.text, "language": message.language}
        _asked(access, "PUT", f"/api/v1/statuses/{quote(remote_id, safe='')}", data=data)

    def delete(self, access: Access, *, remote_id: str) -> None:
        _asked(access, "DELETE", f"/api/v1/statuses/{quote(remote_id, safe='')}")

    def find(self, access: Access, *, key: str, link: str, since: datetime) -> Sent | None:
        account = quote(_identity(access), safe="")
        rest = f"/api/v1/accounts/{account}/statuses?limit={LISTED}&exclude_reblogs=true"
        listed = _asked(access, "GET", rest).get("items")
        if not isinstance(listed, list):
            raise LaterError(_("It does not list the posts of the account."))
        for one in listed:
            if _made_at(one) >= since - SKEW and link in str(one.get("content", "")):
                return _sent(one)
        if len(listed) >= LISTED and _made_at(listed[-1]) >= since - SKEW:
            raise CannotTellError(_("So much was posted since then that it cannot be looked through."))
        return None

    def check(self, access: Access) -> Checked:
        account = _asked(access, "GET", "/api/v1/accounts/verify_credentials")
        scopes = _asked(access, "GET", "/api/v1/apps/verify_credentials").get("scopes")
        if isinstance(scopes, list) and not {"write", "write:statuses"} & set(scopes):
            raise ChannelRefusedError(_("The token may not post: it needs the scope write:statuses."))
        told = _asked(access, "GET", "/api/v2/instance").get("configuration") or {}
        limits = {
            name: value
            for name, value in (told.get("statuses") or {}).items()
            if name in ("max_characters", "characters_reserved_per_url") and isinstance(value, int)
        }
        return Checked(_("The token may post as @%(name)s.") % {"name": account.get("acct", "")}, limits)

    def id_from_address(self, address: str) -> str:
        found = ADDRESS.match(address.strip())
        return found["number"] if found else ""


def _length(kind: str, text: str, address_counts: int) -> int:
    if kind == LINK:
        return address_counts
    others = OTHER_ADDRESS.findall(text)
    return len(text) + sum(max(0, address_counts - len(other)) for other in others)


def _identity(access: Access) -> str:
    account = _asked(access, "GET", "/api/v1/accounts/verify_credentials")
    return str(account.get("id", ""))


def _made_at(status: dict[str, Any]) -> datetime:
    made_at = parse_datetime(str(status.get("created_at", "")))
    if made_at is None or made_at.tzinfo is None:
        raise LaterError(_("It does not list the posts of the account."))
    return made_at


def _sent(status: dict[str, Any]) -> Sent:
    if not status.get("id"):
        raise UnsureError(_("It does not say what it posted."))
    # The desk makes a link of it, and a server may say anything.
    url = str(status.get("url") or "")[:500]
    return Sent(str(status["id"]), url if url.startswith(("https://", "http://")) else "")


def _asked(
    access: Access,
    method: str,
    rest: str,
    *,
    data: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    sent = {"authorization": f"Bearer {access.secret}", **(headers or {})}
    said = ask(f"{access.server.rstrip('/')}{rest}", method=method, data=data, headers=sent)
    if said.status == 200 and said.is_json:
        return said.data
    raise _problem(said)


def _problem(said: Said) -> ServiceError:
    reason = said_in_words(said.status, said.data.get("error", ""))
    if said.status in (401, 403):
        return ChannelRefusedError(reason)
    if said.status in (404, 410):
        return MissingError(reason)
    if said.status == 429:
        return LaterError(reason)
    if 400 <= said.status < 500:
        return RefusedError(reason)
    # Perhaps from a proxy in front, which does not know what became of the request.
    return UnsureError(reason)
