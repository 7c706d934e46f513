"""The paper that random work begins with."""

from __future__ import annotations

from wagtail.documents.models import Document

from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page
from dateline.sections.models import Series
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.factories.papers import make_paper
from tests.support.desk_work.choices import Choices
from tests.support.desk_work.desk import Desk
from tests.support.desk_work.somebody import EDITOR

STORIES = 6


def make_base_paper(*, seed: int = 20261123) -> HomePage:
    """Make a small paper with a few stories of everything, and somebody who may do everything."""
    home = make_paper()
    User.objects.create_superuser(EDITOR, "desk@harbour.example", "a quiet harbor 7")
    Series.objects.create(name="Old piers", slug="old-piers")
    desk = Desk(Choices.seeded(seed))
    PaperSettings.objects.update(adds_legal_labels=True, label_jurisdictions="PT")
    desk.label_entity()
    desk.own_agency()
    desk.edit_document()
    for _ in range(STORIES):
        desk.publish_new()
    story = StoryPage.objects.order_by("pk")[0]
    story.body.append(("document", {"document": Document.objects.get(), "title": ""}))
    publish_page(page=story, by=None)
    return home
