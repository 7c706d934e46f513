"""Sections are pages, so that page permissions give an editor a section; topics and series are records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.models import Orderable, Page

from dateline.publishing.models import PublishedPage, PublishedPart
from dateline.publishing.publication_forms import DraftCopyForm, PublishedPageForm
from dateline.publishlog.announced import AnnouncedModel
from dateline.sections.panels import SECTION_PANELS, SECTION_PROMOTE_PANELS
from dateline.sections.permissions import StructurePermissionTester
from dateline.sections.reserved import is_reserved, reserved_message


class SectionPage(PublishedPage, Page):
    """A section of the paper. Stories are filed under it; its front is assembled from them."""

    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Short name for story labels; empty: the title.")
    )
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveIntegerField(
        _("place in the navigation"), default=100, help_text=_("Smaller comes first.")
    )
    in_navigation = models.BooleanField(_("shown in the navigation"), default=True)
    is_opinion = models.BooleanField(
        _("is opinion"), default=False, help_text=_("Its stories are shown with faces on the home front.")
    )
    is_light = models.BooleanField(
        _("is the lighter side"), default=False, help_text=_("Its stories close the home front.")
    )

    template = "reader/pages/section_front.html"
    base_form_class = PublishedPageForm
    copy_form_class = DraftCopyForm
    content_panels = SECTION_PANELS
    promote_panels = SECTION_PROMOTE_PANELS
    parent_page_types: ClassVar[list[str]] = ["paper_fronts.HomePage"]
    subpage_types: ClassVar[list[str]] = ["paper_stories.StoryPage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        super().clean()
        if is_reserved(self.slug):
            raise ValidationError({"slug": reserved_message(self.slug)})

    def public_path(self) -> str:
        return f"/{self.slug}/"

    def permissions_for_user(self, user: Any) -> StructurePermissionTester:
        return StructurePermissionTester(user, self)

    def name_in(self, language: str) -> str:
        """Return the section's name in this language, or its own name when it has none."""
        if language != settings.LANGUAGE_CODE:
            for name in self.names.all():
                if name.language == language:
                    return str(name.name)
        return self.label or str(self.title)


class SectionName(PublishedPart, Orderable):
    """A section's name in another language of the paper."""

    section = ParentalKey(SectionPage, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=120)

    PAGE_FIELD = "section"

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["section", "language"], name="paper_sectionname_language_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class Topic(index.Indexed, AnnouncedModel):
    """What stories are about; a story has any number."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def touched_keys(self) -> Iterable[str]:
        return (f"topic/{self.pk}", "topics")

    def get_absolute_url(self) -> str:
        return f"/topic/{self.slug}/"


class Series(index.Indexed, AnnouncedModel):
    """Stories that belong together in an order of their own, such as classics or a weekly digest."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)
    oldest_first = models.BooleanField(_("to be read from the beginning"), default=False)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.name

    def touched_keys(self) -> Iterable[str]:
        return (f"series/{self.pk}", "all-series")

    def get_absolute_url(self) -> str:
        return f"/series/{self.slug}/"
