"""Edit texts as a newsroom does, and know at every step where the words of a quotation have gone.

A text is a list of pieces (words, spaces, marks). Each piece remembers which characters of the first text it
is or stands for; a quotation is then wherever its characters are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_SENTENCE_END = frozenset(".!?…")
_MARKS = [",", " —", ";", ":"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or mark; ``origin`` is the place in the first text that it is or was written for."""

    text: str
    origin: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Written(Piece):
    """A piece written for another: its characters are nobody's, whatever its length."""


@dataclass(slots=True)
class EditedText:
    """A text being edited around a quotation."""

    first: str
    quote: tuple[int, int]
    random: random.Random
    other_words: list[str]
    other_sentences: list[str]
    pieces: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pieces = [Piece(found[0], found.span()) for found in _PIECE.finditer(self.first)]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def place(self) -> tuple[int, int] | None:
        """Return where the quotation is now, without white space at its edges; None when it is gone."""
        start, end, at = -1, -1, 0
        for piece in self.pieces:
            if self._is_quoted(piece) and not piece.text.isspace():
                origin = piece.origin or (0, 0)
                whole = isinstance(piece, Written)
                ahead = 0 if whole else max(0, self.quote[0] - origin[0])
                behind = 0 if whole else max(0, origin[1] - self.quote[1])
                start = at + ahead if start < 0 else start
                end = at + len(piece.text) - behind
            at += len(piece.text)
        return (start, end) if start >= 0 else None

    def edit(self, *, inside: bool) -> None:
        """Make one edit outside the quotation, or inside it."""
        ways: list[Callable[[bool], bool]] = [
            self.replace_word,
            self.replace_word,
            self.respell,
            self.insert_words,
            self.delete_word,
            self.mark,
        ]
        if not inside:
            ways += [
                self.insert_sentence,
                self.delete_sentence,
                self.move_sentence,
                self.paragraphs,
                self.repeat,
            ]
        for _ in range(50):
            if self.random.choice(ways)(inside):
                return

    def replace_word(self, inside: bool) -> bool:
        """Write another word for one."""
        at = self._word(inside)
        return self._write(at, self.random.choice(self.other_words)) if at is not None else False

    def respell(self, inside: bool) -> bool:
        """Change one letter of a word, double it or leave it out."""
        at = self._word(inside)
        if at is None or len(self.pieces[at].text) < 4:
            return False
        word = self.pieces[at].text
        letter = self.random.randrange(1, len(word))
        new = self.random.choice([word[letter], "", self.random.choice("aeionrstаеинорст")])
        extra = self.random.choice([0, 1])
        return self._write(at, word[:letter] + new + word[letter + extra :])

    def insert_words(self, inside: bool) -> bool:
        """Insert one to three words behind a word."""
        at = self._word(inside, last=False)
        if at is None:
            return False
        words = self.random.choices(self.other_words, k=self.random.randint(1, 3))
        self.pieces[at + 1 : at + 1] = [Piece(" " + word) for word in words]
        return True

    def delete_word(self, inside: bool) -> bool:
        """Take out a word with the space behind it."""
        at = self._word(inside)
        if at is None or at + 1 >= len(self.pieces) or not self.pieces[at + 1].text.isspace():
            return False
        if inside and sum(self._is_quoted(piece) and piece.text.isalpha() for piece in self.pieces) < 3:
            return False
        del self.pieces[at : at + 2]
        return True

    def mark(self, inside: bool) -> bool:
        """Put a mark behind a word, or take one away."""
        at = self._word(inside, last=False)
        if at is None or at + 1 >= len(self.pieces):
            return False
        if self.pieces[at + 1].text in ",;:":
            del self.pieces[at + 1]
        elif self.pieces[at + 1].text.isspace():
            self.pieces.insert(at + 1, Piece(self.random.choice(_MARKS)))
        return True

    def insert_sentence(self, inside: bool) -> bool:
        """Insert a sentence of another story between two."""
        return self._put([Piece(self.random.choice(self.other_sentences) + " ")])

    def repeat(self, inside: bool) -> bool:
        """Repeat a phrase somewhere else, often the quotation: only their places tell them apart."""
        start, length = self.quote[0], self.quote[1] - self.quote[0]
        start = start if self.random.random() < 0.5 else self.random.randrange(len(self.first) - length)
        words = self.first[start : start + length].replace("\n", " ")
        return self._put([Piece(f"{self.random.choice(self.other_words)} {words}. ")])

    def delete_sentence(self, inside: bool) -> bool:
        """Take out a sentence without the quotation."""
        begin, end = self._sentence()
        if self._touches(begin, end):
            return False
        del self.pieces[begin:end]
        return True

    def move_sentence(self, inside: bool) -> bool:
        """Move a sentence, whether the quotation is in it or not."""
        begin, end = self._sentence()
        taken = self.pieces[begin:end]
        if self._touches(begin, end) and (self._touches(0, begin) or self._touches(end, len(self.pieces))):
            return False
        rest = self.pieces
        self.pieces = rest[:begin] + rest[end:]
        return self._put(taken) or self._restored(rest)

    def paragraphs(self, inside: bool) -> bool:
        """Split a paragraph at a sentence, or join two."""
        breaks = [at for at, piece in enumerate(self.pieces) if piece.text == "\n"]
        if breaks and self.random.random() < 0.5:
            at = self.random.choice(breaks)
            self.pieces[at] = Piece(" ", self.pieces[at].origin)
            return True
        at = self.random.choice(self._starts())
        if at and self.pieces[at - 1].text == " ":
            self.pieces[at - 1] = Piece("\n", self.pieces[at - 1].origin)
            return True
        return False

    def _restored(self, pieces: list[Piece]) -> bool:
        self.pieces = pieces
        return False

    def _put(self, pieces: list[Piece]) -> bool:
        outside = [
            at
            for at in self._starts()
            if not (at and self._touches(at - 1, at) and self._touches(at, at + 1))
        ]
        if not outside:
            return False
        at = self.random.choice(outside)
        self.pieces[at:at] = pieces
        return True

    def _write(self, at: int, word: str) -> bool:
        old = self.pieces[at]
        if not word or word == old.text:
            return False
        self.pieces[at] = Written(word, old.origin)
        return True

    def _is_quoted(self, piece: Piece) -> bool:
        return (
            piece.origin is not None and piece.origin[0] < self.quote[1] and self.quote[0] < piece.origin[1]
        )

    def _touches(self, begin: int, end: int) -> bool:
        return any(self._is_quoted(piece) for piece in self.pieces[begin:end])

    def _word(self, inside: bool, *, last: bool = True) -> int | None:
        """Return a word in the quotation or outside; not its last one when something is put behind it."""
        words = [
            at
            for at, piece in enumerate(self.pieces)
            if piece.text.isalpha() and self._is_quoted(piece) == inside and not self._is_cut(piece)
        ]
        words = words if last or not inside else words[:-1]
        return self.random.choice(words) if words else None

    def _is_cut(self, piece: Piece) -> bool:
        """Say whether the quotation begins or ends inside the word."""
        origin = piece.origin
        return origin is not None and any(origin[0] < edge < origin[1] for edge in self.quote)

    def _starts(self) -> list[int]:
        """Return where sentences begin."""
        return [0] + [
            at + 1
            for at, piece in enumerate(self.pieces)
            if piece.text.isspace()
            and at
            and self.pieces[at - 1].text[-1:] in _SENTENCE_END
            and at + 1 < len(self.pieces)
        ]

    def _sentence(self) -> tuple[int, int]:
        starts = [*self._starts(), len(self.pieces)]
        at = self.random.randrange(len(starts) - 1)
        return starts[at], starts[at + 1]
