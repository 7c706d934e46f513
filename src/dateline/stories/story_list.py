"""The desk's list of stories: who sees what, in which order, and links to what is asked often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.listing import IndexView

from dateline.stories.desk_queries import keys_matching, stories_shown_to
from dateline.stories.story_filters import Day
from dateline.stories.story_rows import StoryPaginator
from dateline.stories.story_states import State

MOST_FOUND = 1_000


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A question that is asked often, as an address."""

    name: str
    address: str
    is_current: bool


class StoryIndexView(IndexView):
    """The list of stories. What it shows follows from its address, which can be kept as a bookmark."""

    add_item_label = gettext_lazy("Write a story")
    template_name = "stories/desk/index.html"
    results_template_name = "stories/desk/index_results.html"
    paginator_class = StoryPaginator

    def get_base_queryset(self) -> QuerySet[Any]:
        # Only what sorting and counting need; ``story_rows`` loads the rest for one page of the list.
        return stories_shown_to(self.request.user).only("pk")

    def get_ordering(self) -> str:
        """The newest first, also in what was searched: editors know no relevance of headlines."""
        wanted = self.request.GET.get("ordering", self.default_ordering)
        return str(wanted if wanted in self.get_valid_orderings() else self.default_ordering)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        field, is_falling = self.ordering.lstrip("-"), self.ordering.startswith("-")
        order = F(field).desc(nulls_last=True) if is_falling else F(field).asc(nulls_first=True)
        # The key of the page, not of the story: it is what the index holds.
        return queryset.order_by(order, "-id" if is_falling else "id")

    def search_queryset(self, queryset: QuerySet[Any]) -> Any:
        if not self.is_searching:
            return queryset
        # To count all of them costs as much as to find them; a longer search says more.
        return list(queryset.filter(pk__in=keys_matching(self.search_query)).only("pk")[:MOST_FOUND])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "saved_links": self.saved_links()}

    def saved_links(self) -> list[SavedLink]:
        """Return the links above the list."""
        asked = {name: value for name, value in self.request.GET.items() if value and name != "p"}
        wanted: list[tuple[str, dict[str, str]]] = [
            (_("All"), {}),
            (_("My stories"), {"owner": str(self.request.user.pk)}),
            (_("Handed in"), {"state": State.SUBMITTED}),
            (_("Scheduled"), {"state": State.SCHEDULED}),
            (_("Out today"), {"day": Day.TODAY}),
            (_("Edited today"), {"edited": Day.TODAY}),
            (_("Unpublished changes"), {"state": State.CHANGED}),
        ]
        return [
            SavedLink(
                name, f"{self.index_url}?{urlencode(query)}" if query else self.index_url, asked == query
            )
            for name, query in wanted
        ]
