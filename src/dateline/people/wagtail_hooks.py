"""Put the contributors on the desk."""

from wagtail.snippets.models import register_snippet

from dateline.people.viewsets import ContributorViewSet

register_snippet(ContributorViewSet)
