"""Put the fronts on the desk."""

from wagtail.snippets.models import register_snippet

from dateline.fronts.viewsets import FrontViewSet

register_snippet(FrontViewSet)
