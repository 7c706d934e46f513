"""The form of search as it was filled in."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.reader.queries import PaperParts
from dateline.reader.search_contexts import ChoiceContext, SearchFormContext
from dateline.reader.searching.parameters import KINDS, Parameters
from dateline.search.contexts import Order


def form_context(wanted: Parameters, *, parts: PaperParts) -> SearchFormContext:
    """Return every field with its value and its choices."""
    section, language = wanted.section.slug if wanted.section else "", settings.LANGUAGE_CODE
    sections = [(each.slug, each.name_in(language)) for each in parts.sections]
    kinds = [(value, str(name)) for value, name in KINDS.items()]
    orders = [
        (Order.BEST, _("Best first")),
        (Order.NEWEST, _("Newest first")),
        (Order.OLDEST, _("Oldest first")),
    ]
    hidden = [("author", wanted.author), ("topic", wanted.topic)]
    narrows = (wanted.section, wanted.author, wanted.topic, wanted.kind, wanted.since, wanted.until)
    return SearchFormContext(
        query=wanted.asked.text,
        sections=_choices([("", _("All sections")), *sections], section),
        kinds=_choices([("", _("Everything")), *kinds], wanted.kind),
        orders=_choices(orders, wanted.order),
        since=wanted.since.isoformat() if wanted.since else "",
        until=wanted.until.isoformat() if wanted.until else "",
        hidden=tuple((name, record.slug) for name, record in hidden if record is not None),
        is_narrowed=any(narrows) or wanted.order != Order.BEST,
    )


def _choices(listed: Sequence[tuple[str, str]], chosen: str) -> tuple[ChoiceContext, ...]:
    return tuple(ChoiceContext(value, label, value == chosen) for value, label in listed)
