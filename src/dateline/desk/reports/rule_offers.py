"""An upheld report of a spelling or name becomes a rule of the house, or a spelling of a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.copydesk.choices import HouseRuleKind
from dateline.corrections.choices import UPHELD_STATUSES, ReportKind
from dateline.desk.reports.rows import Row
from dateline.entities.models import Entity, EntityName

OFFERED = (ReportKind.SPELLING, ReportKind.NAME)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to be made of a report."""

    label: str
    url: str


def offers_of(row: Row, *, user: Any) -> list[Offer]:
    """Return what this person may make of the reports of a place, each with a form filled in."""
    cluster = row.cluster
    right = row.suggestions[0].text if row.suggestions else ""
    if cluster.status not in UPHELD_STATUSES or cluster.kind not in OFFERED:
        return []
    if not right or right == row.reported:
        return []
    offers = []
    if user.has_perm("paper_copydesk.add_houserule"):
        offers.append(Offer(_("Make it a rule of the house"), _rule(row, right)))
    if cluster.kind == ReportKind.NAME and user.has_perm("paper_entities.add_entity"):
        offers.append(_name(right, wrong=row.reported))
    return offers


def _rule(row: Row, right: str) -> str:
    """Return the form of a new rule with its two examples of each sort."""
    report = row.cluster.reports.all()[0]
    around = (report.prefix[-40:], report.suffix[:40])
    filled = {
        "name": f"{row.reported} → {right}"[:120],
        "kind": HouseRuleKind.WORDLIST,
        "language": row.story.language,
        "pattern": f"{row.reported} = {right}",
        "must_match": "\n".join((row.reported, _line(row.reported, around))),
        "must_not_match": "\n".join((right, _line(right, around))),
    }
    return f"{reverse('wagtailsnippets_paper_copydesk_houserule:add')}?{urlencode(filled)}"


def _line(words: str, around: tuple[str, str]) -> str:
    return " ".join(f"{around[0]}{words}{around[1]}".split())


def _name(right: str, *, wrong: str) -> Offer:
    """Return the way to the name that has one of these spellings already, else to a new one."""
    known = EntityName.objects.filter(text__in=(right, wrong)).select_related("entity").first()
    names = Entity.snippet_viewset
    if known is not None:
        url = reverse(names.get_url_name("edit"), args=[known.entity_id])
        return Offer(_("Add the spelling to “%(name)s”") % {"name": known.entity}, url)
    return Offer(_("Keep “%(name)s” among the names") % {"name": right}, reverse(names.get_url_name("add")))
