"""What is in a copy, what changes in it with the paper, and what it must not be made in."""

from __future__ import annotations

import fcntl
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.utils import timezone

from dateline.edition import copies
from dateline.edition.keys import announce
from dateline.fronts.models import HomePage
from dateline.media.actions import withhold_picture
from dateline.mirror import copying
from dateline.mirror.errors import CopyRefusedError, CopyStoppedError, FolderTakenError
from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishlog.queries import latest_number
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import NOON, picture, published
from tests.integration.mirror.conftest import Export
from tests.support.copies import AT_THE_PAPER, times, tree

pytestmark = pytest.mark.any_database

STORY = "2026/03/14/ferry-back-in-service/index.html"


def pictures_in(folder: Path) -> list[str]:
    return [name for name in tree(folder) if name.startswith("media/")]


def test_copy_holds_every_kind_of_page(paper: HomePage, copy: Path, export: Export) -> None:
    for number in range(26):
        published(f"Story {number}", at=NOON - timedelta(days=number), topics=["Ferries"], by=["Ada Brook"])

    outcome = export()

    assert outcome.problems == []
    assert outcome.is_quiet
    assert outcome.as_of == latest_number()
    assert {
        "index.html",
        "404.html",
        "town/index.html",
        "town/page/2/index.html",
        "sea/index.html",
        "2026/03/14/story-0/index.html",
        "topic/ferries/index.html",
        "topic/ferries/page/2/index.html",
        "author/ada-brook/index.html",
        "author/ada-brook/page/2/index.html",
        "archive/index.html",
        "archive/2026/index.html",
        "archive/2026/02/index.html",
        "archive/2026/03/14/index.html",
    } <= tree(copy).keys()


def test_nothing_new_writes_nothing(paper: HomePage, copy: Path, export: Export) -> None:
    published(lead_picture=picture())
    export()
    before = times(copy)

    outcome = export()

    assert (outcome.rendered, outcome.written, outcome.removed) == (0, 0, 0)
    assert times(copy) == before


def test_new_story_writes_only_pages_that_show_it(paper: HomePage, copy: Path, export: Export) -> None:
    published("Old pier", at=NOON - timedelta(days=400), within="sea")
    export()
    before = times(copy)

    published()
    export()

    after = times(copy)
    assert {name for name in after if after[name] != before.get(name)} == {
        "index.html",
        STORY,
        STORY.replace("index.html", "history/index.html"),
        STORY.replace("index.html", "history/1.json"),
        # Fronts have the ticker; pages of the archive count the stories of every year.
        *(f"{section}/index.html" for section in ("town", "sea", "opinion", "meanwhile")),
        "archive/index.html",
        "archive/2026/index.html",
        "archive/2026/03/index.html",
        "archive/2026/03/14/index.html",
        "archive/2025/02/index.html",
        *(f"archive/2025/{month:02}/index.html" for month in range(3, 13)),
        "archive/2026/01/index.html",
        "archive/2026/02/index.html",
        "archive/2025/index.html",
        *("rss/index.xml", "atom/index.xml", "feed.json"),
        *("rss/town/index.xml", "atom/town/index.xml", "feed/town.json"),
        *("sitemap.xml", "sitemap/2026-03.xml"),
    }


def test_story_taken_down_is_gone_with_its_pictures(paper: HomePage, copy: Path, export: Export) -> None:
    story = published(lead_picture=picture())
    published("Another")
    export()
    assert pictures_in(copy)

    take_down(page=story, by=None, reason=RemovalReason.LEGAL, text="By order.", shows_text=True)
    export()

    assert STORY not in tree(copy)
    assert not (copy / STORY).parent.exists()
    assert pictures_in(copy) == []
    assert [path for path in copy.rglob("*.html") if "Ferry back" in path.read_text(encoding="utf-8")] == []


def test_picture_stays_while_another_page_shows_it(paper: HomePage, copy: Path, export: Export) -> None:
    shared = picture()
    story, _ = published(lead_picture=shared), published("Another", within="sea", lead_picture=shared)
    export()
    before = pictures_in(copy)

    take_down(page=story, by=None, reason=RemovalReason.LEGAL)
    export()

    assert pictures_in(copy) == before != []


def test_withheld_picture_is_gone(paper: HomePage, copy: Path, export: Export) -> None:
    shown = picture()
    published(lead_picture=shown)
    export()
    assert pictures_in(copy)

    withhold_picture(picture=shown, by=member(Role.EDITOR), reason="The court said so", at=NOON)
    export()

    assert pictures_in(copy) == []


def test_new_theme_renders_again_and_writes_what_differs(
    paper: HomePage, copy: Path, export: Export, settings: Any
) -> None:
    published()
    export()
    before = times(copy)

    settings.EDITION = {**settings.EDITION, "GENERATION": "another"}
    outcome = export()

    assert outcome.rendered == outcome.pages
    assert outcome.written == 0
    assert times(copy) == before


def test_pages_cannot_search(paper: HomePage, copy: Path, export: Export) -> None:
    published()
    export()

    assert [name for name in tree(copy) if "search" in name] == []
    for page in copy.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "/search/" not in text
        if page == copy / "log/verify.html":
            continue  # its form asks nobody: the page works by itself
        forms = re.findall(r'<form[^>]* action="([^"]*)"', text)
        assert len(forms) == text.count("<form"), page
        assert all(urlsplit(form).path in AT_THE_PAPER and urlsplit(form).scheme for form in forms), page


def test_page_that_changes_by_itself_is_rendered_when_its_time_has_come(
    paper: HomePage, copy: Path, export: Export
) -> None:
    expiring = picture()
    expiring.expires_at = timezone.now() + timedelta(seconds=2)
    expiring.save()
    published(lead_picture=expiring)
    export()
    assert pictures_in(copy)

    time.sleep(2.1)
    export()

    assert pictures_in(copy) == []


def test_entries_during_the_run_are_in_the_copy(
    paper: HomePage, copy: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    published("First")
    waiting = iter([lambda: published("Second")])
    plain = copying.Copying._write

    def write(self: Any, page: Any) -> None:
        plain(self, page)
        next(waiting, lambda: None)()

    monkeypatch.setattr(copying.Copying, "_write", write)

    outcome = export()

    assert outcome.is_quiet
    assert outcome.as_of == latest_number()
    assert "2026/03/14/second/index.html" in tree(copy)
    assert "Second" in (copy / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def more_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that other packages will have."""
    without_feeds = {name: source for name, source in copies._sources.items() if name != "feeds"}
    monkeypatch.setattr(copies, "_sources", without_feeds)
    monkeypatch.setattr(copies, "_index_names", {"/rss/": "index.xml"})
    copies.register_addresses("more", lambda: ["/rss/", "/atom/", "/../up/", "/private/", "/Town/"])
    answers = {
        "/rss/": HttpResponse("<rss/>", content_type="application/rss+xml"),
        "/atom/": HttpResponse("<feed/>", content_type="application/atom+xml"),
        "/private/": HttpResponse("<p>You", headers={"Cache-Control": "no-store"}),
        "/Town/": HttpResponse("<p>Town"),
    }
    plain = copying.Maker.__init__

    def begin(self: Any, **options: Any) -> None:
        plain(self, **options)
        handler = self._renderer._handler
        respond = handler.get_response

        def get_response(request: Any) -> HttpResponse:
            if request.path in answers:
                announce("more")
            return answers.get(request.path) or respond(request)

        handler.get_response = get_response

    monkeypatch.setattr(copying.Maker, "__init__", begin)


def test_odd_pages_are_named_and_the_rest_is_written(
    paper: HomePage, copy: Path, export: Export, more_pages: None
) -> None:
    outcome = export()

    assert outcome.problems == [
        "/../up/ cannot be the name of a file.",
        "/atom/: application/atom+xml cannot be in atom/index.html; packages name files with register_index.",
        "/private/ is for one visitor or one moment: it says Cache-Control: no-store.",
    ]
    assert (copy / "rss/index.xml").read_text() == "<rss/>"
    assert "town/index.html" in tree(copy)
    assert not (copy.parent / "up").exists()
    assert outcome.remarks == [
        "Town/index.html and town/index.html are one file where capital letters make no difference."
    ]


def test_folder_with_other_things_is_refused(paper: HomePage, copy: Path, export: Export) -> None:
    copy.mkdir()
    (copy / "thesis.odt").write_text("years of work")

    with pytest.raises(CopyRefusedError, match="not empty"):
        export()

    assert [path.name for path in copy.iterdir()] == ["thesis.odt"]


def test_what_others_keep_beside_a_copy_stays(paper: HomePage, copy: Path, export: Export) -> None:
    (copy / ".git").mkdir(parents=True)
    (copy / ".git" / "HEAD").write_text("ref")
    (copy / "CNAME").write_text("mirror.example")

    export(again=True)

    assert (copy / ".git" / "HEAD").read_text() == "ref"
    assert (copy / "CNAME").read_text() == "mirror.example"


@pytest.mark.parametrize("place", ["data", "data/copies/one", "."])
def test_folder_of_the_paper_is_refused(paper: HomePage, tmp_path: Path, export: Export, place: str) -> None:
    with pytest.raises(CopyRefusedError, match="lie in one another"):
        export(tmp_path / place)


def test_file_and_damaged_marker_are_refused(paper: HomePage, copy: Path, export: Export) -> None:
    copy.write_text("a file")
    with pytest.raises(CopyRefusedError, match="is a file"):
        export()

    copy.unlink()
    export()
    (copy / ".dateline-export" / "copy.json").write_text('{"id": "../../x", "paper": "y"}')
    with pytest.raises(CopyRefusedError, match="damaged"):
        export()


def test_pages_of_a_copy_invite_nobody_to_press_what_does_nothing(
    paper: HomePage, copy: Path, export: Export
) -> None:
    published()
    export()

    pages = [page.read_text(encoding="utf-8") for page in copy.rglob("*.html")]
    assert len(pages) > 5
    # A mistake is reported to the paper itself, from a copy too.
    stories = [page for page in pages if "mistake-keys" in page]
    assert stories
    assert all('action="http' in page and "/corrections/report/" in page for page in stories)


def test_copy_without_its_state_is_put_right(
    paper: HomePage, copy: Path, tmp_path: Path, export: Export
) -> None:
    story = published(lead_picture=picture())
    published("Another", within="sea")
    export()
    before = times(copy)
    take_down(page=story, by=None, reason=RemovalReason.LEGAL)
    for state in (tmp_path / "data" / "exports").iterdir():
        state.unlink()

    export()

    assert STORY not in tree(copy)
    assert pictures_in(copy) == []
    kept = "2026/03/14/another/index.html"
    assert times(copy)[kept] == before[kept]


def test_damage_is_mended_on_demand(paper: HomePage, copy: Path, export: Export) -> None:
    published(lead_picture=picture())
    export()
    whole = tree(copy)
    (copy / STORY).write_text("<p>defaced")
    (copy / pictures_in(copy)[0]).unlink()
    (copy / "stranger.html").write_text("<p>hello")

    export(again=True)

    assert tree(copy) == whole


def test_file_that_the_paper_gives_no_more_is_not_kept(
    paper: HomePage, copy: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(lead_picture=picture())
    export()
    pictures = [name for name in tree(copy) if name.startswith("media/")]
    monkeypatch.setattr(copying.Maker, "fetch", lambda *_, **__: None)

    export(again=True)

    assert pictures
    assert not set(pictures) & set(tree(copy))


def test_second_run_at_once_is_refused(paper: HomePage, copy: Path, export: Export) -> None:
    export()
    with (copy / ".dateline-export" / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(FolderTakenError, match="in use"):
            export()


def test_full_disk_is_named_and_the_next_run_goes_on(
    paper: HomePage, copy: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(lead_picture=picture())
    plain, left = copying.Folder.put, iter(range(5))

    def put(self: Any, file: str) -> bool:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return plain(self, file)

    with monkeypatch.context() as patch:
        patch.setattr(copying.Folder, "put", put)
        with pytest.raises(CopyStoppedError, match=r"No space left on device.*goes on"):
            export()

    assert export().problems == []
    assert STORY in tree(copy)
