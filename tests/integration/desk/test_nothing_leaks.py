"""A canary in a story under embargo and in one that is planned: in no public output before its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, resolve, reverse
from wagtail.documents import get_document_model

from dateline.config.worker import JOBS
from dateline.edition.copies import addresses_to_copy
from dateline.feeds.models import Republishing
from dateline.fronts.models import Front
from dateline.media.actions import make_renditions
from dateline.media.models import Picture, PictureRendition
from dateline.publishing.actions import publish_page, schedule_page
from dateline.publishing.embargo_actions import lift_embargo, set_embargo
from dateline.publishing.requests import Wish
from dateline.publishing.scheduling import publish_due
from dateline.reader.urls import STORY, urlpatterns
from dateline.sections.models import Series
from dateline.stories.holding_actions import hold_pictures
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft, picture, published
from tests.support.watching import fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TEN = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)
TITLE, BODY = "Quetzalcanary", "Xylobodycanary"

DAYS = ("2026/05/01", "2026/04/30")
# Outputs that are to come: whoever adds one finds it watched already.
MACHINES = (
    *("/rss/", "/rss/town/", "/atom/", "/atom/town/", "/feed.json", "/sitemap.xml", "/news-sitemap.xml"),
    *(
        "/robots.txt",
        "/api/v1/",
        "/api/v1/stories/",
        "/api/v1/stories?since=2026-05-01T00:00:00Z",
        "/api/v1/sections",
    ),
    *("/api/v1/topics", "/api/v1/authors", "/api/v1/corrections", "/newsletters/", "/in-print/"),
)


@pytest.fixture(autouse=True)
def clock(paper: Any, tmp_path: Path, settings: Any) -> Iterator[Any]:
    settings.MEDIA_ROOT = tmp_path / "media"
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def secret(django_capture_on_commit_callbacks: Any) -> StoryPage:
    """A story with everything that lists are made of, under embargo and planned for its end."""
    Republishing.objects.create(is_on=True)
    series = Series.objects.create(name="The bay", slug="the-bay")
    published("Ferry back in service", at=START - timedelta(days=1), topics=["Harbour"])
    with django_capture_on_commit_callbacks(execute=True):
        story = draft(
            f"{TITLE} report",
            body=[("paragraph", f"<p>{BODY} {document_link()} sails.</p>")],
            by=["Ines Moreau"],
            topics=["Harbour"],
            series=series,
            standfirst=f"{TITLE} in brief",
            lead_picture=picture(caption=f"{TITLE} pier"),
        )
        make_renditions(picture=story.lead_picture)
        story.save_revision()
        set_embargo(page=story, until=TEN, words="Ministry, 10:00", by=member(Role.EDITOR), at=START)
        schedule_page(page=story, by=member(Role.EDITOR_IN_CHIEF), at=TEN, wishes=[front_wish()])
    return fresh(story)


def front_wish() -> Wish:
    home = Front.objects.get_or_create(section=None)[0]
    return Wish("front", {"front": home.pk, "zone": "lead", "until": None})


def document_link() -> str:
    document = get_document_model().objects.create(
        title="Report", file=ContentFile(BODY.encode(), name="report.txt")
    )
    return f'<a linktype="document" id="{document.pk}">the report</a>'


def routes() -> Iterator[URLPattern]:
    """Yield every route of the reader, those of included addresses too."""
    for pattern in urlpatterns:
        yield from pattern.url_patterns if isinstance(pattern, URLResolver) else (pattern,)


def addresses(story: StoryPage) -> Iterator[str]:
    """Yield at least one address of every route of the reader, and what else readers and machines ask for."""
    slugs = {"topic": "harbour", "series": "the-bay", "author": "ines-moreau", "company_page": "about"}
    for pattern in routes():
        route = str(pattern.pattern)
        if route.startswith(STORY):
            rest = re.sub("<version:[a-z]+>", "1", route.removeprefix(STORY))
            yield from (
                f"/{day}/{slug}/{rest}" for day in DAYS for slug in (story.slug, "ferry-back-in-service")
            )
        elif pattern.name == "corrections":
            yield from ("/corrections/", "/corrections/2026/05/", "/corrections/correction/")
        elif pattern.name == "report_receipt":
            yield f"/corrections/receipt/{'0' * 32}/"
        elif pattern.name == "republish":
            yield f"/republish/{story.uuid}/"
            yield from (f"/api/v1/stories/{story.uuid}/{rest}" for rest in ("", "versions", "corrections"))
            yield f"/api/v1/stories/{story.uuid}/republish"
        elif pattern.name.startswith("archive"):
            for day in DAYS:
                year, month, date = day.split("/")
                filled = route.replace("<yyyy:year>", year).replace("<mm:month>", month)
                yield "/" + filled.replace("<mm:day>", date)
        elif "<" not in route:
            yield f"/{route}"
        else:
            family = pattern.name.removesuffix("_page") if pattern.name != "company_page" else pattern.name
            filled = route.replace("<slug:slug>", slugs.get(family, "town"))
            yield from (f"/{filled.replace('<int:number>', number)}" for number in "12")
    for place in ("", "rss/", "atom/", "feed.json"):
        yield from (f"/search/{place}?q={word}" for word in (TITLE, BODY, "report", "ines"))
    yield from (f"/search/suggest/?q={word}" for word in (TITLE[:-2], BODY[:-2], "repor"))
    yield from MACHINES
    yield from addresses_to_copy()


def files() -> list[str]:
    names = [*Picture.objects.values_list("file", flat=True)]
    names += PictureRendition.objects.values_list("file", flat=True)
    return [f"/media/{name}" for name in names]


def outputs(client: Client, story: StoryPage) -> dict[str, str]:
    """Return what every address answers, redirects included."""
    found = {}
    for address in dict.fromkeys(addresses(story)):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = f"{answer.headers} {body.decode('utf-8', 'replace')}"
    return found


def status(client: Client, address: str) -> int:
    """Return what is answered, reading a file to its end."""
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def leaks(client: Client, story: StoryPage) -> list[str]:
    return [
        address
        for address, answer in outputs(client, story).items()
        # What somebody searched for stands in the answer; what was found does not.
        if any(word in without_echo(answer, word) for word in (TITLE, BODY)) or story.slug in answer
    ]


def without_echo(answer: str, word: str) -> str:
    for echo in (f"“{word}”", f'value="{word}"', f"Search: {word}", f"?q={word}"):
        answer = answer.replace(echo, "")
    return answer


def test_every_route_of_the_reader_is_walked(secret: StoryPage) -> None:
    walked: set[str | None] = {
        resolve(address.partition("?")[0]).url_name
        for address in addresses(secret)
        if address not in MACHINES
    }

    assert walked >= {pattern.name for pattern in routes()}


def test_nothing_is_public_before_its_time_and_everything_after(
    client: Client, secret: StoryPage, clock: Any, django_capture_on_commit_callbacks: Any
) -> None:
    document = reverse("wagtaildocs_serve", args=[get_document_model().objects.get().pk, "report.txt"])
    for moment in (START, TEN - timedelta(seconds=1)):
        clock.move_to(moment, tick=False)
        publish_due(now=moment)
        hold_pictures()
        assert leaks(client, secret) == []
        assert {status(client, address) for address in files()} == {404}
        assert status(client, document) == 403

    clock.move_to(TEN + timedelta(seconds=1), tick=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert publish_due(now=TEN + timedelta(seconds=1)) == (1, 0)

    shown = leaks(client, secret)
    for address in ("/", "/town/", f"/2026/05/01/{secret.slug}/", f"/search/?q={BODY}", "/topic/harbour/"):
        assert address in shown
    for address in (f"/search/rss/?q={BODY}", f"/search/feed.json?q={BODY}"):
        assert address in shown
    for address in ("/rss/", "/atom/town/", "/feed/topic/harbour.json", "/rss/series/the-bay/"):
        assert address in shown
    for address in (
        "/api/v1/stories/",
        f"/republish/{secret.uuid}/",
        "/api/v1/stories?since=2026-05-01T00:00:00Z",
    ):
        assert address in shown
    for address in ("/rss/author/ines-moreau/", "/sitemap/2026-05.xml", "/news-sitemap.xml"):
        assert address in shown
    assert {status(client, address) for address in files()} == {200}
    assert status(client, document) == 200


def test_planned_story_without_an_embargo_is_nowhere_either(client: Client, secret: StoryPage) -> None:
    lift_embargo(page=secret, reason="They agreed.", by=member(Role.EDITOR_IN_CHIEF), at=START)

    assert leaks(client, secret) == []


def test_worker_comes_by_often_enough() -> None:
    jobs = {job.name: job.seconds for job in JOBS}

    assert jobs["publish scheduled pages"] <= 5
    assert jobs["hold pictures under embargo"] <= 5


@pytest.mark.parametrize("role", [Role.PHOTO_EDITOR, Role.LISTINGS_EDITOR])
def test_staff_without_stories_get_nothing_from_the_desk(role: Role, secret: StoryPage) -> None:
    client = Client()
    client.force_login(member(role))
    for address in (
        reverse("wagtailadmin_api:pages:listing"),
        f"{reverse('wagtailadmin_api:pages:listing')}?search={TITLE}",
        reverse("wagtailadmin_api:pages:detail", args=[secret.pk]),
        reverse("wagtailadmin_pages:edit", args=[secret.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[secret.pk]),
        reverse("publish_story", args=[secret.pk]),
        reverse("embargo_story", args=[secret.pk]),
        reverse("share_story", args=[secret.pk]),
    ):
        answer = client.get(address, follow=True).content.decode()
        assert TITLE not in answer.replace(f"search={TITLE}", "")
        assert BODY not in answer


def test_reporters_see_no_text_of_another_story(secret: StoryPage) -> None:
    client = Client()
    client.force_login(member(Role.REPORTER))
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft", "publish_story", "share_story"):
        assert BODY not in client.get(reverse(name, args=[secret.pk]), follow=True).content.decode()
    detail = client.get(reverse("wagtailadmin_api:pages:detail", args=[secret.pk])).content.decode()
    assert BODY not in detail


def test_desk_sees_held_pictures_and_nobody_else(secret: StoryPage) -> None:
    editor, stranger = Client(), Client()
    editor.force_login(member(Role.EDITOR))
    name = secret.lead_picture.file.name
    address = reverse("held_picture", args=[name])
    assert (Path(django_settings.MEDIA_ROOT) / "held" / secret.lead_picture.folder).is_dir()

    assert status(editor, address) == 200
    assert stranger.get(address).status_code == 302
    preview = editor.get(reverse("wagtailadmin_pages:view_draft", args=[secret.pk])).content.decode()
    assert f"/desk/held/pictures/{secret.lead_picture.folder}/" in preview
    assert f'"/media/pictures/{secret.lead_picture.folder}' not in preview
    listing = editor.get(reverse("wagtailimages:index")).content.decode()
    small = reverse("photos:small", args=[secret.lead_picture.pk])
    assert f'src="{small}"' in listing
    assert status(editor, small) == 200


def test_held_picture_does_not_go_out_with_another_story(secret: StoryPage) -> None:
    other = draft("Somebody else’s", lead_picture=secret.lead_picture)

    with pytest.raises(Exception, match="another story, which is under embargo"):
        publish_page(page=other, by=None)


def test_picture_of_a_public_story_is_not_taken_away(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    shared = picture()
    with django_capture_on_commit_callbacks(execute=True):
        published("Public", lead_picture=shared, at=START)
        held = draft("Held", lead_picture=shared)
        held.save_revision()
        set_embargo(page=held, until=TEN, words="Court", by=member(Role.EDITOR), at=START)

    assert status(client, f"/media/{shared.file.name}") == 200


def test_picture_that_comes_later_is_held_too(
    client: Client, secret: StoryPage, django_capture_on_commit_callbacks: Any
) -> None:
    late = picture()
    with django_capture_on_commit_callbacks(execute=True):
        secret.body.append(("picture", {"picture": late, "caption": ""}))
        secret.save_revision()

    assert client.get(f"/media/{late.file.name}").status_code == 404
    # Sizes made meanwhile are held with it.
    make_renditions(picture=late)
    assert {status(client, address) for address in files()} == {404}
