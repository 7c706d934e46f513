"""A fake of Telegram's Bot API, by core.telegram.org/bots/api (version 9).

- “Authorizing your bot”, “Making requests”: ``/bot<token>/METHOD``; answers have ``ok`` and ``result``, or
  ``error_code`` and ``description`` and perhaps ``parameters``; a wrong token is 401 Unauthorized.
- “ResponseParameters”: ``retry_after`` in seconds with 429.
- “sendMessage”: ``chat_id`` and ``text`` required, 1-4096 characters after entities parsing.
  “sendPhoto”: ``photo`` as an HTTP URL, caption 0-1024 characters after entities parsing.
- “Formatting options, HTML style”: only these tags; all other ``<``, ``>`` and ``&`` must be entities.
- “MessageEntity”: lengths are in UTF-16 code units.
- “editMessageText”, “editMessageCaption”, “editMessageMedia”: of a message with text, with media.
- “deleteMessage”: only if sent less than 48 hours ago, unless the bot may delete messages.
- “getMe”, “getChat”, “getChatMember”: User, ChatFullInfo, ChatMemberAdministrator.

What the document does not say, the descriptions of refusals, is as the public server words them.
"""

from __future__ import annotations

import html
import re
from typing import Any

from tests.integration.social.serving import Answered, Asked, FakeServer

TAGS = re.compile(
    r"</?(?:b|strong|i|em|u|ins|s|strike|del|code|pre|tg-spoiler|blockquote)>|<a href=\"[^\"]*\">|</a>"
)
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class RefusalError(Exception):
    """An answer with ``ok`` false."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class FakeTelegram(FakeServer):
    """One bot and one channel. ``shown`` is what a reader of the channel sees."""

    token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    channel = "@harbour_post"

    def __init__(self) -> None:
        self.messages: dict[int, dict[str, Any]] = {}
        self.latest = 0
        self.posts = 0
        self.may_post = True
        self.keeps_old = False
        """Whether messages count as older than 48 hours."""
        super().__init__()

    @property
    def shown(self) -> list[str]:
        return [one.get("text", one.get("caption", "")) for one in self.messages.values()]

    @property
    def methods(self) -> list[str]:
        return [one.path.rpartition("/")[2] for one in self.asked]

    def failure(self, status: int) -> Answered:
        if status in (502, 504):
            return Answered(status, text="<html><body>Bad Gateway</body></html>")
        parameters = {"parameters": {"retry_after": 35}} if status == 429 else {}
        words = "Too Many Requests: retry after 35" if status == 429 else "Internal Server Error"
        return Answered(status, {"ok": False, "error_code": status, "description": words, **parameters})

    def answer(self, asked: Asked) -> Answered:
        _, token, method = asked.path.split("/", 2)
        try:
            if token != f"bot{self.token}":
                raise RefusalError(401, "Unauthorized")
            known = getattr(self, f"do_{method}", None)
            if known is None:
                raise RefusalError(404, "Not Found")
            return Answered(200, {"ok": True, "result": known(asked.data)})
        except RefusalError as error:
            more = {"parameters": error.parameters} if error.parameters else {}
            return Answered(
                error.code, {"ok": False, "error_code": error.code, "description": error.description, **more}
            )

    def do_getMe(self, data: dict[str, Any]) -> Any:
        return {"id": 110201543, "is_bot": True, "first_name": "Harbour", "username": "harbour_post_bot"}

    def do_getChat(self, data: dict[str, Any]) -> Any:
        self._chat(data)
        return {
            "id": -1001234567890,
            "type": "channel",
            "title": "The Harbour Post",
            "username": "harbour_post",
        }

    def do_getChatMember(self, data: dict[str, Any]) -> Any:
        self._chat(data)
        if data.get("user_id") != 110201543:
            raise RefusalError(400, "Bad Request: user not found")
        return {"status": "administrator", "user": self.do_getMe({}), "can_post_messages": self.may_post}

    def do_sendMessage(self, data: dict[str, Any]) -> Any:
        self._may_write(data)
        return self._made({"text": self._parsed(data, "text", most=4096, least=1)})

    def do_sendPhoto(self, data: dict[str, Any]) -> Any:
        self._may_write(data)
        photo = data.get("photo")
        if not isinstance(photo, str) or not photo.startswith(("http://", "https://")):
            raise RefusalError(400, "Bad Request: there is no photo in the request")
        return self._made({"photo": photo, "caption": self._parsed(data, "caption", most=1024)})

    def do_editMessageText(self, data: dict[str, Any]) -> Any:
        message = self._message(data, "edit")
        if "text" not in message:
            raise RefusalError(400, "Bad Request: there is no text in the message to edit")
        return self._changed(message, {"text": self._parsed(data, "text", most=4096, least=1)})

    def do_editMessageCaption(self, data: dict[str, Any]) -> Any:
        message = self._message(data, "edit")
        if "photo" not in message:
            raise RefusalError(400, "Bad Request: there is no caption in the message to edit")
        return self._changed(message, {"caption": self._parsed(data, "caption", most=1024)})

    def do_editMessageMedia(self, data: dict[str, Any]) -> Any:
        message, media = self._message(data, "edit"), data.get("media") or {}
        if "photo" not in message or media.get("type") != "photo":
            raise RefusalError(400, "Bad Request: there is no media in the message to edit")
        caption = self._parsed(media, "caption", most=1024)
        return self._changed(message, {"photo": media["media"], "caption": caption})

    def do_deleteMessage(self, data: dict[str, Any]) -> Any:
        self._message(data, "delete")
        if self.keeps_old:
            raise RefusalError(400, "Bad Request: message can't be deleted")
        del self.messages[data["message_id"]]
        return True

    def _chat(self, data: dict[str, Any]) -> None:
        if data.get("chat_id") != self.channel:
            raise RefusalError(400, "Bad Request: chat not found")

    def _may_write(self, data: dict[str, Any]) -> None:
        self._chat(data)
        if not self.may_post:
            raise RefusalError(403, "Forbidden: bot is not a member of the channel chat")

    def _message(self, data: dict[str, Any], verb: str) -> dict[str, Any]:
        self._chat(data)
        if not isinstance(data.get("message_id"), int) or data["message_id"] not in self.messages:
            raise RefusalError(400, f"Bad Request: message to {verb} not found")
        return self.messages[data["message_id"]]

    def _parsed(self, data: dict[str, Any], name: str, *, most: int, least: int = 0) -> str:
        text = data.get(name, "")
        if data.get("parse_mode") == "HTML":
            bare = TAGS.sub("", text)
            if "<" in bare or ENTITY.search(bare):
                raise RefusalError(400, "Bad Request: can't parse entities: unsupported start tag")
            text = html.unescape(bare)
        length = len(text.encode("utf-16-le")) // 2
        if length < least:
            raise RefusalError(400, "Bad Request: message text is empty")
        if length > most:
            raise RefusalError(
                400, f"Bad Request: message {'caption ' if name == 'caption' else ''}is too long"
            )
        return text

    def _made(self, parts: dict[str, Any]) -> Any:
        self.latest += 1
        self.posts += 1
        chat = {
            "id": -1001234567890,
            "type": "channel",
            "title": "The Harbour Post",
            "username": "harbour_post",
        }
        self.messages[self.latest] = {"message_id": self.latest, "date": 1700000000, "chat": chat, **parts}
        return self.messages[self.latest]

    def _changed(self, message: dict[str, Any], parts: dict[str, Any]) -> Any:
        if all(message.get(name) == value for name, value in parts.items()):
            raise RefusalError(
                400, "Bad Request: message is not modified: specified new message content is the same"
            )
        message.update(parts)
        return message
