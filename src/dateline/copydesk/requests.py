"""What the editor sends: the texts on the screen, as JSON, read with suspicion."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from typing import Any

from dateline.copydesk.engine.texts import Block, LinkFact, PictureFact, Story
from dateline.media.models import Picture

MOST_BYTES = 200_000
MOST_BLOCKS = 400
CHECKS_A_MINUTE = 60
_lock = threading.Lock()
_asked: dict[int, deque[float]] = defaultdict(deque)


class UnreadableError(ValueError):
    """What was sent is no story."""


def may_ask(user_id: int, *, now: float | None = None) -> bool:
    """Say whether somebody may check once more; each process counts for itself."""
    now = time.monotonic() if now is None else now
    with _lock:
        times = _asked[user_id]
        while times and now - times[0] > 60:
            times.popleft()
        if len(times) >= CHECKS_A_MINUTE:
            return False
        times.append(now)
        return True


def read_json(body: bytes) -> dict[str, Any]:
    """Return the object in a request. Raises UnreadableError."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    if not isinstance(sent, dict):
        raise UnreadableError("not an object")
    return sent


def story_from(sent: dict[str, Any]) -> Story:
    """Return the story that was sent. Raises UnreadableError."""
    try:
        blocks = tuple(
            Block(str(one["id"])[:80], str(one["kind"])[:40], _plain(one["text"]))
            for one in sent["blocks"][:MOST_BLOCKS]
        )
        pictures = _pictures(sent.get("pictures") or [])
        links = tuple(
            LinkFact(
                str(one["block"]),
                int(one["start"]),
                int(one["end"]),
                str(one.get("url", ""))[:2000],
                bool(one.get("broken")),
            )
            for one in (sent.get("links") or [])[:MOST_BLOCKS]
        )
        return Story(
            str(sent["language"])[:12], blocks, pictures, links, labels_off=bool(sent.get("labels_off"))
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadableError(str(error)) from error


def _plain(text: object) -> str:
    if not isinstance(text, str):
        raise UnreadableError("a text is no text")
    # Half of a surrogate pair cannot be stored or sent on.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")


def _pictures(sent: list[dict[str, Any]]) -> tuple[PictureFact, ...]:
    """Return the pictures with what is stored about them, unless the story says otherwise."""
    wanted = [int(one["picture"]) for one in sent[:MOST_BLOCKS]]
    stored = {picture.pk: picture for picture in Picture.objects.filter(pk__in=wanted)}
    return tuple(
        PictureFact(
            block=str(one["block"])[:80],
            title=picture.title,
            credit=str(one.get("credit") or "") or picture.credit,
            alt=picture.description,
            caption=str(one.get("caption") or "") or picture.caption,
        )
        for one in sent[:MOST_BLOCKS]
        if (picture := stored.get(int(one["picture"]))) is not None
    )
