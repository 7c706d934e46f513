"""Rows of the desk's list of stories: what is loaded for a page of it, and what its cells say.

The list is found in two steps. The first sorts and counts nothing but keys; the second loads whole stories,
with all that their cells need, for the thirty of one page. In one step the database would carry each story's
columns through the sort, and Wagtail would ask it several things for each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.models import Revision

from dateline.stories.edit_screen import share_tasks
from dateline.stories.lengths import words_in
from dateline.stories.models import StoryPage
from dateline.stories.story_states import states_of


class StoryPaginator(WagtailPaginator):
    """Pages of stories; see above."""

    # What was searched is a list, which cannot say of what.
    model = StoryPage

    def page(self, number: Any) -> Any:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        found = self.object_list[first : first + self.per_page]
        keys = [row.pk for row in found]
        return self._get_page(rows_of(keys), number, self)

    @cached_property
    def count(self) -> int:
        counted = self.object_list
        # Sorting is no part of counting, and neither are the columns.
        return counted.order_by().count() if isinstance(counted, QuerySet) else len(counted)


def rows_of(keys: Sequence[int]) -> list[Any]:
    """Return these stories in their order, with all that the list shows. Its queries are few and fixed."""
    stories: Any = StoryPage.objects.filter(pk__in=keys).select_related("owner", "section")
    stories = stories.prefetch_related("bylines__contributor", "content_type", "sites_rooted_here")
    stories = stories.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()
    by_key = {story.pk: story for story in stories}
    rows = [by_key[key] for key in keys if key in by_key]
    share_tasks(rows)
    states, drafts = states_of(rows), _unpublished_bodies(rows)
    for story in rows:
        story.state_shown = states[story.pk]
        story.words_shown = words_in(drafts.get(story.pk, story.body.raw_data))
    return rows


def _unpublished_bodies(rows: Sequence[Any]) -> dict[int, Any]:
    """Return the bodies of the newest drafts, where they differ from what the row itself holds."""
    wanted = [
        row.latest_revision_id
        for row in rows
        if row.latest_revision_id and (not row.live or row.has_unpublished_changes)
    ]
    found = Revision.objects.filter(pk__in=wanted).values_list("object_id", "content")
    return {int(key): content.get("body") for key, content in found}


class HeadlineColumn(PageTitleColumn):
    """The headline, which opens the story.

    Wagtail's menu of what else can be done takes a third of the time of the whole list. All of it is on the
    story's own screen, and publishing, moving and deleting in the row of buttons for ticked stories.
    """

    cell_template_name = "stories/desk/headline_cell.html"


class StateColumn(BaseColumn):
    """In which state a story is, at which step it waits, and when it goes out or comes off by itself."""

    cell_template_name = "stories/desk/state_cell.html"


class WhoColumn(BaseColumn):
    """The byline, and the account whose story it is where there is no byline yet."""

    cell_template_name = "stories/desk/who_cell.html"


def length_of(story: Any) -> str:
    """Return the number of words, for the list; a story without any has none."""
    return str(story.words_shown or "")


def story_columns() -> list[Any]:
    """Return the columns of the list. Narrow screens leave out those that ``story-list.css`` names."""
    return [
        BulkActionsColumn("bulk_actions"),
        HeadlineColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), accessor="section", classname="story-section"),
        WhoColumn("who", label=_("Who"), classname="story-who"),
        StateColumn("status", label=_("State"), sort_key="live", classname="story-state"),
        Column("length", label=_("Words"), accessor=length_of, classname="story-length"),
        DateColumn("published_at", label=_("Published"), sort_key="listed_at", classname="story-published"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Edited"),
            sort_key="latest_revision_created_at",
            classname="story-edited",
        ),
    ]
