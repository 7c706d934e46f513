"""Keep wishes until their moment, and carry them out in the transaction of the publication."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from dateline.publishing.companions import companion_named, companions_without
from dateline.publishing.draft_models import PublicationWish
from dateline.publishing.requests import Wish, current_request, requesting

logger = structlog.get_logger(__name__)


@transaction.atomic
def keep_wishes(*, revision: Any, by: Any) -> None:
    """Keep what is wished for in the current request until the revision is published.

    Wishes of an earlier schedule of the same page are forgotten with it.
    """
    _of_page(revision).delete()
    request = current_request()
    by = request.by or by
    for wish in request.wishes:
        PublicationWish.objects.create(
            revision=revision, name=wish.name, data=wish.data, user=by, made_at=timezone.now()
        )


def wishes_due(revision: Any) -> list[tuple[Wish, Any]]:
    """Return what is to be done when this revision is published now, each with who wished it.

    A kept wish belongs to its schedule: when that was called off, or something else is published instead, it
    is not carried out.
    """
    due: list[tuple[Wish, Any]] = [(wish, None) for wish in current_request().wishes]
    if Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists():
        kept = PublicationWish.objects.filter(revision=revision).select_related("user").order_by("pk")
        due += [(Wish(one.name, one.data), one.user) for one in kept]
    return due


@transaction.atomic
def carry_out_wishes(
    *, page: Any, revision: Any, wishes: list[tuple[Wish, Any]], by: Any, version: Any = None
) -> None:
    """Do what was wished for; forget whatever else was wished for this page.

    ``version`` is what this publication recorded, None when nothing of the record changed. Companions that
    nobody wished for are asked about it.
    Raises PublicationRefusedError when a wish cannot be carried out: the two belong together.
    """
    for wish, whose in wishes:
        companion = companion_named(wish.name)
        if companion is None:
            # The package is gone. The story is worth more than a wish that nobody understands any more.
            logger.error("wish_without_companion", name=wish.name, page=page.pk)
            continue
        # What follows from a wish is no wish for whatever the companion publishes in its turn.
        with requesting(replace(current_request(), wishes=())):
            companion.carry_out(page=page, data=wish.data, by=whose or by)
    if version is not None:
        for companion in companions_without({wish.name for wish, _whose in wishes}):
            if companion.unasked is not None:
                companion.unasked(page=page, version=version, by=by)
    _of_page(revision).delete()


def _of_page(revision: Any) -> Any:
    revisions = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
    )
    return PublicationWish.objects.filter(revision__in=revisions)
