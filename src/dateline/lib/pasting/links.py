"""Addresses as they are pasted: without what follows readers around, and providers of embeds by name."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit, urlunsplit

LONGEST = 2000
SCHEMES = ("http", "https", "mailto", "tel")
# Parameters that tell who clicked where and never what is shown.
_FOLLOWING = re.compile(
    r"^(?:utm_\w+|hsa_\w+|_hs\w+|mc_[ce]id|mkt_tok|fbclid|gclid|dclid|gbraid|wbraid|yclid|ysclid|_openstat"
    r"|msclkid|twclid|ttclid|igshid|igsh|oly_(?:anon|enc)_id|vero_id|s_cid|at_(?:medium|campaign)|cmpid)$",
    re.IGNORECASE,
)
# Pages that only lead to another one; the address is in a parameter.
_DOORS = {
    "www.google.com": ("/url", ("q", "url")),
    "google.com": ("/url", ("q", "url")),
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "vk.com": ("/away.php", ("to",)),
}
_PROVIDERS = (
    ("YouTube", re.compile(r"^(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?|embed/|shorts/|live/)")),
    ("YouTube", re.compile(r"^youtu\.be/[\w-]+")),
    ("Vimeo", re.compile(r"^(?:player\.)?vimeo\.com/(?:video/)?\d+")),
    ("Rutube", re.compile(r"^rutube\.ru/(?:video|play/embed|shorts)/")),
    ("VK", re.compile(r"^(?:www\.|m\.)?vk(?:video)?\.(?:com|ru)/(?:video|wall|clip)")),
    ("X", re.compile(r"^(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status/\d+")),
    ("Telegram", re.compile(r"^t\.me/\w+/\d+")),
    ("Instagram", re.compile(r"^(?:www\.)?instagram\.com/(?:p|reel|tv)/")),
    ("TikTok", re.compile(r"^(?:www\.)?tiktok\.com/@[\w.-]+/video/\d+")),
    ("SoundCloud", re.compile(r"^soundcloud\.com/[\w-]+/[\w-]+")),
    ("Spotify", re.compile(r"^open\.spotify\.com/(?:embed/)?(?:track|episode|show|album|playlist)/")),
)
_EMBEDDED = re.compile(r"^(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})")
_EMBEDDED_VIMEO = re.compile(r"^player\.vimeo\.com/video/(\d+)")


def clean_link(address: str) -> str:
    """Return the address without what follows readers around; empty for what is no link of the web."""
    address = "".join(address.split())
    for _ in range(3):
        address, before = _behind_door(address), address
        if address == before:
            break
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or len(address) > LONGEST:
        return ""
    if scheme in ("mailto", "tel"):
        return quote(address, safe="%:@/?&=+,;.-_~!$'()*") if parts.path else ""
    if not host:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if not _FOLLOWING.match(pair.partition("=")[0]))
    # A fragment of text is where somebody's search stood, not a place in the page.
    fragment = parts.fragment.partition(":~:")[0]
    return _quoted(urlunsplit((scheme, parts.netloc, parts.path, query, fragment)))


def provider_of(address: str) -> str:
    """Return the name of the provider whose video, post or recording the address shows; empty for a page."""
    rest = address.partition("://")[2]
    return next((name for name, pattern in _PROVIDERS if pattern.match(rest)), "")


def embed_address(address: str) -> str:
    """Return the https address of an embed that people can open; empty for an unknown provider."""
    address = f"https:{address}" if address.startswith("//") else address
    cleaned = re.sub(r"^http://", "https://", clean_link(address))
    if not cleaned.startswith("https://") or not provider_of(cleaned):
        return ""
    rest = cleaned.removeprefix("https://")
    if found := _EMBEDDED.match(rest):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := _EMBEDDED_VIMEO.match(rest):
        return f"https://vimeo.com/{found[1]}"
    if "youtube.com/watch" in rest:
        kept = [pair for pair in parse_qsl(urlsplit(cleaned).query) if pair[0] in ("v", "t", "list")]
        return f"https://www.youtube.com/watch?{urlencode(kept)}"
    return cleaned


def _behind_door(address: str) -> str:
    try:
        parts = urlsplit(address)
        door, names = _DOORS.get((parts.hostname or "").lower(), ("", ()))
        if not door or parts.path != door:
            return address
        sent = parse_qs(parts.query)
    except ValueError:
        return address
    return next((sent[name][0] for name in names if sent.get(name)), address)


def _quoted(address: str) -> str:
    """Return the address with nothing in it that would need escaping or surprise a program."""
    return quote(address, safe="%:/?#[]@!$&'()*+,;=-._~")
