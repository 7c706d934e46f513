"""Read a text of an IPTC record, which hardly ever says in which encoding it is.

Newer programs write UTF-8, and some say so. Before them Windows wrote its own code pages, Russian agencies
the Cyrillic one, and Macs MacRoman; each of them is also a text in all the others. So what the letters look
like decides.
"""

from __future__ import annotations

PUNCTUATION = frozenset("“”‘’„‚«»–—…•©®™ €£§°")
# The first of equals is taken.
LATIN = ("cp1252", "mac_roman")


def decoded(value: bytes, *, is_utf8: bool) -> str:
    """Return the text; ``is_utf8`` says that the record declares it."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if is_utf8:
            return value.decode("utf-8", "ignore")
    if _looks_cyrillic(value):
        return value.decode("cp1251", "ignore")
    return max((value.decode(name, "replace") for name in LATIN), key=_likelihood)


def _looks_cyrillic(value: bytes) -> bool:
    """In Russian nearly every letter is beyond ASCII; in languages of Latin letters few are."""
    beyond = sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in value)
    plain = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in value)
    return beyond > 2 and beyond > plain


def _likelihood(text: str) -> int:
    """Count what could stand there, less what could not."""
    score = 0
    for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if sign < "\x80":
            continue
        if sign.isalpha() and ord(sign) < 0x250:
            is_inside = before.isalpha() or after.isalpha()
            is_torn = sign.isupper() and before.islower()
            score += 1 if is_inside and not is_torn else -1
        elif sign in PUNCTUATION:
            between_letters = before.isalpha() and after.isalpha() and sign != "’"
            score += -1 if between_letters else 1
        else:
            score -= 1
    return score
