"""Put the names on the desk."""

from wagtail.snippets.models import register_snippet

from dateline.entities.viewsets import NamesGroup

register_snippet(NamesGroup)
