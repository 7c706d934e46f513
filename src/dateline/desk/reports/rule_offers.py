"""An upheld report of a spelling or name becomes a rule of the house, or a spelling of a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, When
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.copydesk.choices import HouseRuleKind
from dateline.copydesk.models import HouseRule
from dateline.corrections.choices import UPHELD_STATUSES, ReportKind
from dateline.desk.reports.rows import Row
from dateline.entities.models import Entity, EntityName
from dateline.entities.offered_spellings import OfferedSpellings

OFFERED = (ReportKind.SPELLING, ReportKind.NAME)
# Whole sentences are neither a rule nor a name.
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to be made of a report."""

    label: str
    url: str


def offers_of(row: Row, *, user: Any) -> list[Offer]:
    """Return what this person may make of the reports of a place, each with a form filled in."""
    cluster = row.cluster
    if cluster.status not in UPHELD_STATUSES or cluster.kind not in OFFERED:
        return []
    right = right_words(row)
    if not right or right == row.reported:
        return []
    return [*_rules(row, right, user), *_names(row, right, user)]


def right_words(row: Row) -> str:
    """Return what stands there now where the words were changed, else what most readers would write."""
    if row.words and row.words != row.reported:
        return row.words
    return row.suggestions[0].text if row.suggestions else ""


def _rules(row: Row, right: str, user: Any) -> Iterator[Offer]:
    if not user.has_perm("paper_copydesk.add_houserule"):
        return
    before, wrong, right, after = differing_words(row.reported, right)
    name = f"{wrong} → {right}"[:120]
    if not (_is_short(wrong) and _is_short(right)) or f" {wrong.casefold()} " in f" {right.casefold()} ":
        return
    if HouseRule.objects.filter(name=name).exists():
        return
    report = row.cluster.reports.all()[0]
    around = (f"{report.prefix[-40:]}{before}", f"{after}{report.suffix[:40]}")
    filled = {
        "name": name,
        "kind": HouseRuleKind.WORDLIST,
        "language": row.story.language,
        "pattern": f"{wrong} = {right}",
        "must_match": "\n".join((wrong, _line(wrong, around))),
        "must_not_match": "\n".join((right, _line(right, around))),
    }
    url = f"{reverse('wagtailsnippets_paper_copydesk_houserule:add')}?{urlencode(filled)}"
    yield Offer(_("Make it a rule of the house"), url)


def differing_words(wrong: str, right: str) -> tuple[str, str, str, str]:
    """Return what both begin with, the words that differ, one at least of each, and what both end with."""
    old, new = wrong.split(" "), right.split(" ")
    first = 0
    while first < min(len(old), len(new)) - 1 and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first - 1 and old[-1 - last] == new[-1 - last]:
        last += 1
    ends = len(old) - last, len(new) - last
    before, after = " ".join([*old[:first], ""]), " ".join(["", *old[ends[0] :]])
    return before, " ".join(old[first : ends[0]]), " ".join(new[first : ends[1]]), after


def _line(words: str, around: tuple[str, str]) -> str:
    return " ".join(f"{around[0]}{words}{around[1]}".split())


def _names(row: Row, right: str, user: Any) -> Iterator[Offer]:
    """Yield the way to the name that has one of these spellings already, else to a new one."""
    if row.cluster.kind != ReportKind.NAME or not (_is_short(row.reported) and _is_short(right)):
        return
    offered = OfferedSpellings(language=row.story.language, right=right, wrong=row.reported)
    known = EntityName.objects.filter(text__in=(right, row.reported)).select_related("entity")
    found = known.order_by(Case(When(text=right, then=0), default=1), "pk").first()
    names = Entity.snippet_viewset
    if found is None and user.has_perm("paper_entities.add_entity"):
        url = reverse(names.get_url_name("add"))
        yield Offer(_("Keep “%(name)s” among the names") % {"name": right}, f"{url}?{offered.query()}")
    elif found is not None and user.has_perm("paper_entities.change_entity"):
        url = reverse(names.get_url_name("edit"), args=[found.entity_id])
        label = _("Add the spelling to “%(name)s”") % {"name": found.entity}
        yield Offer(label, f"{url}?{offered.query()}")


def _is_short(words: str) -> bool:
    return 0 < len(words) <= LONGEST and not {"\n", "="} & set(words)
