"""Addresses that belong to the paper itself and can be no section's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.sections.choices import RESERVED_SLUGS


def is_reserved(slug: str) -> bool:
    """Return True for a slug that would hide an address of the paper; stories begin with a year."""
    stem = slug.lower().lstrip(".").split(".")[0]
    return stem in RESERVED_SLUGS or (len(slug) == 4 and slug.isascii() and slug.isdigit())


def reserved_message(slug: str) -> str:
    """Return what to tell somebody who chose a reserved slug."""
    return _("The paper itself needs the address /%(slug)s/. Choose another for this section.") % {
        "slug": slug
    }
