"""How the history of a story and its differences are said in words and set in HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.reader.record_words import (
    heading_of,
    label_of,
    link_in_words,
    name_of_change,
    restyling_in_words,
    value_words,
)
from dateline.reader.templatetags.reader_tags import iso, moment
from dateline.record.contexts import (
    BlockChangeContext,
    ChangeContext,
    ComparedContext,
    DifferenceContext,
    PieceContext,
    SizeContext,
    VersionContext,
)

register = template.Library()

TAGS = {"bold": "b", "italic": "i", "struck": "s", "raised": "sup", "lowered": "sub"}
PICTURES = frozenset({"picture", "lead_picture"})


@register.simple_tag
def moment_with_zone(value: datetime) -> SafeString:
    """A moment with the zone that its hour is of."""
    return format_html('<time datetime="{}">{} {}</time>', iso(value), moment(value), format_date(value, "T"))


@register.simple_tag
def size_in_words(size: SizeContext, number: int) -> str:
    """How large a change was, in a line; of a first version how long it is."""
    if number == 1:
        return ngettext("%(count)s word", "%(count)s words", size.words_added) % {"count": size.words_added}
    told = [
        _("words: +%(added)s −%(removed)s") % {"added": size.words_added, "removed": size.words_removed}
        if size.words_added or size.words_removed
        else ""
    ]
    parts = (
        (size.added, ngettext("%(count)s part added", "%(count)s parts added", size.added)),
        (size.removed, ngettext("%(count)s part removed", "%(count)s parts removed", size.removed)),
        (size.edited, ngettext("%(count)s part edited", "%(count)s parts edited", size.edited)),
        (size.moved, ngettext("%(count)s part moved", "%(count)s parts moved", size.moved)),
        (size.fields, ngettext("%(count)s field changed", "%(count)s fields changed", size.fields)),
    )
    told += [words % {"count": count} for count, words in parts if count]
    if size.is_typography:
        told.append(_("typography only"))
    return ", ".join(filter(None, told)) or _("nothing that readers can see")


@register.filter
def both_versions(compared: ComparedContext) -> tuple[VersionContext, VersionContext]:
    """The older and the newer version."""
    return compared.older, compared.newer


@dataclass(frozen=True, slots=True)
class FoldedParts:
    """What changed in typography alone."""

    fields: tuple[ChangeContext, ...]
    blocks: tuple[BlockChangeContext, ...]

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self.fields) + len(self.blocks)


@register.filter
def told_fields(difference: DifferenceContext) -> list[ChangeContext]:
    """Changes around the body that say something."""
    return [change for change in difference.fields if not change.is_typography]


@register.filter
def told_blocks(difference: DifferenceContext) -> list[BlockChangeContext]:
    """The body without what changed in typography alone, which is folded."""
    return [block for block in difference.blocks if not block.is_typography]


@register.filter
def has_told_blocks(difference: DifferenceContext) -> bool:
    """Whether a block of the body changed in more than typography."""
    return any(block.verb != "same" for block in told_blocks(difference))


@register.filter
def has_block_changes(difference: DifferenceContext) -> bool:
    """Whether a block of the body changed."""
    return any(block.verb != "same" for block in difference.blocks)


@register.filter
def folded_parts(difference: DifferenceContext) -> FoldedParts:
    """What changed in typography alone."""
    return FoldedParts(
        fields=tuple(change for change in difference.fields if change.is_typography),
        blocks=tuple(block for block in difference.blocks if block.is_typography),
    )


@register.simple_tag
def change_name(change: ChangeContext) -> str:
    """What changed."""
    return name_of_change(change)


@register.simple_tag
def block_heading(block: BlockChangeContext) -> str:
    """Which part of the body changed, and how."""
    return heading_of(block)


@register.filter
def is_picture(change: ChangeContext) -> bool:
    """Whether a picture came, went or was replaced."""
    return change.name in PICTURES


@register.simple_tag
def picture_of_record(shown: dict[str, str], pictures: dict[str, Any]) -> Any:
    """The picture that a version recorded, when it is still there and the same file."""
    return pictures.get(f"{shown['name']}/{shown['digest']}")


@register.simple_tag
def value_html(change: ChangeContext) -> SafeString:
    """An old value, a new one, or both, each said to be that."""
    if change.name == "markup":
        return format_html("{}", _("Stored otherwise, with nothing that readers could see."))
    if change.old is None and change.new is None:
        return format_html("{}", _("The same, in another order."))
    parts = []
    if change.old is not None:
        parts.append(_marked("removed", escape(value_words(change, change.old))))
    if change.new is not None:
        parts.append(_marked("added", escape(value_words(change, change.new))))
    return format_html_join(" ", "{}", ((part,) for part in parts))


@register.simple_tag
def pieces_html(pieces: Iterable[PieceContext]) -> SafeString:
    """Two texts as one: what came in ``ins``, what went in ``del``, each also said in words."""
    listed = list(pieces)
    # Where everything came or went, nobody needs to be told where its paragraphs begin.
    is_whole = len({piece.verb for piece in listed}) == 1
    html: list[str] = []
    for beginning, rest in _lines(listed):
        inner = "".join(map(_piece, rest))
        html.append(_line(beginning, inner, has_note=not is_whole) if beginning else inner)
    return mark_safe("".join(html))  # noqa: S308 - every text in it was escaped


def _lines(pieces: Iterable[PieceContext]) -> Iterator[tuple[PieceContext | None, list[PieceContext]]]:
    """Yield each paragraph or list item with how it begins; None where text begins without one."""
    beginning: PieceContext | None = None
    rest: list[PieceContext] = []
    for piece in pieces:
        if piece.text == "\n" and piece.marks:
            if beginning or rest:
                yield beginning, rest
            beginning, rest = piece, []
        else:
            rest.append(piece)
    if beginning or rest:
        yield beginning, rest


def _line(beginning: PieceContext, inner: str, *, has_note: bool) -> str:
    kind = beginning.marks[0].partition(" ")[0]
    note = ""
    if beginning.verb == "restyled":
        note = _note(restyling_in_words(beginning.old_marks, beginning.marks))
    elif has_note and inner and beginning.verb in ("added", "removed"):
        words = {"added": _("begins here now: %(mark)s"), "removed": _("no longer begins here: %(mark)s")}
        note = _marked(beginning.verb, escape("¶")) + _note(
            words[beginning.verb] % {"mark": label_of(beginning.marks[0])}, is_hidden=True
        )
    return f'<p class="difference-line difference-line--{escape(kind)}">{note}{inner}</p>'


def _piece(piece: PieceContext) -> str:
    text = _styled(
        _visible(piece.text) if piece.verb in ("added", "removed") else escape(piece.text), piece.marks
    )
    if piece.verb == "same":
        return text
    if piece.verb == "restyled":
        note = _note(restyling_in_words(piece.old_marks, piece.marks))
        return f'<span class="difference-restyled">{text}</span>{note}'
    link = next((mark[5:] for mark in piece.marks if mark.startswith("link:")), None)
    note = "" if link is None else _note(_("link: %(address)s") % {"address": link_in_words(link)})
    return _marked(piece.verb, text, is_typography=piece.is_typography) + note


def _marked(verb: str, html: str, *, is_typography: bool = False) -> SafeString:
    """Return HTML as added or removed, for eyes and for ears."""
    tag, word = ("ins", _("added")) if verb == "added" else ("del", _("removed"))
    small = " difference--typography" if is_typography else ""
    return mark_safe(  # noqa: S308 - called with HTML whose texts were escaped
        f'<{tag} class="difference-{verb}{small}"><span class="visually-hidden">{escape(word)}: </span>'
        f'{html}<span class="visually-hidden">; </span></{tag}>'
    )


def _note(words: str, *, is_hidden: bool = False) -> str:
    return f'<span class="{"visually-hidden" if is_hidden else "difference-note"}"> [{escape(words)}]</span>'


def _styled(html: str, marks: Iterable[str]) -> str:
    for mark in marks:
        if tag := TAGS.get(mark):
            html = f"<{tag}>{html}</{tag}>"
        elif mark.startswith("link:"):
            html = f'<span class="difference-link">{html}</span>'
    return html


def _visible(text: str) -> str:
    """Return text as HTML in which spaces of other kinds and unseen characters can be seen."""
    if text.isprintable():
        return str(escape(text))
    return "".join(_sign(letter) if _is_unseen(letter) else str(escape(letter)) for letter in text)


def _is_unseen(letter: str) -> bool:
    return letter not in " \n" and unicodedata.category(letter) in ("Zs", "Cf", "Cc", "Zl", "Zp")


def _sign(letter: str) -> str:
    names = {"\u00a0": _("no-break space"), "\u202f": _("narrow no-break space"), "\u00ad": _("soft hyphen")}
    name = names.get(letter) or f"U+{ord(letter):04X}"
    return f'<span class="difference-sign">[{escape(name)}]</span>'
