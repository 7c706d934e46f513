"""The home page and the slots that editors fill; what they leave empty fills itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page, RevisionMixin

from dateline.fronts.breaking_models import BREAKING as BREAKING  # Django meets all models here
from dateline.fronts.breaking_models import LONGEST_TEXT as LONGEST_TEXT
from dateline.fronts.breaking_models import BreakingNews as BreakingNews
from dateline.fronts.choices import PlanState, Zone
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


class Plan(models.Model):
    """Stories and fronts that become public at one moment, all of them or none."""

    name = models.CharField(_("name"), max_length=120, help_text=_("Such as “Election night, 21:00”."))
    at = models.DateTimeField(_("time"))
    state = models.CharField(max_length=8, choices=PlanState.choices, default=PlanState.PLANNED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True, help_text="When it was carried out.")
    tried_at = models.DateTimeField(null=True, blank=True, help_text="When it was refused most recently.")
    refusal = models.TextField(blank=True, help_text="Why it was refused.")

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(state=PlanState.PLANNED), name="paper_plan_waiting"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PlanState.values), name="paper_plan_state_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="paper_plan_named"),
            models.CheckConstraint(
                condition=models.Q(state=PlanState.DONE, done_at__isnull=False)
                | ~models.Q(state=PlanState.DONE) & models.Q(done_at__isnull=True),
                name="paper_plan_done_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(refusal="", tried_at__isnull=True)
                | ~models.Q(refusal="") & models.Q(tried_at__isnull=False),
                name="paper_plan_refusal_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlannedStory(models.Model):
    """A story of a plan: its newest draft at that moment is published."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stories")
    story = models.ForeignKey("paper_stories.StoryPage", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "story"], name="paper_plan_story_once")]

    def __str__(self) -> str:
        return f"story {self.story_id} of plan {self.plan_id}"


class PlannedFront(models.Model):
    """A front of a plan, and how it is arranged at that moment."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="fronts")
    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="+")
    places = models.JSONField(default=list, help_text="Rows of story, zone and until, in order.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "front"], name="paper_plan_front_once")]

    def __str__(self) -> str:
        return f"front {self.front_id} of plan {self.plan_id}"
