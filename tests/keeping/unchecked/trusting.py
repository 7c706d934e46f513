"""Takes the check out of the transaction of a save; the one before it, which Wagtail has too, stays."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from wagtail.models import Revision

from dateline.desk.keeping.claims import Claim
from dateline.desk.keeping.screens import KeptEditMixin


class TrustedClaim(Claim):
    """Believed, whatever was saved meanwhile."""

    def is_overtaken(self, latest: Revision | None) -> bool:
        return False


def trust_every_claim() -> None:
    """Let every save through that has come as far as the lock."""
    checked = KeptEditMixin.form_valid

    def form_valid(view: Any, form: Any) -> Any:
        view.claim = TrustedClaim(*(getattr(view.claim, field.name) for field in fields(Claim)))
        return checked(view, form)

    KeptEditMixin.form_valid = form_valid
    KeptEditMixin._came_between = lambda _view, _latest: False
