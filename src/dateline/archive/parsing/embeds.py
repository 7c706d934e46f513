"""What stories show from elsewhere: players, posts of networks, maps, and files to download."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from dateline.archive.parsing.trees import Element, classes, tag_of, text_of
from dateline.archive.records import Block

_POST = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|fb-(?:post|video)"
    r"|reddit-(?:card|embed)"
    r"|telegram-post|mastodon-embed|imgur-embed|vk_post|pinterest"
)
_FOLLOWS_READERS = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|adservice|/ads?[/.?]|counter\.|facebook\.com/tr\b"
    r"|mc\.yandex|an\.yandex|adfox|criteo|taboola|outbrain|plugins/like\.php|recaptcha|about:blank"
    r"|javascript:",
    re.IGNORECASE,
)
_PLAYER_HOSTS = (
    "youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "twitter.com", "x.com", "instagram.com",
    "facebook.com", "fb.watch", "soundcloud.com", "t.me", "tiktok.com", "vk.com", "vkvideo.ru", "rutube.ru",
    "spotify.com", "ok.ru", "dailymotion.com", "dai.ly", "flickr.com", "ted.com", "reddit.com",
    "mixcloud.com", "bsky.app", "wordpress.tv", "videopress.com", "speakerdeck.com", "issuu.com",
    "scribd.com",
)  # fmt: skip
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|epub|zip|csv)(?:[?#]|$)", re.IGNORECASE)


def is_player_address(text: str) -> bool:
    """Say whether a text is nothing but the address of something that can be embedded."""
    if not re.fullmatch(r"https?://\S{4,1000}", text):
        return False
    host = _host(text)
    return any(host == known or host.endswith(f".{known}") for known in _PLAYER_HOSTS)


def embed_of_address(address: str, *, title: str = "", text: str = "") -> Block:
    """Return the embed of an address; players' own addresses become those that people share."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    return Block("embed", text, title=title, address=_shared(address))


def is_file_address(address: str) -> bool:
    """Say whether an address ends like a document to download."""
    return _FILE.search(address) is not None


def post_from(element: Element) -> Block | None:
    """Return the post of a network that an element holds, as networks tell papers to paste it."""
    if not _POST.search(classes(element)):
        return None
    address = next(
        (
            element.get(name)
            for name in (
                "cite",
                "data-instgrm-permalink",
                "data-href",
                "data-telegram-post",
                "data-bluesky-uri",
            )
            if element.get(name)
        ),
        "",
    )
    if element.get("data-telegram-post") == address and address:
        address = f"https://t.me/{address}"
    links = [link.get("href") for link in element.iter("a") if link.get("href")]
    if not address and links:
        address = links[-1]
    return embed_of_address(address, text=text_of(element)) if address else None


def player_from(element: Element) -> Block | None:
    """Return the player that a ``video``, ``audio``, ``iframe``, ``object`` or ``embed`` shows."""
    address = next(
        (element.get(name) for name in ("src", "data-src", "data-lazy-src", "data") if element.get(name)), ""
    )
    if not address:
        inner = element.find(".//source")
        inner = inner if inner is not None else element.find(".//embed")
        address = (inner.get("src") or "") if inner is not None else ""
    size = ((element.get("width") or "").strip(), (element.get("height") or "").strip())
    if not address or _FOLLOWS_READERS.search(address) or {"0", "1"} & set(size):
        return None
    if tag_of(element) == "object" and is_file_address(address):
        return Block(
            "file", element.get("aria-label") or "", title=element.get("aria-label") or "", address=address
        )
    return embed_of_address(address, title=element.get("title") or element.get("data-title") or "")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _shared(address: str) -> str:
    host = _host(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if host in ("youtube.com", "youtube-nocookie.com") and (
        match := re.match(r"/(?:embed|v)/([\w-]{6,})", parts.path)
    ):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if host == "player.vimeo.com" and (match := re.match(r"/video/(\d+)", parts.path)):
        return f"https://vimeo.com/{match[1]}"
    if host == "w.soundcloud.com" and (inner := parse_qs(parts.query).get("url")):
        return inner[0]
    return address
