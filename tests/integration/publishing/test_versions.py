"""Versions: immutable through every door, committed to, canonical, with block ids that stay."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import Page, Revision

from dateline.lib.canonical_text import canonical_text
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.canonical import commitment_of
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import PublicationRefusedError, PublishingBypassError
from dateline.publishing.models import (
    PublicAddress,
    Publication,
    PublishedVersion,
    VersionContent,
    Withholding,
)
from dateline.publishing.queries import content_of, latest_version
from dateline.publishing.triggers import RULES
from dateline.stories.models import RelatedStory, StoryPage
from tests.factories.papers import section
from tests.factories.stories import draft, picture, published
from tests.support.watching import Watch, fresh


def version_of(story: StoryPage, number: int | None = None) -> PublishedVersion:
    versions = PublishedVersion.objects.select_related("content").filter(publication=story.uuid)
    found: PublishedVersion = versions.get(number=number) if number else versions.order_by("-number")[0]
    return found


def content(story: StoryPage, number: int | None = None) -> dict[str, Any]:
    found = content_of(version_of(story, number))
    assert found is not None
    return found


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(row: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


VERSION, CONTENT, WITHHELD = (
    model._meta.db_table for model in (PublishedVersion, VersionContent, Withholding)
)
ATTACKS: dict[str, Callable[[PublishedVersion], Any]] = {
    "save": lambda version: save(version, summary="Never happened"),
    "save of the content": lambda version: save(version.content, canonical_json="{}"),
    "update": lambda version: PublishedVersion.objects.update(kind="typo"),
    "update of a manager without guard": lambda version: PublishedVersion._base_manager.update(kind="typo"),
    "bulk_update": lambda version: PublishedVersion._base_manager.bulk_update([version], ["summary"]),
    "delete": lambda version: version.delete(),
    "delete of the content": lambda version: version.content.delete(),
    "queryset delete": lambda version: PublishedVersion.objects.all().delete(),
    "queryset delete of contents": lambda version: VersionContent.objects.all().delete(),
    "_raw_delete": lambda version: PublishedVersion.objects.all()._raw_delete(using="default"),
    "delete of the publication": lambda version: version.publication.delete(),
    "delete of the address": lambda version: PublicAddress.objects.all().delete(),
    "SQL update": lambda version: run_sql(f"UPDATE {VERSION} SET summary = 'x'"),
    "SQL update of the content": lambda version: run_sql(f"UPDATE {CONTENT} SET nonce = 'x'"),
    "SQL delete": lambda version: run_sql(f"DELETE FROM {VERSION}"),
    "SQL delete of the content": lambda version: run_sql(f"DELETE FROM {CONTENT}"),
    "second version with the same number": lambda version: PublishedVersion.objects.create(
        publication=version.publication, number=1, kind="new", at=version.at, commitment="x"
    ),
    "number 0": lambda version: PublishedVersion.objects.create(
        publication=version.publication, number=0, kind="typo", at=version.at, commitment="x"
    ),
    "first that is not new": lambda version: PublishedVersion.objects.create(
        publication=version.publication, number=2, kind="new", at=version.at, commitment="x"
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_version_is_neither_changed_nor_deleted(story: StoryPage, attack: str) -> None:
    before = list(PublishedVersion.objects.values()), list(VersionContent.objects.values())

    with pytest.raises((DatabaseError, PublishingBypassError, ProtectedError)), transaction.atomic():
        ATTACKS[attack](version_of(story))

    assert (list(PublishedVersion.objects.values()), list(VersionContent.objects.values())) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", [VERSION, CONTENT, WITHHELD])
def test_truncate_is_refused(story: StoryPage, table: str) -> None:
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        run_sql(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("rule", [name for name, *_ in RULES])
def test_every_trigger_is_there(db: None, rule: str) -> None:
    table, column = ("sqlite_master", "name") if connection.vendor == "sqlite" else ("pg_trigger", "tgname")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [rule])
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("way", ["page deletion", "purge_revisions", "autosave"])
def test_version_outlives(story: StoryPage, way: str) -> None:
    before = list(PublishedVersion.objects.filter(publication=story.uuid).values())
    if way == "page deletion":
        fresh(story).delete()
        assert not Revision.page_revisions.filter(object_id=str(story.pk)).exists()
    elif way == "purge_revisions":
        fresh(story).save_revision()
        purge_revisions()
        call_command("purge_revisions", verbosity=0)
    else:
        page = fresh(story)
        revision = page.save_revision()
        page.title = "Autosaved"
        page.save_revision(overwrite_revision=revision)

    assert list(PublishedVersion.objects.filter(publication=story.uuid).values()) == before


def test_purged_revisions_do_not_hurt_publishing(story: StoryPage) -> None:
    publish_page(page=_retitled(story, "Second"), by=None)
    Revision.objects.exclude(pk=fresh(story).latest_revision_id).delete()

    publish_page(page=_retitled(story, "Third"), by=None)

    assert [version.number for version in Publication.objects.get(pk=story.uuid).versions.all()] == [1, 2, 3]


def _retitled(story: StoryPage, title: str) -> StoryPage:
    page: StoryPage = fresh(story)
    page.title = title
    return page


def test_commitment_verifies_and_any_other_byte_does_not(story: StoryPage) -> None:
    version = version_of(story)
    nonce, canonical = bytes.fromhex(version.content.nonce), version.content.canonical_json.encode()

    assert len(nonce) == 32
    assert commitment_of(nonce=nonce, canonical=canonical) == version.commitment
    assert commitment_of(nonce=nonce, canonical=canonical.replace(b"ferry", b"Ferry")) != version.commitment


def test_nonce_is_another_each_time(story: StoryPage) -> None:
    other = published("Ferry back in service", slug="another")

    assert version_of(story).content.nonce != version_of(other).content.nonce


def test_content_is_canonical_json(story: StoryPage) -> None:
    stored = version_of(story).content.canonical_json

    assert rfc8785.dumps(json.loads(stored)).decode() == stored


def test_content_is_kept_compressed_and_means_the_same_bytes(story: StoryPage) -> None:
    content = version_of(story).content
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT canonical_json FROM "{content._meta.db_table}" WHERE version_id = {content.pk}'
        )
        (kept,) = cursor.fetchone()

    assert zlib.decompress(bytes(kept)).decode() == content.canonical_json
    assert len(kept) < len(content.canonical_json)


def test_content_of_every_kind_of_page_is_canonical(story: StoryPage) -> None:
    for stored in VersionContent.objects.all():
        parsed = json.loads(stored.canonical_json)

        assert rfc8785.dumps(parsed).decode() == stored.canonical_json
        assert {"v", "type", "uuid", "fields", "blocks"} <= set(parsed)


EVERY_BLOCK: list[tuple[str, Any]] = [
    ("paragraph", "<p>One <b>bold</b>&nbsp;word,\n two <i>more</i>.</p><ul><li>a</li><li>b</li></ul>"),
    ("subheading", "A  heading & more"),
    ("pull_quote", {"quote": "Never\nagain", "attribution": "Nobody"}),
    ("fact_box", {"title": "Facts", "text": "<p>First.</p><p>Second.</p>"}),
    ("embed", {"provider": "YouTube", "url": "https://example.org/v", "title": "A film"}),
    (
        "table",
        {"caption": "", "table": {"data": [["a", "b"], ["c", None]], "first_row_is_table_header": True}},
    ),
]
TEXTS = [
    "One bold\xa0word, two more.\na\nb",
    "A heading & more",
    "Never again",
    "Facts\nFirst.\nSecond.",
    "A film",
    "a\nb\nc",
]


def test_text_of_each_block_is_canonical(paper: Any) -> None:
    story = published("Every block", body=EVERY_BLOCK)

    blocks = content(story)["blocks"]

    assert [block["text"] for block in blocks] == TEXTS
    assert [block["kind"] for block in blocks] == [kind for kind, _value in EVERY_BLOCK]
    for block in blocks:
        if "html" in block:
            assert canonical_text(block["html"]) == block["text"]


def test_block_ids_stay_over_edits_moves_and_saves(story: StoryPage) -> None:
    first, second = (block["id"] for block in content(story)["blocks"])
    page = fresh(story)
    page.body[1].value.source = "<p>Everybody was hurt.</p>"
    page.body = json.dumps(page.body.get_prep_value()[::-1])
    page.save_revision()
    page = fresh(story).get_latest_revision_as_object()
    page.body.append(("paragraph", "<p>A third.</p>"))
    publish_page(page=page, by=None)
    fresh(story).save()
    publish_page(page=_retitled(story, "Fourth"), by=None)

    ids = [block["id"] for block in content(story)["blocks"]]

    assert ids[:2] == [second, first]
    assert len(set(ids)) == 3
    assert ids == [block["id"] for block in content(story, 2)["blocks"]]
    assert [block.id for block in fresh(story).body] == ids


def test_stored_content_is_what_the_page_says(story: StoryPage) -> None:
    from dateline.stories.canonical import story_content  # noqa: PLC0415

    assert content(story) == json.loads(json.dumps(story_content(fresh(story))))


def test_shared_records_change_without_touching_the_record_of_stories(story: StoryPage) -> None:
    byline = story.bylines.get()
    byline.contributor.name = "Ines Moreau-Petit"
    byline.contributor.save()
    topic = story.topics.get()
    topic.slug = "ferry-boats"
    topic.save()
    page = _retitled_section("Harbor town")
    publish_page(page=page, by=None)
    with Watch() as seen:
        assert latest_version(Publication.objects.get(pk=story.uuid)).number == 1
        changed = fresh(story)
        changed.body[0].value.source = "<p>The fery sails again.</p>"
        version = publish_page(page=changed, by=None)

    assert version.kind == "typo"
    assert seen.events == ["story.published"]
    assert content(story)["shown"]["bylines"] == [{"name": "Ines Moreau-Petit", "slug": "ines-moreau"}]
    assert content(story, 1)["shown"]["bylines"] == [{"name": "Ines Moreau", "slug": "ines-moreau"}]


def _retitled_section(title: str) -> Any:
    page = section()
    page.title, page.slug = title, "harbor-town"
    return page


def test_address_of_a_linked_story_changes_without_touching_the_record(story: StoryPage) -> None:
    link = f'<p>See <a linktype="page" id="{story.pk}">here</a> and <a href="https://example.org/">there</a>.</p>'
    linking = published("Linking", body=[("paragraph", link)])
    moved = fresh(story)
    moved.slug = "another-slug"
    publish_page(page=moved, by=None)

    with Watch() as seen:
        publish_page(page=fresh(linking), by=None)

    assert seen.is_empty
    html = content(linking)["blocks"][0]["html"]
    assert f'href="urn:uuid:{story.uuid}"' in html
    assert 'href="https://example.org/"' in html

    fresh(story).delete()
    with Watch() as seen:
        publish_page(page=fresh(linking), by=None)
    assert seen.is_empty


def test_wanted_headline_that_finds_its_story_is_no_change(story: StoryPage) -> None:
    from dateline.stories.actions import resolve_related  # noqa: PLC0415

    waiting = draft("Waiting")
    waiting.chosen_related.set([RelatedStory(wanted_headline="The story to come")])
    publish_page(page=waiting, by=None)
    resolve_related(story=published("The story to come"))

    with Watch() as seen:
        publish_page(page=fresh(waiting), by=None)

    assert seen.is_empty


def test_digests_of_every_picture_are_kept(paper: Any) -> None:
    lead, shown = picture(), picture()
    body = [("paragraph", "<p>Words.</p>"), ("picture", {"picture": shown, "caption": "Mine"})]
    story = published("Pictures", lead_picture=lead, body=body)

    assert version_of(story).picture_digests == [lead.digest, shown.digest]
    assert content(story)["blocks"][1]["shown"]["picture"]["credit"] == shown.credit


class TestTakingDown:
    """A removal withholds text and nonce; number, time, kind and reason stay."""

    def take_down(self, story: StoryPage, **options: Any) -> PublishedVersion:
        return take_down(page=story, by=None, reason=RemovalReason.LEGAL, text="By court order.", **options)

    def test_records_one_version_and_one_entry(self, story: StoryPage) -> None:
        with Watch() as seen:
            version = self.take_down(story)

        publication = Publication.objects.get(pk=story.uuid)
        assert seen.events == ["story.removed"]
        assert (version.number, version.kind, publication.latest_number) == (2, "removal", 2)
        assert publication.status == "removed"
        assert publication.removed_at == version.at
        assert not fresh(story).live

    def test_withholding_destroys_text_and_nonce_and_nothing_else(self, story: StoryPage) -> None:
        publish_page(page=_retitled(story, "Second"), by=None)
        before = [version_of(story, number).commitment for number in (1, 2)]

        self.take_down(story, withholds_content=True)

        versions = list(PublishedVersion.objects.filter(publication=story.uuid).order_by("number"))
        assert not VersionContent.objects.filter(version__publication=story.uuid).exists()
        assert [version.kind for version in versions] == ["new", "update", "removal"]
        assert [version.commitment for version in versions[:2]] == before
        assert Withholding.objects.filter(version__in=versions, reason="legal").count() == 2
        assert content_of(versions[0]) is None

    def test_content_stays_without_withholding(self, story: StoryPage) -> None:
        self.take_down(story)

        assert content(story, 1)["fields"]["headline"] == story.title

    def test_cannot_be_published_again(self, story: StoryPage) -> None:
        self.take_down(story)

        with Watch() as seen, pytest.raises(PublicationRefusedError, match="taken down"):
            publish_page(page=fresh(story), by=None)
        assert seen.is_empty
        assert not fresh(story).live

    def test_deleted_afterwards_leaves_no_second_trace(self, story: StoryPage) -> None:
        self.take_down(story)
        with Watch() as seen:
            fresh(story).delete()

        assert seen.is_empty
        assert Publication.objects.get(pk=story.uuid).status == "removed"
        assert not Page.objects.filter(pk=story.pk).exists()

    def test_section_with_stories_is_refused(self, story: StoryPage) -> None:
        with Watch() as seen, pytest.raises(PublicationRefusedError, match="1 public pages"):
            self.take_down(section())

        assert seen.is_empty
        assert section().live
