"""Placards are made after a publication, named when they are there, and go with what they show."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.media.actions import remove_retired_files
from dateline.media.models import RetiredFile
from dateline.paper.models import PaperSettings
from dateline.placards import actions, catching_up, queries
from dateline.placards.actions import make_placards
from dateline.placards.catching_up import make_missing
from dateline.placards.faces import PAPER, section_subject, story_subject
from dateline.placards.following import follow, placard_follower
from dateline.placards.models import Placard
from dateline.publishing.actions import publish_page, schedule_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication
from dateline.publishing.withholding_actions import withhold_versions
from dateline.publishlog.followers import registered_followers
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, picture, published
from tests.support.watching import Watch, fresh

Committed = Any
LATER = NOON + timedelta(days=1)


def files() -> list[str]:
    """Return every placard file that readers could get."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.glob("pictures/*/*.png"))


def named_on(reader: Client, path: str) -> str:
    """Return the name of the picture that a page is shared with; empty without one."""
    found = re.search(
        r'property="og:image" content="http://localhost:8000/media/([^"]+)"', page(reader, path)
    )
    return found[1] if found else ""


def page(reader: Client, path: str) -> str:
    return reader.get(path).content.decode()


def placard(story: StoryPage) -> Placard:
    return Placard.objects.get(subject=story_subject(story.pk))


def make(story: StoryPage) -> None:
    make_placards(subjects=[story_subject(story.pk)])


def renamed(story: StoryPage, title: str, **said: Any) -> StoryPage:
    changed = fresh(story)
    changed.title = title
    publish_page(page=changed, by=None, **{"kind": Kind.UPDATE, "at": LATER, **said})
    return fresh(changed)


def test_worker_follows_the_log() -> None:
    assert "placards" in [follower.name for follower in registered_followers()]
    assert placard_follower().is_urgent is False


def test_published_story_gets_its_placard_from_the_follower(paper: HomePage, reader: Client) -> None:
    before = latest_number()
    story = published("Ferry back", lead_picture=picture())
    own = named_on(reader, story.public_path())

    with Watch() as seen:
        follow(list(LogEntry.objects.after(before)))

    assert own.endswith(".jpg")
    assert placard(story).file == named_on(reader, story.public_path())
    (entry,) = seen.entries
    assert (entry.event, entry.keys) == ("placard.made", [f"placard/story/{story.pk}"])
    answer = reader.get(f"/media/{placard(story).file}")
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    answer.close()


def test_page_says_how_large_the_placard_is_and_what_stands_on_it(paper: HomePage, reader: Client) -> None:
    story = published("Ferry back", label="opinion")
    make(story)

    html = page(reader, story.public_path())

    assert '<meta property="og:image:width" content="1200">' in html
    assert '<meta property="og:image:height" content="630">' in html
    assert '<meta property="og:image:alt" content="Town · Opinion. Ferry back. The Harbour Post">' in html


def test_nothing_is_made_while_somebody_reads(paper: HomePage, reader: Client) -> None:
    story = published("Ferry back")

    reader.get(story.public_path())
    reader.get("/")

    assert not Placard.objects.exists()
    assert files() == []


def test_old_picture_is_not_named_after_a_change_of_headline(paper: HomePage, reader: Client) -> None:
    story = published("Ferry back", lead_picture=picture())
    make(story)
    first = placard(story).file

    story = renamed(story, "Ferry gone")
    between = named_on(reader, story.public_path())
    make(story)

    assert between.endswith(".jpg")
    assert named_on(reader, story.public_path()) == placard(story).file != first
    # Pages elsewhere may name the old file for two days more.
    assert files() == sorted([first, placard(story).file])
    assert RetiredFile.objects.filter(name=first).exists()


def test_headline_that_returns_keeps_its_file(paper: HomePage) -> None:
    story = published("Ferry back")
    make(story)
    first = placard(story).file
    make(renamed(story, "Ferry gone"))
    make(renamed(story, "Ferry back"))

    remove_retired_files(before=LATER + timedelta(days=4000))

    assert placard(story).file == first
    assert files() == [first]


def test_change_of_something_else_makes_nothing_anew(paper: HomePage) -> None:
    story = published("Ferry back")
    make(story)
    changed = fresh(story)
    changed.standfirst = "After nine years."
    publish_page(page=changed, by=None, kind=Kind.UPDATE)

    with Watch() as seen:
        make(story)

    assert seen.is_empty


def test_draft_gets_none(paper: HomePage) -> None:
    story = draft("Secret plan")
    planned = draft("Secret plan for tomorrow")
    schedule_page(page=planned, by=None, at=NOON + timedelta(days=36500))

    make_placards(subjects=[story_subject(story.pk), story_subject(planned.pk)])

    assert not Placard.objects.exists()
    assert files() == []


def test_draft_of_another_headline_shows_nowhere(paper: HomePage) -> None:
    story = published("Ferry back")
    changed = fresh(story)
    changed.title = "Secret plan"
    changed.save_revision()

    make(story)

    assert queries.wanted_for([story_subject(story.pk)])[0].face.headline == "Ferry back"


@pytest.mark.parametrize("end", ["taken down", "unpublished", "deleted"])
def test_placard_goes_in_the_transaction_in_which_its_story_goes(
    paper: HomePage, reader: Client, django_capture_on_commit_callbacks: Committed, end: str
) -> None:
    story = published("Ferry back")
    make(story)
    make(renamed(story, "Ferry gone"))
    last = placard(story).file
    assert len(files()) == 2

    with Watch() as seen, django_capture_on_commit_callbacks(execute=True):
        if end == "taken down":
            take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, at=LATER)
        elif end == "unpublished":
            unpublish_page(page=fresh(story), by=None, at=LATER)
        else:
            fresh(story).delete()

    assert not Placard.objects.exists()
    assert files() == []
    # Caches in front forget the file with the story.
    assert f"media/{last.split('/')[1]}" in {key for entry in seen.entries for key in entry.keys}
    assert reader.get(f"/media/{last}").status_code == 404


def test_story_that_is_gone_before_its_placard_is_drawn_gets_none(
    paper: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = published("Ferry back")
    plain = actions.draw

    def slow(face: Any) -> bytes:
        drawn = plain(face)
        take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, at=LATER)
        return drawn

    monkeypatch.setattr(actions, "draw", slow)
    make(story)

    assert not Placard.objects.exists()
    assert files() == []


def test_withheld_words_of_a_former_headline_are_on_no_file(
    paper: HomePage, django_capture_on_commit_callbacks: Committed
) -> None:
    story = published("Ferry captain a thief")
    make(story)
    story = renamed(story, "Ferry captain cleared", kind=Kind.CORRECTION, summary="He is no thief.")
    make(story)
    assert len(files()) == 2

    with django_capture_on_commit_callbacks(execute=True):
        withhold_versions(
            publication=Publication.objects.get(pk=story.uuid),
            numbers=[1],
            by=None,
            reason=RemovalReason.LEGAL,
            at=LATER,
        )

    assert files() == [placard(story).file]


def test_front_and_section_have_their_own_and_other_pages_that_of_the_paper(
    paper: HomePage, reader: Client
) -> None:
    published("Ferry back", topics=["Ferries"])
    town = section("town")
    make_placards(subjects=[PAPER, section_subject(town.pk)])
    of_paper = Placard.objects.get(subject=PAPER).file
    of_town = Placard.objects.get(subject=section_subject(town.pk)).file

    assert named_on(reader, "/") == of_paper
    assert named_on(reader, "/town/") == of_town
    for path in ("/sea/", "/topic/ferries/", "/archive/", "/feeds/", "/corrections/", "/search/"):
        assert named_on(reader, path) == of_paper


def test_paper_with_another_name_is_shown_with_it_everywhere(
    paper: HomePage, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = published("Ferry back")
    _work_off(monkeypatch)
    first = placard(story).file

    row = PaperSettings.objects.get()
    row.name = "The Harbour Times"
    row.save()
    assert named_on(reader, story.public_path()) == ""
    _work_off(monkeypatch)

    assert named_on(reader, story.public_path()) == placard(story).file != first
    assert named_on(reader, "/") == Placard.objects.get(subject=PAPER).file


def test_worker_makes_what_the_follower_did_not_see(paper: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [published(f"Ferry {number}", at=NOON + timedelta(hours=number)) for number in range(3)]

    _work_off(monkeypatch)

    subjects = set(Placard.objects.values_list("subject", flat=True))
    sections = {section_subject(pk) for pk in SectionPage.objects.values_list("pk", flat=True)}
    assert subjects == {PAPER, *sections, *(story_subject(story.pk) for story in stories)}


def test_old_stories_get_none_and_keep_one_that_they_have(
    paper: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "NEWEST", 2)
    old, kept = published("Oldest", at=NOON), published("Old", at=NOON + timedelta(hours=1))
    make(kept)
    for number in range(2, 4):
        published(f"New {number}", at=NOON + timedelta(hours=number))
    first = placard(kept).file
    kept = renamed(kept, "Old and mended")

    make_placards(subjects=[story_subject(old.pk), story_subject(kept.pk)])

    assert not Placard.objects.filter(subject=story_subject(old.pk)).exists()
    assert placard(kept).file != first


def test_headline_in_letters_that_no_font_has_shows_the_storys_own_picture(
    paper: HomePage, reader: Client
) -> None:
    story = published("Ferry back", lead_picture=picture())
    make(story)

    story = renamed(story, "Լաստանավ")
    with Watch() as seen:
        make(story)

    assert not Placard.objects.exists()
    assert named_on(reader, story.public_path()).endswith(".jpg")
    assert seen.events == ["placard.removed"]


def _work_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker's job run until it finds nothing more to do."""
    search = catching_up._Search()
    monkeypatch.setattr(catching_up, "_search", search)
    make_missing()
    while search.missing:
        make_missing()
