"""Telegram channels, by the Bot API (core.telegram.org/bots/api, version 9).

“Making requests”: POST of JSON to ``/bot<token>/<method>``, answered with ``ok`` and ``result``, or
``error_code``, ``description`` and ``parameters``. “sendMessage”: 1 to 4096 characters after entities are
parsed, captions of “sendPhoto” up to 1024, both in UTF-16 code units (“MessageEntity”). “deleteMessage”: what
is older than 48 hours may be refused. A repeated request posts again, and there is no way to look.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from dateline.social.errors import (
    CannotTellError,
    ChannelRefusedError,
    LaterError,
    MissingError,
    RefusedError,
    UnsureError,
)
from dateline.social.pieces import HEADLINE, Pieces, text_of
from dateline.social.services.asking import Said, ask, said_in_words, seconds_from
from dateline.social.services.interface import Access, Checked, Message, Sent

TEXT, CAPTION = 4096, 1024
# So short that a bot's rights in the channel are certainly at fault, not the text.
NOT_ALLOWED = ("chat not found", "not enough rights", "need administrator rights", "bot is not a member")
ADDRESS = re.compile(r"https://t\.me/(?:c/\d+|\w+)/(?P<number>\d+)(?:\?.*)?$")


class Telegram:
    """A channel in which a bot of ours may post."""

    can_change = True
    can_find = False
    shows_pictures = True
    usual_server = "https://api.telegram.org"

    def length(self, pieces: Pieces) -> int:
        return len(text_of(pieces).encode("utf-16-le")) // 2

    def limit(self, limits: dict[str, Any], *, with_picture: bool) -> int:
        return CAPTION if with_picture else TEXT

    def fits(self, pieces: Pieces, limits: dict[str, Any], *, with_picture: bool) -> bool:
        return 0 < self.length(pieces) <= self.limit(limits, with_picture=with_picture)

    def new_key(self, *, seed: str, at: datetime) -> str:
        # The Bot API takes no key: what was sent is noted before, and never sent again unasked.
        return seed

    def post(self, access: Access, message: Message, *, key: str, at: datetime) -> Sent:
        words = _html(message.pieces)
        if message.picture:
            data = {"photo": message.picture, "caption": words}
            result = _asked(access, "sendPhoto", {**_chat(access), **data, "parse_mode": "HTML"})
        else:
            result = _asked(access, "sendMessage", {**_chat(access), "text": words, "parse_mode": "HTML"})
        number = result.get("message_id") if isinstance(result, dict) else None
        if not isinstance(number, int):
            raise UnsureError(_("It does not say what it posted."))
        return Sent(str(number), _address(result, number))

    def change(
        self, access: Access, message: Message, *, remote_id: str, has_picture: bool, same_picture: bool
    ) -> None:
        where = {**_chat(access), "message_id": int(remote_id)}
        words, data = _html(message.pieces), dict[str, Any]()
        if has_picture and not same_picture:
            media = {"type": "photo", "media": message.picture, "caption": words, "parse_mode": "HTML"}
            method, data = "editMessageMedia", {"media": media}
        elif has_picture:
            method, data = "editMessageCaption", {"caption": words, "parse_mode": "HTML"}
        else:
            method, data = "editMessageText", {"text": words, "parse_mode": "HTML"}
        try:
            _asked(access, method, {**where, **data})
        except RefusedError as error:
            if "not modified" not in str(error):
                raise

    def delete(self, access: Access, *, remote_id: str) -> None:
        where = {**_chat(access), "message_id": int(remote_id)}
        try:
            _asked(access, "deleteMessage", where)
        except RefusedError:
            # Too old to be deleted. What it says can still be taken out, of a text or of a caption.
            self._empty(access, where)

    def _empty(self, access: Access, where: dict[str, Any]) -> None:
        words = _("Removed.")
        for method, name in (("editMessageText", "text"), ("editMessageCaption", "caption")):
            try:
                _asked(access, method, {**where, name: words})
            except RefusedError as error:
                if "not modified" not in str(error):
                    continue
            if name == "text":
                return
            break
        raise RefusedError(_("It cannot be deleted any more: delete it in the channel.")) from None

    def find(self, access: Access, *, key: str, link: str, since: datetime) -> Sent | None:
        raise CannotTellError(_("Telegram has no way to look whether a post was made."))

    def check(self, access: Access) -> Checked:
        bot = _asked(access, "getMe", {})
        chat = _asked(access, "getChat", _chat(access))
        member = _asked(access, "getChatMember", {**_chat(access), "user_id": bot["id"]})
        if not _may_post(member):
            raise ChannelRefusedError(_("The bot is in the channel and may not post there."))
        names = {"bot": bot.get("username", ""), "channel": chat.get("title", "")}
        return Checked(_("The bot @%(bot)s may post to “%(channel)s”.") % names)

    def id_from_address(self, address: str) -> str:
        found = ADDRESS.match(address.strip())
        return found["number"] if found else ""


def _html(pieces: Pieces) -> str:
    """Return the text by “HTML style” of the Bot API: these three characters are to be escaped."""
    parts = ((piece.kind, escape(piece.text, quote=False)) for piece in pieces)
    return "".join(f"<b>{text}</b>" if kind == HEADLINE else text for kind, text in parts)


def _chat(access: Access) -> dict[str, Any]:
    return {"chat_id": access.handle}


def _may_post(member: Any) -> bool:
    status = member.get("status")
    return status == "creator" or (status == "administrator" and member.get("can_post_messages") is True)


def _address(result: dict[str, Any], number: int) -> str:
    """Return where a message stands: of a public channel by its name, of a private one by its number."""
    chat = result.get("chat") or {}
    if chat.get("username"):
        return f"https://t.me/{chat['username']}/{number}"
    inner = str(chat.get("id", "")).removeprefix("-100")
    return f"https://t.me/c/{inner}/{number}" if inner.isdecimal() else ""


def _asked(access: Access, method: str, data: dict[str, Any]) -> Any:
    said = ask(f"{access.server.rstrip('/')}/bot{access.secret}/{method}", data=data)
    if said.data.get("ok") is True:
        return said.data.get("result")
    raise _problem(said)


def _problem(said: Said) -> Exception:
    words = str(said.data.get("description", ""))
    reason = said_in_words(said.status, words)
    if said.data.get("ok") is not False:
        # Not the Bot API itself, such as a gateway before it that lost patience.
        return UnsureError(reason) if said.status >= 500 or said.status < 400 else RefusedError(reason)
    code = said.data.get("error_code", said.status)
    if code == 429:
        parameters = said.data.get("parameters") or {}
        return LaterError(reason, seconds=seconds_from(parameters.get("retry_after")) or 30.0)
    if code in (401, 403, 404) or any(text in words.lower() for text in NOT_ALLOWED):
        return ChannelRefusedError(reason)
    if code >= 500:
        # Said, too, by a Bot API that restarts in the middle of what it was asked.
        return UnsureError(reason)
    return MissingError(reason) if "not found" in words.lower() else RefusedError(reason)
