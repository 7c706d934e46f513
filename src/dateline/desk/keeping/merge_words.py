"""The merge, put into words: each part with its name, both texts and what differs between them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text
from wagtail.models import Page
from wagtail.utils.text import text_from_html

from dateline.desk.keeping.merging import Merge, can_keep_both
from dateline.desk.keeping.wiring import author_of, saved_at
from dateline.lib.three_way import BOTH, MINE, ORDER, THEIRS, Part
from dateline.publishing.change_report import LONGEST_COMPARED

SHORT = 70


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given."""

    value: str
    label: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class PartWords:
    """One part of the story on the merge screen."""

    key: str
    name: str
    theirs: str
    mine: str
    choices: tuple[Choice, ...]


def merge_context(*, merge: Merge, view: Any) -> dict[str, Any]:
    """Return what the merge screen shows and sends back."""
    latest, post = view.latest_revision, view.request.POST
    return {
        "page": merge.page,
        "undecided": [part_words(part, merge.page) for part in merge.undecided],
        "by_theirs": [part_words(part, merge.page) for part in merge.by_theirs],
        "by_mine": [part_words(part, merge.page) for part in merge.by_mine],
        "author": author_of(latest),
        "is_own": bool(latest and latest.user_id == view.request.user.pk),
        "saved_at": saved_at(latest) if latest else "",
        "latest": latest,
        "latest_at": latest.created_at.isoformat() if latest else "",
        "mine": post.get("keep_mine") or sent_pairs(post.lists()),
        "base": post.get("keep_base", ""),
        "base_id": post.get("keep_base_id") or post.get("loaded_revision_id", ""),
        "base_at": post.get("keep_base_at") or post.get("loaded_revision_created_at", ""),
        "claim": view.claim,
        "edit_url": view.get_edit_url(),
    }


def sent_pairs(lists: Iterable[tuple[str, list[Any]]]) -> str:
    """Return a form as the browser's journal writes it: pairs, without what is good for one request only."""
    left_out = ("csrfmiddlewaretoken", "keep", "action-", "loaded_revision", "overwrite_revision")
    return json.dumps(
        [[name, value] for name, values in lists for value in values if not name.startswith(left_out)]
    )


def part_words(part: Part, page: Page) -> PartWords:
    """Return one part with both of its texts; what the other does not have is marked."""
    theirs, mine = _text(part, part.theirs, page), _text(part, part.mine, page)
    theirs_marked, mine_marked = _both_marked(theirs, mine)
    choices = [
        Choice(THEIRS, _nothing(part.theirs, _("Theirs")), is_proposed=False),
        Choice(MINE, _nothing(part.mine, _("Yours")), is_proposed=False),
    ]
    if can_keep_both(part, page):
        choices.append(Choice(BOTH, _("Both, theirs first"), is_proposed=True))
    else:
        choices[1] = Choice(MINE, choices[1].label, is_proposed=True)
    return PartWords(
        key=part.key,
        name=_name(part, page),
        theirs=theirs_marked,
        mine=mine_marked,
        choices=tuple(choices),
    )


def words_apart(part: Part, page: Page) -> int:
    """Return how many words of mine theirs does not have, and the other way round."""
    theirs, mine = _text(part, part.theirs, page), _text(part, part.mine, page)
    if _is_long(theirs, mine):
        # Without their order: a word that was only moved is not counted.
        one, other = Counter(theirs.split()), Counter(mine.split())
        return ((one - other) + (other - one)).total()
    changes = diff_text(theirs, mine).changes
    return sum(len(text.split()) for kind, text in changes if kind != "equal")


def _nothing(value: Any, label: str) -> str:
    return _("%(who)s: take it out") % {"who": label} if value is None else label


def _is_long(theirs: str, mine: str) -> bool:
    return len(theirs) + len(mine) > LONGEST_COMPARED


def _both_marked(theirs: str, mine: str) -> tuple[str, str]:
    if _is_long(theirs, mine):
        return escape(theirs), escape(mine)
    changes = diff_text(theirs, mine).changes
    return _marked(changes, "deletion", "del"), _marked(changes, "addition", "ins")


def _marked(changes: Iterable[tuple[str, str]], kind: str, tag: str) -> str:
    shown = [(which, text) for which, text in changes if which in ("equal", kind)]
    pieces = [format_html(f"<{tag}>{{}}</{tag}>", text) if which == kind else text for which, text in shown]
    return format_html_join("", "{}", [(piece,) for piece in pieces])


def _name(part: Part, page: Page) -> str:
    meta: Any = type(page)._meta
    if part.block == ORDER:
        return str(_("The order of the parts"))
    if not part.block:
        field = meta.get_field(part.field)
        return str(capfirst(getattr(field, "verbose_name", "") or _row_names().get(part.field, part.field)))
    block = part.mine or part.theirs
    kind = meta.get_field(part.field).stream_block.child_blocks[block["type"]]
    return str(capfirst(kind.label))


def _row_names() -> dict[str, str]:
    return {"bylines": _("Byline"), "chosen_related": _("Related stories")}


def _text(part: Part, value: Any, page: Page) -> str:
    """Return the value as plain text."""
    if value is None or value == "":
        return ""
    meta: Any = type(page)._meta
    if part.block == ORDER:
        return _order_text(part, value, page)
    if part.block:
        kind = meta.get_field(part.field).stream_block.child_blocks[value["type"]]
        bound = kind.normalize(kind.to_python(value["value"]))
        return "\n".join(text_from_html(str(text)) for text in kind.get_searchable_content(bound)) or str(
            text_from_html(str(kind.render_basic(bound)))
        )
    field = meta.get_field(part.field)
    if isinstance(value, list):
        return "\n".join(_row_text(field, row) for row in value)
    if field.is_relation:
        found = field.related_model.objects.filter(pk=value).first()
        return str(found or "")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(text_from_html(value)) if "<" in str(value) else str(value)


def _row_text(field: Any, row: dict[str, Any]) -> str:
    model = field.related_model
    shown = []
    for name, value in row.items():
        if name in ("pk", "sort_order", field.field.name) or value in (None, ""):
            continue
        column = model._meta.get_field(name)
        found = column.related_model.objects.filter(pk=value).first() if column.is_relation else None
        shown.append(str(found or dict(column.flatchoices or []).get(value, value)))
    return ", ".join(shown)


def _order_text(part: Part, ids: list[str], page: Page) -> str:
    return "\n".join(ids)
