"""Put sections, topics and series on the desk."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from dateline.sections.permissions import MAY_CHANGE_STRUCTURE
from dateline.sections.viewsets import SectionListingViewSet, TopicsGroup, sections_viewset

register_snippet(TopicsGroup)


@hooks.register("register_admin_viewset")
def register_sections() -> SectionListingViewSet:
    return sections_viewset


@hooks.register("register_permissions")
def register_structure_permission() -> QuerySet[Permission]:
    """Show it among the permissions of a group."""
    app_label, _dot, codename = MAY_CHANGE_STRUCTURE.partition(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
