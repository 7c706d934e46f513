"""What readers send, made fit to be stored and read: nothing in it can hide, reorder or break a line.

Controls go; characters that cannot be seen or turn the direction of the text are written as ⟨U+202E⟩ where
people read them, and go from what may be put into a text. The joiners inside emoji and Persian words stay.
"""

from __future__ import annotations

import re

from dateline.lib.characters import without_unwanted

_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
# A joiner that joins nothing is only there to be overlooked.
_LONE_JOINER = re.compile(
    "(?:^|(?<=\\s))[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_TAGS = re.compile("[\U000e0000-\U000e0fff]")
_SPACES = re.compile(r"\s+")


def suggested_words(text: str) -> str:
    """Return one line of words that an editor may put into a text as they are."""
    for unwanted in (_HIDDEN, _LONE_JOINER, _TAGS):
        text = unwanted.sub("", text)
    # A no-break space is a suggestion too; everything that breaks a line is a space.
    return without_unwanted(re.sub(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029 ]+", " ", text)).strip()


def told_words(text: str) -> str:
    """Return what a reader says to the newsroom, with everything hidden in it made visible."""
    for hidden in (_HIDDEN, _LONE_JOINER, _TAGS):
        text = hidden.sub(lambda found: "".join(f"⟨U+{ord(one):04X}⟩" for one in found[0]), text)
    text = without_unwanted(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
