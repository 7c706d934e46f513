"""A real paper for people in real browsers: accounts, stories, and the mishaps of a server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.keeping.together.meeting import MEETINGS
from tests.support.paper_process import PaperProcess

PASSWORD = "a quiet harbor 7"
PEOPLE = ("anna", "boris")
PATIENCE = 60
DATABASE = "paper.sqlite3"
SETTINGS = "tests.keeping.together.settings"
# Run by ``dateline manage shell``: it has the paper's settings, the tests have their own.
MAKE_PEOPLE = """
from dateline.users.models import User
for name in {people!r}:
    user, _ = User.objects.get_or_create(username=name, defaults=dict(email=name + "@post.example"))
    user.first_name = name.title()
    user.is_staff = user.is_superuser = True
    user.set_password({password!r})
    user.save()
"""
MAKE_STORIES = """
import json
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage
made = []
for _number in range({count}):
    number = StoryPage.objects.count() + 1
    body = [("paragraph", "<p>The ferry sails again.</p>"), ("subheading", "A long night"),
            ("paragraph", "<p>Nobody was hurt.</p>"), ("paragraph", "<p>The pier stays closed.</p>")]
    story = StoryPage(title=f"Ferry number {{number}}", slug=f"ferry-{{number}}", live=False, body=body)
    SectionPage.objects.get(slug="town").add_child(instance=story)
    story.save_revision()
    made.append(story.pk)
print("MADE", json.dumps(made))
"""


@dataclass(slots=True)
class Newsroom:
    """A running paper."""

    paper: PaperProcess

    @classmethod
    def opened(cls, folder: Path, *, stories: int, **variables: str) -> tuple[Newsroom, list[int]]:
        """Start a paper with two people and some stories; return it and the numbers of the stories.

        A folder with a paper that was made so before is used again, with the stories that nobody touched.
        """
        ours = {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            MEETINGS: str(folder / "meetings"),
            # One worker answers one request after the other: two saves would never be under way together.
            "DATELINE_WORKERS": "2",
        }
        paper = PaperProcess(folder, **{**ours, **variables})
        paper.environment["DATELINE_BASE_URL"] = f"http://localhost:{paper.port}"
        newsroom = cls(paper)
        made: list[int] = []
        if (paper.data / DATABASE).exists():
            made = newsroom.untouched_stories()
        else:
            paper.prepare_quickly()
            newsroom.shell(MAKE_PEOPLE.format(people=PEOPLE, password=PASSWORD))
        if len(made) < stories:
            made += newsroom.make_stories(stories - len(made))
        try:
            # Without the worker, which has no part in saving and looks for tasks all the time.
            paper.start(role="web")
        except BaseException:
            # Ended from outside before it ran: nobody else would stop it.
            paper.kill()
            raise
        return newsroom, made

    def untouched_stories(self) -> list[int]:
        """Return the numbers of stories with no revision but their first."""
        query = """SELECT CAST(revision.object_id AS INTEGER) FROM wagtailcore_revision AS revision
            JOIN django_content_type AS kind ON kind.id = revision.content_type_id
            WHERE kind.model = 'storypage'
            GROUP BY revision.object_id HAVING COUNT(*) = 1 ORDER BY 1"""
        with closing(self._database()) as database:
            return [row[0] for row in database.execute(query)]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.paper.port}"

    def shell(self, code: str) -> str:
        """Run code in the paper and return what it printed."""
        return self.paper.run("manage", "shell", "-v", "0", "-c", code)

    def make_stories(self, count: int) -> list[int]:
        """Make drafts and return their numbers."""
        said = self.shell(MAKE_STORIES.format(count=count))
        made: list[int] = json.loads(said.rsplit("MADE", 1)[1])
        return made

    def sign_everybody_out(self) -> None:
        """Delete all sessions, as an administrator or the time would."""
        with closing(self._database()) as database, database:
            database.execute("DELETE FROM paper_users_desksession")

    def drafts_of(self, story: int) -> list[str]:
        """Return the content of every revision of a story, the latest last."""
        query = """SELECT content FROM wagtailcore_revision WHERE object_id = ?
            ORDER BY id = (SELECT latest_revision_id FROM wagtailcore_page WHERE id = ?), id"""
        with closing(self._database()) as database:
            return [row[0] for row in database.execute(query, [str(story), story])]

    @contextmanager
    def meeting(self, story: int) -> Iterator[None]:
        """Let the first save of this story wait, before it is written, for one by somebody else."""
        place = self.paper.folder / "meetings" / str(story)
        place.mkdir(parents=True)
        try:
            yield
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def kill_web(self, *, whole: bool = True) -> None:
        """Kill the web server with its workers, or those alone; whoever started them starts others."""
        serving = self.paper.find("granian")
        for pid in serving if whole else serving[1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def wait_until_there(self) -> None:
        """Wait until the desk answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(URLError, OSError), urlopen(f"{self.url}/desk/login/", timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"The paper did not come back:\n{self.paper.said()[-2000:]}")

    def close(self) -> None:
        """Stop the paper."""
        self.paper.kill()

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.paper.data / DATABASE, timeout=30)
