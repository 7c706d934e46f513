"""What can become of a document of an archive, and of a whole run."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    """Outcome of one document, as it stands in the report."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    FAILED = "failed"
    ADDRESS = "address"
    """No page of its own: an old address that leads elsewhere now, or nowhere any more."""
    WOULD_CREATE = "would create"
    WOULD_UPDATE = "would update"


OUTCOME_WORDS = {
    Outcome.CREATED: _("created"),
    Outcome.UPDATED: _("updated"),
    Outcome.UNCHANGED: _("unchanged"),
    Outcome.DUPLICATE: _("there already"),
    Outcome.CONFLICT: _("conflict with the desk’s text"),
    Outcome.FAILED: _("failed"),
    Outcome.ADDRESS: _("old address"),
    Outcome.WOULD_CREATE: _("would be created"),
    Outcome.WOULD_UPDATE: _("would be updated"),
}
"""Outcomes for people; the report for machines has the plain ones."""

PROBLEMATIC = (Outcome.FAILED, Outcome.CONFLICT)


class RunState(models.TextChoices):
    """Where an import stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class ListKind(models.TextChoices):
    """What an old address that is no story was."""

    STORY = "story", _("Story")
    PAGE = "page", _("Company page")
    SECTION = "section", _("Section")
    AUTHOR = "author", _("Author")
    TOPIC = "topic", _("Topic")
    SERIES = "series", _("Series")
    FEED = "feed", _("Feed")
    FRONT = "front", _("Front page")
    ELSEWHERE = "elsewhere", _("Another address")
