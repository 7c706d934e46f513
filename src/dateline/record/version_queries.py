"""One version as it was recorded, ready for the templates of the story page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.documents import get_document_model

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.models import Picture
from dateline.media.queries import picture_contexts
from dateline.people.contexts import BylineContext, ContributorContext
from dateline.publishing.choices import Kind
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.paper_time import local
from dateline.publishing.queries import public_addresses
from dateline.record.addresses import difference_address, history_address, version_address
from dateline.record.body import PictureName, RecordedBody, linked_documents, linked_names
from dateline.record.contexts import RecordedStoryContext
from dateline.record.queries import is_readable, recorded_content, version_context, with_contents
from dateline.record.version_notes import notes_on
from dateline.sections.contexts import LinkContext
from dateline.stories.card_queries import CardMaker
from dateline.stories.choices import Label
from dateline.stories.contexts import CardContext, DocumentContext, StoryContext
from dateline.stories.models import StoryPage

_URN = "urn:uuid:"
MOVING_KINDS = tuple(kind for kind in Kind if kind.moves_updated)


def recorded_story(publication: Publication, number: int, *, cards: CardMaker) -> RecordedStoryContext | None:
    """Return a version of a public story as it was recorded; None when there is no such text to show."""
    found = with_contents(publication, [number, number + 1])
    row = found.get(number)
    if row is None:
        return None
    following = found.get(number + 1)
    story, newest = publication.address, publication.latest_number
    shown_since = number < newest
    content = recorded_content(row) if is_readable(row) else {}
    return RecordedStoryContext(
        story=_story(publication, row, content=content, cards=cards),
        version=version_context(publication, row, notes=notes_on(publication, [number]).get(number, ())),
        history_url=history_address(story),
        current_url=story,
        superseded_at=local(following.at) if following else None,
        next_url=version_address(story, number + 1) if following else "",
        previous_url=version_address(story, number - 1) if number > 1 else "",
        since_url=difference_address(story, older=number, newer=newest) if shown_since else "",
    )


def _story(
    publication: Publication, row: PublishedVersion, *, content: dict[str, Any], cards: CardMaker
) -> StoryContext:
    fields, shown = content.get("fields", {}), content.get("shown", {})
    blocks = content.get("blocks", [])
    body = _load_body(content, cards)
    lead = body.picture(fields.get("lead_picture", ""), shown.get("lead_picture"))
    lead_picture = lead if isinstance(lead, PictureContext) else None
    published_at = fields.get("published_at")
    return StoryContext(
        story_id=publication.page_id,
        publication=str(publication.uuid),
        version=row.number,
        url=publication.address,
        canonical_url=settings.WAGTAILADMIN_BASE_URL + publication.address,
        language=row.language,
        section=LinkContext(label=(shown.get("section") or {}).get("name", ""), url=""),
        kicker=fields.get("kicker", ""),
        label=str(Label(fields["label"]).label) if fields.get("label") else "",
        label_code=fields.get("label", ""),
        headline=fields.get("headline", ""),
        standfirst=fields.get("standfirst", ""),
        dateline_place=fields.get("dateline_place", ""),
        bylines=tuple(_bylines(fields, shown)),
        published_at=local(
            datetime.fromisoformat(published_at) if published_at else publication.published_at
        ),
        updated_at=_updated_at(publication, row),
        lead_picture=lead_picture,
        lost_picture_credit="" if lead_picture else _lost_credit(fields, shown),
        body=tuple(body.make(blocks)),
        notices_top=(),
        notices_end=(),
        content_note=fields.get("content_note", ""),
        age_rating=fields.get("age_rating", ""),
        topics=tuple(LinkContext(label=topic["name"], url="") for topic in shown.get("topics") or []),
        series=None,
        related=(),
        awaited_related=(),
        more_from_section=(),
    )


def _lost_credit(fields: dict[str, Any], shown: dict[str, Any]) -> str:
    credit: str = fields.get("lead_credit") or (shown.get("lead_picture") or {}).get("credit") or ""
    return credit


def _updated_at(publication: Publication, row: PublishedVersion) -> datetime | None:
    """Return the time that stood beside “Updated” on this version's page."""
    if row.number == publication.latest_number:
        return local(publication.updated_at) if publication.updated_at else None
    moved = publication.versions.filter(number__lte=row.number, kind__in=MOVING_KINDS)
    at = moved.order_by("-number").values_list("at", flat=True).first()
    return local(at) if at else None


def _bylines(fields: dict[str, Any], shown: dict[str, Any]) -> Iterator[BylineContext]:
    names = shown.get("bylines") or []
    for position, byline in enumerate(fields.get("bylines") or []):
        if position < len(names):
            person = ContributorContext(names[position]["name"], "", "", "", None)
            yield BylineContext(contributor=person, role=byline["role"])


def _load_body(content: dict[str, Any], cards: CardMaker) -> RecordedBody:
    blocks = content.get("blocks", [])
    stories = {(block.get("data") or {}).get("story", "") for block in blocks}
    return RecordedBody(
        pictures=pictures_of([content]),
        cards=_cards(stories - {""}, cards),
        addresses=_addresses(linked_names(blocks)) | _document_addresses(linked_documents(blocks)),
        documents=_documents(blocks),
    )


def pictures_of(contents: Iterable[dict[str, Any]]) -> dict[PictureName, PictureContext]:
    """Return the pictures of recorded contents that are still there and the same file. Two queries."""
    wanted = {name for content in contents for name in _picture_names(content) if all(name)}
    names = [UUID(name) for name, _digest in wanted]
    pictures = list(Picture.objects.filter(uuid__in=names).order_by("pk")) if names else []
    shown = picture_contexts(pictures, use="gallery")
    found = {(str(picture.uuid), picture.digest): shown.get(picture.pk) for picture in pictures}
    return {name: context for name, context in found.items() if context is not None and name in wanted}


def _picture_names(content: dict[str, Any]) -> Iterator[PictureName]:
    fields, shown = content.get("fields", {}), content.get("shown", {})
    yield fields.get("lead_picture") or "", (shown.get("lead_picture") or {}).get("digest") or ""
    for block in content.get("blocks", []):
        data, around = block.get("data") or {}, block.get("shown") or {}
        if block["kind"] == "picture":
            yield data.get("picture") or "", (around.get("picture") or {}).get("digest") or ""
        elif block["kind"] == "gallery":
            for item, seen in zip(data.get("pictures") or [], around.get("pictures") or [], strict=False):
                yield item["picture"], (seen or {}).get("digest") or ""


def _addresses(names: Iterable[str]) -> dict[str, str]:
    """Return where the pages with these names are now, as far as readers can see them."""
    rows = _publications(names)
    found = public_addresses(rows.values())
    return {name: found[page_id] for name, page_id in rows.items() if page_id in found}


def _document_addresses(linked: dict[str, int]) -> dict[str, str]:
    """Return where the documents with these recorded addresses are now."""
    announce(*(f"document/{pk}" for pk in linked.values()))
    stored = get_document_model().objects.in_bulk(set(linked.values())) if linked else {}
    return {address: stored[pk].url for address, pk in linked.items() if pk in stored}


def _cards(names: Iterable[str], cards: CardMaker) -> dict[str, CardContext]:
    rows = _publications(names)
    announce(*(f"card/{page_id}" for page_id in rows.values()))
    if not rows:
        return {}
    stories = StoryPage.objects.public().filter(pk__in=rows.values()).order_by("pk")
    made = {card.story_id: card for card in cards.make(list(stories))}
    return {name: made[page_id] for name, page_id in rows.items() if page_id in made}


def _publications(names: Iterable[str]) -> dict[str, int]:
    """Return the ids of the pages with these names. One that was never public touches its own key one day."""
    uuids = {name: UUID(name.removeprefix(_URN)) for name in sorted(names)}
    if not uuids:
        return {}
    found = dict(Publication.objects.filter(pk__in=uuids.values()).values_list("pk", "page_id"))
    announce(*(f"publication/{uuid}" for uuid in uuids.values() if uuid not in found))
    return {name: found[uuid] for name, uuid in uuids.items() if uuid in found}


def _documents(blocks: Iterable[Mapping[str, Any]]) -> dict[tuple[int, str], DocumentContext]:
    listed = [block for block in blocks if block["kind"] == "document"]
    ids = {(block.get("data") or {}).get("document") or 0 for block in listed} - {0}
    announce(*(f"document/{pk}" for pk in ids))
    stored = get_document_model().objects.in_bulk(ids) if ids else {}
    found: dict[tuple[int, str], DocumentContext] = {}
    for block in listed:
        pk, digest = block["data"]["document"], (block.get("shown") or {}).get("digest") or ""
        document = stored.get(pk)
        if document is not None and document.file_hash == digest:
            found[pk, digest] = DocumentContext(
                title=block["text"] or document.title,
                url=document.url,
                extension=document.file_extension.upper(),
                size=document.file_size or 0,
            )
    return found
