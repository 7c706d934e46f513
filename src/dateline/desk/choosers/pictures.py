"""The chooser of pictures: it stays fast with tens of thousands of them.

Wagtail asks for the pictures in any of the folders that are open to somebody. When that is every folder, the
database still gathers all pictures by their folder and sorts them; asked for the newest it reads twenty. What
is searched Wagtail orders by relevance, which SQLite works out anew for each row: a minute for a common word.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.forms.choosers import BaseFilterForm, CollectionFilterMixin, SearchFilterMixin
from wagtail.images.views.chooser import ImageChooseResultsView, ImageChooserViewSet, ImageChooseView
from wagtail.models import GroupCollectionPermission
from wagtail.search.backends import get_search_backend

from dateline.media.models import Picture
from dateline.stories.desk_queries import searchable


class NewestFirstSearch(SearchFilterMixin):
    """The field of the search, whose answers stand in the order of the pictures."""

    def filter(self, objects: QuerySet[Any]) -> Any:
        # Past Wagtail's own search to what narrows the pictures besides.
        narrowed = super(SearchFilterMixin, self).filter(objects)
        words = self.cleaned_data.get("q")
        if not words:
            return narrowed
        self.is_searching, self.search_query = True, words
        return get_search_backend().autocomplete(searchable(words), narrowed, order_by_relevance=False)


class PictureFilterForm(CollectionFilterMixin, NewestFirstSearch, BaseFilterForm):
    """What narrows the pictures of the chooser: their folder and a search."""


class PictureChooseView(ImageChooseView):
    """The chooser as it opens."""

    filter_form_class = PictureFilterForm


class PictureChooseResultsView(ImageChooseResultsView):
    """The pictures in it, after a search or on another page."""

    filter_form_class = PictureFilterForm


class PictureChooserViewSet(ImageChooserViewSet):
    """Wagtail's chooser with the search of ours."""

    choose_view_class = PictureChooseView
    choose_results_view_class = PictureChooseResultsView


def choose_from_all(pictures: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Leave out the condition on folders where it does not narrow anything."""
    if request.GET.get("tag") or request.user.is_superuser or not _may_choose_all(request.user):
        return pictures
    everything: Any = Picture.objects.select_related("collection")
    found: QuerySet[Any] = everything.prefetch_renditions("max-165x165").order_by(*pictures.query.order_by)
    return found


def _may_choose_all(user: Any) -> bool:
    rules = GroupCollectionPermission.objects.filter(group__user=user, collection__depth=1)
    return user.is_active and rules.filter(permission__codename="choose_image").exists()


def picture_chooser_urls() -> list[URLPattern]:
    """Return the addresses of the chooser; they stand before Wagtail's own and take their place."""
    chooser = PictureChooserViewSet("wagtailimages_chooser", model=Picture, url_prefix="images/chooser")
    return [
        path("images/chooser/", chooser.choose_view, name="choose_picture"),
        path("images/chooser/results/", chooser.choose_results_view, name="choose_picture_results"),
    ]
