"""What readers report, what becomes of it, and where a correction stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.publishing.choices import Kind


class ReportKind(models.TextChoices):
    """What a reader takes to be wrong, the gravest first."""

    LEGAL = "legal", _("Legal matter")
    FACT = "fact", _("Fact")
    ATTRIBUTION = "attribution", _("Who said it")
    NAME = "name", _("Name or place")
    MEDIA = "media", _("Picture, video or link")
    SPELLING = "spelling", _("Spelling or grammar")
    OTHER = "other", _("Something else")


class ReportStatus(models.TextChoices):
    """Where the reports of one place stand."""

    NEW = "new", _("New")
    SEEN = "seen", _("Being looked at")
    FIXED = "fixed", _("Fixed")
    NOTED = "noted", _("Noted; the text stays")
    NOT_AN_ERROR = "not_an_error", _("Not a mistake")
    DUPLICATE = "duplicate", _("Reported before")
    SPAM = "spam", _("No report of a mistake")


OPEN_STATUSES = (ReportStatus.NEW, ReportStatus.SEEN)
UPHELD_STATUSES = (ReportStatus.FIXED, ReportStatus.NOTED)


class Channel(models.TextChoices):
    """How a report came."""

    SELECTION = "selection", _("Words selected on the page")
    TYPED = "typed", _("Words typed into the form")
    FORM = "form", _("Form without script")
    MIRROR = "mirror", _("From a copy of the paper")


class NoticedBy(models.TextChoices):
    """Who noticed the mistake."""

    READER = "reader", _("A reader")
    STAFF = "staff", _("The newsroom")
    SUBJECT = "subject", _("Somebody whom the story is about")


class Placement(models.TextChoices):
    """Where the notice stands on the page."""

    TOP = "top", _("At the top: headline, main claim or somebody’s reputation")
    END = "end", _("At the end")


# What a publication of these kinds says was wrong is kept as a record. An editor's note says something
# about the story and not that its words were wrong, so it has none.
RECORDED_KINDS = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.APOLOGY, Kind.RETRACTION)
# A correction is nothing without one, whichever way it is published.
NEEDS_RECORD = (Kind.CORRECTION,)
LONGEST_WORDS = 1000
