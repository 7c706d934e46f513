"""Which servers elsewhere this installation may ask, and how it names itself there."""

from __future__ import annotations

from django.conf import settings

import dateline
from dateline.lib.outgoing.guarding import LONGEST, Rules

USER_AGENT = f"Dateline/{dateline.__version__}"


def usual_rules(*, may_be_plain: bool = False, longest: int = LONGEST) -> Rules:
    """Return the rules: public addresses with TLS, unless the installation lets in others for trying out."""
    return Rules(
        may_be_private=settings.PRIVATE_WEBHOOKS,
        may_be_plain=may_be_plain or settings.PRIVATE_WEBHOOKS,
        longest=longest,
    )
