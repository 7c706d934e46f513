"""Sentences to begin with when readers are answered, in the language of the story."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _


def sentences_for(language: str) -> list[str]:
    """Return the sentences that fit into an answer as they are."""
    with translation.override(language or None):
        return [
            _("Thank you, you were right. It is put right."),
            _("Thank you. We have noted it and leave the text as it is."),
            _("Thank you. We have checked it, and it is right as it stands."),
            _("Thank you. Others have told us the same, and we have answered there."),
        ]
