"""Contributors. A byline needs no account."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from dateline.publishlog.announced import AnnouncedModel


class Contributor(index.Indexed, AnnouncedModel):
    """Somebody named in bylines or picture credits."""

    name = models.CharField(_("name as printed"), max_length=200)
    slug = models.SlugField(_("address"), max_length=100, unique=True, allow_unicode=False)
    sort_name = models.CharField(_("name for lists"), max_length=200, blank=True)
    role_title = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Such as “Culture editor”.")
    )
    bio = models.TextField(_("about"), blank=True)
    email = models.EmailField(_("e-mail, shown to readers"), blank=True)
    portrait = models.ForeignKey(
        "paper_media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    has_page = models.BooleanField(_("has a page of their own"), default=True)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="paper_contributor_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def touched_keys(self) -> Iterable[str]:
        """Addresses where nobody is found yet depend on all contributors."""
        return (f"contributor/{self.pk}", "contributors")

    def get_absolute_url(self) -> str:
        return f"/author/{self.slug}/" if self.has_page else ""
