"""What a publication can be, and what can become of something published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kind of a publication: what the change means to somebody who has read the story before."""

    NEW = "new", _("First publication")
    TYPO = "typo", _("Typo: the meaning has not changed")
    UPDATE = "update", _("Update: new facts")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction: we were wrong")
    NOTE = "note", _("Editor’s note")
    APOLOGY = "apology", _("Apology")
    RETRACTION = "retraction", _("Retraction")
    REMOVAL = "removal", _("Removal by law or for safety")

    @property
    def moves_updated(self) -> bool:
        """True when readers are to see a new “Updated” time."""
        return self not in (Kind.NEW, Kind.TYPO)

    @property
    def carries_notice(self) -> bool:
        """True when the page has to say in words what happened."""
        return self in NOTICE_KINDS


NOTICE_KINDS = (Kind.CLARIFICATION, Kind.CORRECTION, Kind.NOTE, Kind.APOLOGY, Kind.RETRACTION)

# Kinds that an editor can give to a change of something already public. A removal is an action of its own.
CHANGE_KINDS = (Kind.TYPO, Kind.UPDATE, *NOTICE_KINDS)

NOTICE_HEADINGS = {
    Kind.CLARIFICATION: _("Clarification"),
    Kind.CORRECTION: _("Correction"),
    Kind.NOTE: _("Editor’s note"),
    Kind.APOLOGY: _("Apology"),
    Kind.RETRACTION: _("Retraction"),
}


class Status(models.TextChoices):
    """Where a publication stands with the public."""

    PUBLIC = "public", _("Public")
    UNPUBLISHED = "unpublished", _("Unpublished")
    REMOVED = "removed", _("Taken down")
    DELETED = "deleted", _("Deleted")


class RemovalReason(models.TextChoices):
    """Why something was taken down."""

    LEGAL = "legal", _("Required by law")
    SAFETY = "safety", _("To protect somebody")
    RIGHTS = "rights", _("Rights of others")
    OTHER = "other", _("Other")
