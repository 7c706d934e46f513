"""Whether a passage that stayed has got words right beside it: “30 tonnes” became “30 tonnes a day”.

Pure Python. Words of another sentence do not count: they say something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Numbers with their points and colons are one word: the point in them ends no sentence.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\w+|[^\w\s]")
_SENTENCE_END = frozenset(".!?…")
# More than a clause is no mending of the words before it.
_MOST_ADDED = 15
# So many words of the older text must follow, for what stands before them to be an insertion.
_KNOWN_AGAIN = 2
_EDGE = ""

Place = tuple[int, int]


def with_words_beside(old: str, new: str, *, was: Place, now: Place) -> Place:
    """Return the place in the newer text with the words that were set directly before and behind it.

    ``was`` and ``now`` are the same passage in the two texts. Without such words ``now`` is returned.
    """
    behind = _added(_tokens(old[was[1] :]), _tokens(new[now[1] :]))
    before = _added(_tokens(old[: was[0]])[::-1], _tokens(new[: now[0]])[::-1])
    start = before[-1].start() if before else now[0]
    return start, now[1] + (behind[-1].end() if behind else 0)


def _tokens(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))


def _added(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Return the tokens with which the newer text goes on before it goes on as the older one does."""
    known = [token[0] for token in old[:_KNOWN_AGAIN]]
    # The end of the text is known again as well.
    known += [_EDGE] * (_KNOWN_AGAIN - len(known))
    words = [token[0] for token in new[: _MOST_ADDED + _KNOWN_AGAIN]]
    if len(words) == len(new):
        words += [_EDGE] * _KNOWN_AGAIN
    for count in range(min(len(words), _MOST_ADDED + 1)):
        if words[count : count + _KNOWN_AGAIN] == known:
            added = new[:count]
            return added if any(token[0][0].isalnum() for token in added) else ()
        if words[count] in _SENTENCE_END:
            return ()
    return ()
