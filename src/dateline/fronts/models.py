"""The home page and the slots that editors fill; what they leave empty fills itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page, RevisionMixin

from dateline.fronts.choices import Zone
from dateline.fronts.panels import FRONT_PANELS, HOME_PANELS
from dateline.publishing.models import PublishedPage
from dateline.publishing.publication_forms import DraftCopyForm, PublishedPageForm
from dateline.publishlog.announced import AnnouncedModel
from dateline.sections.permissions import HomePermissionTester


class HomePage(PublishedPage, Page):
    """The root of the paper's pages. What stands on the front is decided by the front's slots."""

    template = "reader/pages/front.html"
    base_form_class = PublishedPageForm
    copy_form_class = DraftCopyForm
    content_panels = HOME_PANELS
    max_count: ClassVar[int] = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["paper_sections.SectionPage", "paper_stories.CompanyPage"]

    class Meta:
        verbose_name = _("front page")

    def __str__(self) -> str:
        return str(self.title)

    def public_path(self) -> str:
        return "/"

    def permissions_for_user(self, user: Any) -> HomePermissionTester:
        return HomePermissionTester(user, self)


class Front(RevisionMixin, AnnouncedModel, ClusterableModel):
    """The curated part of the home front, or of a section's front."""

    section = models.OneToOneField(
        "paper_sections.SectionPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="curated_front",
        verbose_name=_("section"),
        help_text=_("Empty: the home front."),
    )

    panels = FRONT_PANELS

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(section__isnull=True),
                name="paper_front_one_home",
            ),
        ]

    def __str__(self) -> str:
        return str(self.section) if self.section_id else str(_("Home front"))

    def touched_keys(self) -> Iterable[str]:
        return (f"front/{self.section_id or 'home'}",)


class FrontSlot(AnnouncedModel, Orderable):
    """A story that an editor has put in a place on a front."""

    front = ParentalKey(Front, on_delete=models.CASCADE, related_name="slots")
    zone = models.CharField(_("place"), max_length=12, choices=Zone.choices, default=Zone.SECONDARY)
    story = models.ForeignKey(
        "paper_stories.StoryPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("story")
    )
    until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty: until it is replaced.")
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["front", "story"], name="paper_slot_story_once"),
            models.CheckConstraint(condition=models.Q(zone__in=Zone.values), name="paper_slot_zone_known"),
        ]

    def __str__(self) -> str:
        return f"{self.zone}: {self.story_id}"

    def touched_keys(self) -> Iterable[str]:
        return (f"front/{self.front.section_id or 'home'}",)
