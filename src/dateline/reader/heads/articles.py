"""Stories. Source: schema.org, the types of the Trust Project among them; Google's article guidelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.people.choices import BylineRole
from dateline.people.contexts import BylineContext
from dateline.placards.contexts import PlacardContext
from dateline.publishing.choices import Kind
from dateline.reader.heads.images import image_of, image_of_placard
from dateline.reader.heads.people import person
from dateline.reader.heads.vocabulary import Node, named, thing, whole
from dateline.stories.choices import Label
from dateline.stories.contexts import NoticeContext, StoryContext

TYPES = {
    Label.OPINION.value: "OpinionNewsArticle",
    Label.ANALYSIS.value: "AnalysisNewsArticle",
    Label.EXPLAINER.value: "BackgroundNewsArticle",
    # What is paid for is no news.
    Label.SPONSORED.value: "AdvertiserContentArticle",
}
# A note of the editor corrects nothing.
CORRECTING = frozenset((Kind.CORRECTION, Kind.CLARIFICATION, Kind.APOLOGY, Kind.RETRACTION))


def news_article(story: StoryContext, *, publisher: Node, placard: PlacardContext | None) -> Node:
    """Return a story; its times are those that readers see, its author is the paper where nobody is named."""
    node = thing(
        _type_of(story),
        mainEntityOfPage=story.canonical_url,
        url=story.canonical_url,
        headline=story.headline,
        description=story.standfirst,
        inLanguage=story.language,
        isAccessibleForFree=True,
        datePublished=story.published_at.isoformat(),
        dateModified=(story.updated_at or story.published_at).isoformat(),
        author=_people(story.bylines, BylineRole.WORDS) or [_as_author(publisher)],
        contributor=_people(story.bylines, BylineRole.PHOTOS),
        publisher=publisher,
        image=_images(story, placard),
        dateline=story.dateline_place,
        articleSection=story.section.label,
        keywords=[topic.label for topic in story.topics],
        about=[thing("Thing", name=topic.label, url=whole(topic.url)) for topic in story.topics],
        isPartOf=_series(story),
        contentRating=story.age_rating,
        correction=[_correction(notice, story.canonical_url) for notice in _corrections(story)],
        version=str(story.version) if story.version else "",
        archivedAt=whole(f"{story.history_url}{story.version}/") if story.history_url else "",
    )
    return named(node, f"{story.canonical_url}#article")


def _type_of(story: StoryContext) -> str:
    """Return the narrowest type that is true: who names the place that they report from has reported."""
    if story.label_code:
        return TYPES[story.label_code]
    return "ReportageNewsArticle" if story.dateline_place else "NewsArticle"


def _people(bylines: Sequence[BylineContext], role: BylineRole) -> list[Node]:
    return [person(byline.contributor) for byline in bylines if byline.role == role]


def _as_author(publisher: Node) -> Node:
    return {name: publisher[name] for name in ("@type", "@id", "name", "url")}


def _images(story: StoryContext, placard: PlacardContext | None) -> list[Node]:
    if story.lead_picture is not None:
        return [image_of(story.lead_picture)]
    return [image_of_placard(placard)] if placard is not None else []


def _series(story: StoryContext) -> Node | None:
    if story.series is None:
        return None
    return thing("CreativeWorkSeries", name=story.series.label, url=whole(story.series.url))


def _corrections(story: StoryContext) -> list[NoticeContext]:
    """Return every notice that corrects, oldest first, with those that others have taken the place of."""
    shown = (*story.notices_top, *story.notices_end)
    notices = [one for notice in shown for one in _with_amended(notice) if Kind(one.kind) in CORRECTING]
    return sorted(notices, key=lambda notice: notice.at)


def _with_amended(notice: NoticeContext) -> Iterable[NoticeContext]:
    return (*notice.amended, notice)


def _correction(notice: NoticeContext, page: str) -> Node:
    return thing(
        "CorrectionComment",
        name=notice.heading,
        text=notice.text,
        datePublished=notice.at.isoformat(),
        url=f"{page}#{notice.anchor}" if notice.anchor and not notice.is_amended else "",
    )
