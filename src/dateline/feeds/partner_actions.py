"""Partners and their keys: made, changed and revoked, each act in Wagtail's log; what keys use up."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from dateline.feeds.models import KeyUse, Partner, PartnerKey, Republishing, TakenStory
from dateline.feeds.partner_models import USUAL_QUOTA
from dateline.publishing.models import Publication

KEY_MADE, KEY_REVOKED = "paper.partner.key_made", "paper.partner.key_revoked"
PARTNER_MADE, PARTNER_CHANGED = "paper.partner.made", "paper.partner.changed"
REPUBLISHING_SET = "paper.republishing.set"
PREFIX = "dateline_"
HINT_LENGTH = len(PREFIX) + 6
USES_ARE_KEPT = timedelta(days=92)


@transaction.atomic
def make_partner(*, name: str, contact: str = "", quota: int = USUAL_QUOTA, by: Any, at: datetime) -> Partner:
    """Add a partner, who has no key yet. ``quota`` is in requests an hour."""
    partner = Partner.objects.create(name=name, contact=contact, quota=quota, made_at=at)
    log(partner, PARTNER_MADE, user=by, data={"quota": quota})
    return partner


@transaction.atomic
def change_partner(*, partner: Partner, name: str, contact: str, quota: int, by: Any) -> None:
    """Change what is known of a partner, and how much may be asked for."""
    was = {"name": partner.name, "quota": partner.quota}
    partner.name, partner.contact, partner.quota = name, contact, quota
    partner.save()
    log(partner, PARTNER_CHANGED, user=by, data={"was": was, "is": {"name": name, "quota": quota}})


@transaction.atomic
def make_key(*, partner: Partner, by: Any, at: datetime) -> tuple[PartnerKey, str]:
    """Make a key and return it with its words, which nobody can be told again: only their digest is kept."""
    words = PREFIX + secrets.token_urlsafe(32)
    key = PartnerKey.objects.create(
        partner=partner, hint=words[:HINT_LENGTH], digest=digest_of(words), made_at=at, made_by=by
    )
    log(partner, KEY_MADE, user=by, data={"hint": key.hint})
    return key, words


@transaction.atomic
def revoke_key(*, key: PartnerKey, by: Any, at: datetime) -> None:
    """Let a key open nothing any more; one that was revoked stays so."""
    if PartnerKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=at):
        log(key.partner, KEY_REVOKED, user=by, data={"hint": key.hint})


@transaction.atomic
def set_republishing(*, is_on: bool, terms: str, by: Any) -> Republishing:
    """Say whether stories may be republished and on what terms; touches every story's page."""
    row = Republishing.objects.order_by("pk").first() or Republishing()
    row.is_on, row.terms = is_on, terms
    row.save()
    log(row, REPUBLISHING_SET, user=by, data={"is_on": is_on})
    return row


def digest_of(words: str) -> str:
    """Return by what the paper knows a key again: random and long, so a plain digest gives nothing away."""
    return sha256(words.encode()).hexdigest()


@transaction.atomic
def take_from_quota(*, partner: Partner, at: datetime) -> int | None:
    """Count one request of a partner; return how many are left this hour, None when there was none left."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    KeyUse.objects.get_or_create(partner=partner, hour=hour)
    this_hour = KeyUse.objects.filter(partner=partner, hour=hour)
    if not this_hour.filter(count__lt=partner.quota).update(count=F("count") + 1):
        return None
    return max(0, partner.quota - this_hour.values_list("count", flat=True)[0])


@transaction.atomic
def note_taken(*, partner: Partner, publication: Publication, at: datetime) -> TakenStory:
    """Remember that a partner fetched a story to republish it, so that it is told what becomes of it."""
    taken, _made = TakenStory.objects.update_or_create(
        partner=partner,
        publication=publication,
        defaults={"version": publication.latest_number, "latest_at": at},
        create_defaults={"version": publication.latest_number, "latest_at": at, "first_at": at},
    )
    return taken


@transaction.atomic
def forget_old_uses(*, at: datetime) -> int:
    """Delete counts that no figure shows any more, and return how many."""
    return KeyUse.objects.filter(hour__lt=at - USES_ARE_KEPT).delete()[0]
