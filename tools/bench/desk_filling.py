"""Give a generated paper what the desk reads besides stories: staff, drafts, schedules, history, pictures.

``python -m tools.bench.desk_filling`` in the environment of a generated paper, once. What a desk of that size
would have: an owner and a time of editing for every story, two lines of history for each, references, a
search index, twenty thousand pictures, and some hundred stories that are in the works.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402 - Django must be set up first
from django.contrib.contenttypes.models import ContentType  # noqa: E402 - as above
from django.db import connection, transaction  # noqa: E402 - as above
from django.db.models import F  # noqa: E402 - as above
from django.test import override_settings  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above
from wagtail.models import (  # noqa: E402 - as above
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Workflow,
)
from wagtail.search.models import IndexEntry  # noqa: E402 - as above

from dateline.media.models import Picture  # noqa: E402 - as above
from dateline.sections.models import SectionPage  # noqa: E402 - as above
from dateline.stories.models import Byline, StoryPage  # noqa: E402 - as above
from dateline.users.choices import Role  # noqa: E402 - as above
from dateline.users.models import User  # noqa: E402 - as above
from tools.bench.filling import bulk_loading  # noqa: E402 - as above
from tools.bench.words import paragraphs  # noqa: E402 - as above

STAFF = (
    ("administrator", Role.ADMINISTRATOR),
    ("chief", Role.EDITOR_IN_CHIEF),
    ("editor", Role.EDITOR),
    ("reporter", Role.REPORTER),
    ("copy-editor", Role.COPY_EDITOR),
)
ONE_SECTION, SIX_SECTIONS = "News editors", "Editors of six sections"
REPORTERS, PICTURES, IN_THE_WORKS, BATCH = 20, 20_000, 300, 5_000


def fill_desk() -> None:
    """Add everything; does nothing to a paper that has it."""
    if User.objects.filter(username="administrator").exists():
        return
    staff = _staff()
    with transaction.atomic():
        _pictures()
        _owners(staff)
    with bulk_loading(), transaction.atomic():
        _history(staff)
        _references()
    # Nobody is there to read the mail that handing in sends.
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
        _in_the_works(staff)
    _search_index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _staff() -> Sequence[User]:
    for name, role in STAFF:
        _user(name, Group.objects.get(name=role), is_superuser=role == Role.ADMINISTRATOR)
    sections = list(SectionPage.objects.order_by("order"))
    _user("news-editor", _limited(ONE_SECTION, sections[:1]))
    _user("six-editor", _limited(SIX_SECTIONS, sections[:6]))
    reporters = Group.objects.get(name=Role.REPORTER)
    return [_user(f"reporter-{number}", reporters) for number in range(REPORTERS)]


def _user(name: str, group: Group, *, is_superuser: bool = False) -> User:
    user = User.objects.create(username=name, email=f"{name}@paper.example", is_superuser=is_superuser)
    user.groups.add(group)
    return user


def _limited(name: str, sections: Sequence[SectionPage]) -> Group:
    """Make a role as docs/reference/roles.md says: the rules of an editor, on the pages of sections."""
    everywhere, group = Group.objects.get(name=Role.EDITOR), Group.objects.create(name=name)
    group.permissions.set(everywhere.permissions.exclude(content_type__model="front"))
    for rule in GroupPagePermission.objects.filter(group=everywhere):
        for section in sections:
            GroupPagePermission.objects.create(group=group, page=section, permission=rule.permission)
    for kept in GroupCollectionPermission.objects.filter(group=everywhere):
        GroupCollectionPermission.objects.create(
            group=group, collection=kept.collection, permission=kept.permission
        )
    return group


def _pictures() -> None:
    """Copy the rows of generated pictures; copies share their files."""
    chance = random.Random(3)  # noqa: S311 - the same pictures each time
    models = list(Picture.objects.order_by("pk"))
    for start in range(0, PICTURES, BATCH):
        copies = []
        for number in range(start, start + BATCH):
            values = {
                field.attname: getattr(models[number % len(models)], field.attname)
                for field in Picture._meta.concrete_fields
                if not field.primary_key
            }
            unique = f"{chance.getrandbits(256):064x}"
            values |= {"title": f"Archive picture {number}", "uuid": UUID(hex=unique[:32]), "digest": unique}
            copies.append(Picture(**values))
        Picture.objects.bulk_create(copies)


def _owners(staff: Sequence[User]) -> None:
    stories = Page.objects.filter(content_type=ContentType.objects.get_for_model(StoryPage))
    for number, user in enumerate(staff):
        numbered = stories.annotate(turn=F("pk") % len(staff)).filter(turn=number)
        numbered.update(owner=user, latest_revision_created_at=F("last_published_at"))


def _history(staff: Sequence[User]) -> None:
    kind = ContentType.objects.get_for_model(StoryPage)

    def entries() -> Iterator[PageLogEntry]:
        rows = Page.objects.filter(content_type=kind).values_list("pk", "title", "last_published_at")
        for pk, title, at in rows.iterator():
            for action in ("wagtail.edit", "wagtail.publish"):
                yield PageLogEntry(
                    content_type=kind, page_id=pk, label=title, action=action, timestamp=at,
                    user=staff[pk % len(staff)], content_changed=True,
                )  # fmt: skip

    _in_batches(PageLogEntry, entries())


def _references() -> None:
    page, story = ContentType.objects.get_for_model(Page), ContentType.objects.get_for_model(StoryPage)
    picture = ContentType.objects.get_for_model(Picture)

    def references() -> Iterator[ReferenceIndex]:
        rows = StoryPage.objects.filter(lead_picture__isnull=False).values_list("pk", "lead_picture_id")
        for pk, picture_id in rows.iterator():
            yield ReferenceIndex(
                object_id=pk, base_content_type=page, content_type=story, to_content_type=picture,
                to_object_id=picture_id, model_path="lead_picture", content_path="lead_picture",
                content_path_hash=ReferenceIndex._get_content_path_hash("lead_picture"),
            )  # fmt: skip

    ReferenceIndex.objects.all().delete()
    _in_batches(ReferenceIndex, references())


def _search_index() -> None:
    """Put every headline and every title of a picture into the index.

    What stands in bodies is left out: the desk's lists and choosers search headlines, and to read a hundred
    thousand bodies takes a quarter of an hour.
    """
    table, is_postgres = IndexEntry._meta.db_table, connection.vendor == "postgresql"
    text = "to_tsvector('simple', {0})" if is_postgres else "{0}"
    columns = ["content_type_id", "object_id", "title_norm", "title", "autocomplete", "body"]
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the name of a table
        for model, titles in ((StoryPage, "wagtailcore_page"), (Picture, Picture._meta.db_table)):
            kind = ContentType.objects.get_for_model(model).pk
            title, nothing = text.format("title"), text.format("''")
            values = [str(kind), "CAST(id AS varchar)", "1.0", title, title, nothing]
            only = f"WHERE content_type_id = {kind}" if model is StoryPage else ""
            if is_postgres:
                columns, values = [*columns[:6], "title_text", "body_text"], [*values, "title", "''"]
            rows = f'SELECT {", ".join(values)} FROM "{titles}" {only}'  # noqa: S608 - names of ours
            cursor.execute(f'INSERT INTO "{table}" ({", ".join(columns)}) {rows}')


def _in_batches(model: Any, rows: Iterator[Any]) -> None:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            model.objects.bulk_create(batch)
            batch = []
    model.objects.bulk_create(batch)


def _in_the_works(staff: Sequence[User]) -> None:
    """Write drafts: a third of them handed in, some to go out by themselves, each of twenty blocks."""
    chance, texts = random.Random(8), paragraphs(200, seed=8)  # noqa: S311 - the same drafts each time
    sections = list(SectionPage.objects.order_by("order"))
    workflow, now, numbers = Workflow.objects.get(), timezone.now(), count()
    for number in range(IN_THE_WORKS):
        user = staff[number % len(staff)]
        blocks = [("paragraph", f"<p>{chance.choice(texts)}</p>") for _ in range(20)]
        story = StoryPage(
            title=f"In the works, no. {next(numbers)}", live=False, owner=user, body=blocks
        )  # fmt: skip
        story.bylines.set([Byline(contributor_id=chance.choice(_contributors()))])
        sections[number % len(sections)].add_child(instance=story)
        _send_on(story, number, user=user, workflow=workflow, now=now)


def _send_on(story: StoryPage, number: int, *, user: User, workflow: Workflow, now: datetime) -> None:
    page: Any = story
    if number % 8 == 7:
        page.go_live_at = now + timedelta(hours=number)
    revision = page.save_revision(user=user)
    if number % 8 == 7:
        revision.publish(user=user, skip_permission_checks=True)
    elif number % 3 == 0:
        workflow.start(story, user)


_known: list[int] = []


def _contributors() -> list[int]:
    if not _known:
        _known.extend(Byline.objects.order_by().values_list("contributor_id", flat=True).distinct()[:50])
    return _known


if __name__ == "__main__":
    fill_desk()
