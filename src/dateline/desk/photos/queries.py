"""Where pictures are used, which are used nowhere, and who may put one in the place of another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry

from dateline.desk.photos.places import Likeness, LikenessSide, PictureUses, Place
from dateline.fronts.models import Front
from dateline.media.models import Picture, PicturePair, PictureUse
from dateline.publishing.models import Publication, PublishedVersion
from dateline.stories.models import StoryPage
from dateline.stories.use_queries import naming_fields, other_records_with, stories_with_picture

# More of the record than anybody reads at once; how many there are is said in any case.
MOST_OF_RECORD = 50


def unused(pictures: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow down to pictures that nothing shows now; old versions of the record do not count."""
    uses = PictureUse.objects.filter(picture=OuterRef("pk"))
    live = StoryPage.objects.filter(live=True, version_number=OuterRef("version"), pk=OuterRef("page_id"))
    kept = [uses.filter(version=None), uses.filter(Exists(live))]
    kept += [field.model._base_manager.filter(**{field.name: OuterRef("pk")}) for field in naming_fields()]
    kept.append(StoryPage.objects.filter(lead_picture=OuterRef("pk")))
    return pictures.filter(*(~Exists(rows) for rows in kept))


def with_open_pairs(pictures: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow down to pictures that look like another one, undecided."""
    pairs = PicturePair.objects.filter(kept_at__isnull=True)
    return pictures.filter(
        Exists(pairs.filter(newer=OuterRef("pk"))) | Exists(pairs.filter(older=OuterRef("pk")))
    )


def uses_of(picture: Picture, *, user: Any) -> PictureUses:
    """Return everything that shows the picture, with the way to it for this person."""
    finder = AdminURLFinder(user)
    stories = list(stories_with_picture(picture))
    fronts = Front.objects.filter(slots__story__in=stories).distinct()
    return PictureUses(
        public=tuple(
            Place(
                name=story.title,
                what=_("public story"),
                url=finder.get_edit_url(story) or "",
                public_path=story.public_path(),
            )
            for story in stories
            if story.live
        ),
        drafts=tuple(
            Place(name=story.title, what=_("draft"), url=finder.get_edit_url(story) or "")
            for story in stories
            if not story.live
        ),
        fronts=tuple(_named(finder, fronts)),
        others=tuple(_named(finder, other_records_with(picture))),
        record=tuple(_recorded(picture)),
    )


def hindrances(picture: Picture, *, user: Any) -> list[str]:
    """Return what keeps this person from putting another picture in this one's place, in words."""
    found = []
    for story in stories_with_picture(picture):
        allowed = story.permissions_for_user(user)
        if not (allowed.can_publish() if story.live else allowed.can_edit()):
            found.append(
                _("“%(story)s” shows it, and you may not publish that story. Ask an editor.")
                if story.live
                else _("The draft “%(story)s” shows it, and you may not edit that story. Ask its writer.")
            )
            found[-1] %= {"story": story.title}
    for record in other_records_with(picture):
        if not user.has_perm(f"{record._meta.app_label}.change_{record._meta.model_name}"):
            found.append(_("“%s” shows it, and you may not change that.") % record)
    if not policy_registry.get_by_type(Picture).user_has_permission_for_instance(user, "delete", picture):
        found.append(_("You may not delete “%s”.") % picture.title)
    return found


def likenesses(pairs: Iterable[PicturePair], *, user: Any) -> list[Likeness]:
    """Return pairs as they are shown side by side."""
    return [
        Likeness(pair=pair, sides=(_side(pair.older, pair.newer, user), _side(pair.newer, pair.older, user)))
        for pair in pairs
    ]


def _side(picture: Picture, other: Picture, user: Any) -> LikenessSide:
    hindering = hindrances(other, user=user)
    return LikenessSide(
        picture=picture,
        uses=stories_with_picture(picture).count() + len(other_records_with(picture)),
        may_keep=not hindering,
        hindrance=" ".join(hindering),
    )


def _named(finder: AdminURLFinder, records: Iterable[Any]) -> Iterable[Place]:
    for record in records:
        yield Place(
            name=str(record), what=str(record._meta.verbose_name), url=finder.get_edit_url(record) or ""
        )


def _recorded(picture: Picture) -> Iterable[Place]:
    """Yield versions by page and number, the newest first."""
    rows = picture.uses.exclude(version=None).order_by("-page_id", "-version")[:MOST_OF_RECORD]
    wanted = list(rows.values_list("page_id", "version"))
    if not wanted:
        return
    by_page = {
        row.page_id: row for row in Publication.objects.filter(page_id__in={page for page, _n in wanted})
    }
    asked = Q()
    for page_id, number in wanted:
        if page_id in by_page:
            asked |= Q(publication=by_page[page_id], number=number)
    versions = PublishedVersion.objects.filter(asked) if asked else PublishedVersion.objects.none()
    for version in versions.order_by("-at"):
        yield Place(
            name=version.address,
            what=_("version %(number)s of %(date)s")
            % {"number": version.number, "date": f"{version.at:%Y-%m-%d %H:%M}"},
            url="",
            public_path=version.address,
        )
