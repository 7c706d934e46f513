"""Publish many new pages at once: the way of an archive into the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from dateline.publishing.addresses import refuse_taken_addresses
from dateline.publishing.bulk.acts import NewPage, Rows, act_out
from dateline.publishing.bulk.held import hold_relations
from dateline.publishing.bulk.ids import reserve_ids
from dateline.publishing.bulk.placing import by_parent, place_under
from dateline.publishing.bulk.rows import (
    adopt_children,
    index_references,
    index_words,
    insert_pages,
    insert_relations,
    insert_rows,
)
from dateline.publishing.bulk.values import clean_columns
from dateline.publishing.companions import companions_without
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.guard import publishing
from dateline.publishing.judging import check_new
from dateline.publishing.models import (
    PublicAddress,
    Publication,
    PublishedVersion,
    VersionContent,
    VersionWords,
)
from dateline.publishing.publication_watchers import tell_watchers_of_new
from dateline.publishing.publications import more_keys_of_new, type_of
from dateline.publishing.recording import keys_of_publication
from dateline.publishing.sealing_words import sealed_words
from dateline.publishlog.actions import append_entry


@transaction.atomic
def publish_new_pages(*, pages: Sequence[NewPage], by: Any) -> None:
    """Publish pages of one model that were never saved, as ``publish_page`` would each, in one transaction.

    The rows are the same: page, drafts, versions with their commitments, address, indexes, Wagtail's history.
    The publish log gets one entry for all of them, with the union of their keys, so that an archive does not
    set off an entry for each of its stories. Wagtail's signals of a save and of a publication are not sent:
    what listens to them is told by ``PublicationType.recorded_many``.
    Raises PublicationRefusedError for the first page that may not be published, and keeps nothing then.
    """
    if not pages:
        return
    now = timezone.now()
    stories = [new.page for new in pages]
    for new in pages:
        check_new(new.page, at=new.at)
        new.page.published_at = new.page.published_at or new.at
    refuse_taken_addresses(stories)
    rows = Rows()
    with publishing():
        children = _settle(pages)
        revision_ids = iter(reserve_ids(Revision, sum(1 + len(new.updates) for new in pages)))
        for new in pages:
            ids = [next(revision_ids) for _moment in range(1 + len(new.updates))]
            act_out(new, rows, revision_ids=ids, by=by, now=now)
        _insert(stories, children, rows)
    _ask_companions(rows.versions, stories, by=by)
    insert_rows(VersionWords, sealed_words(rows.versions))
    type_of(stories[0]).recorded_many(stories)
    _append_entry(stories, rows, by=by)


def _settle(pages: Sequence[NewPage]) -> dict[Any, list[Any]]:
    """Give the pages keys, places and what follows from both, and return the rows they carry with them."""
    model = type(pages[0].page)
    stories = [new.page for new in pages]
    for story, pk in zip(stories, reserve_ids(Page, len(stories)), strict=True):
        hold_relations(story)
        for table in (model, *model._meta.get_parent_list()):
            setattr(story, table._meta.pk.attname, pk)
        story.live = False
    parents = {new.parent.pk: new.parent for new in pages}
    place_under(parents.values(), by_parent((new.page, parents[new.parent.pk]) for new in pages))
    children = adopt_children(stories)
    kind_of_page = type_of(stories[0])
    _check_fields(stories)
    if kind_of_page.before_publishing_many is not None:
        kind_of_page.before_publishing_many(stories)
    else:
        for story in stories:
            kind_of_page.before_publishing(story)
    return children


def _check_fields(pages: Sequence[Any]) -> None:
    """Check every value by itself. What it refers to and whether it is the only one, the database checks."""
    for page in pages:
        page.locale_id = page.locale_id or page._cached_parent_obj.locale_id
        page._set_core_field_defaults()
        page.set_url_path(page._cached_parent_obj)
        page.settle()
    try:
        clean_columns(pages)
    except ValidationError:
        for page in pages:
            _check_page(page)


def _check_page(page: Any) -> None:
    try:
        page.clean_fields(exclude=[field.name for field in page._meta.concrete_fields if field.is_relation])
    except ValidationError as error:
        raise PublicationRefusedError(error.message_dict, page_id=page.pk) from error


def _insert(stories: Sequence[Any], children: dict[Any, list[Any]], rows: Rows) -> None:
    """Insert everything. A page cannot be inserted as a public one: the database wants its record first."""
    for story in stories:
        story.live = False
    insert_pages(type(stories[0]), stories)
    for model, owned in children.items():
        insert_rows(model, owned)
    insert_relations(stories)
    insert_rows(Publication, rows.publications)
    insert_rows(PublicAddress, rows.addresses)
    for version, pk in zip(rows.versions, reserve_ids(PublishedVersion, len(rows.versions)), strict=True):
        version.pk = pk
    insert_rows(PublishedVersion, rows.versions)
    insert_rows(VersionContent, rows.contents)
    insert_rows(Revision, rows.revisions)
    insert_rows(PageLogEntry, rows.remarks)
    models.QuerySet(Page).filter(pk__in=[story.pk for story in stories]).update(live=True)
    for story in stories:
        story.live = True
        story._state.adding = False
    index_words(stories)
    index_references(stories)


def _ask_companions(versions: Sequence[PublishedVersion], stories: Sequence[Any], *, by: Any) -> None:
    asking = [companion.unasked for companion in companions_without(()) if companion.unasked is not None]
    if not asking:
        return
    pages = {story.uuid: story for story in stories}
    for version in versions:
        for unasked in asking:
            unasked(page=pages[version.publication_id], version=version, by=by)


def _append_entry(stories: Sequence[Any], rows: Rows, *, by: Any) -> None:
    kind_of_page = type_of(stories[0])
    states = [kind_of_page.state(story) for story in stories]
    keys = more_keys_of_new(stories, states)
    for story, state in zip(stories, states, strict=True):
        keys |= keys_of_publication(story, before=None, after=state, paths=[story.public_path()], moved=True)
    pages = {story.uuid: story.pk for story in stories}
    append_entry(
        event=f"{kind_of_page.name}.published",
        keys=keys,
        subject=f"{kind_of_page.name}/",
        data={
            "together": [
                [pages[version.publication_id], str(version.publication_id), version.number, version.kind]
                for version in rows.versions
            ]
        },
        user_id=getattr(by, "pk", None),
    )
    tell_watchers_of_new(kind_of_page.name, ids=[story.pk for story in stories])
