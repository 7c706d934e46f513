"""Paper-wide settings. First filled from paper.toml; after that the desk decides."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.fields import StreamField

from dateline.paper.blocks import ImprintLineBlock, SocialLinkBlock
from dateline.paper.choices import AiCrawlers, FeedText
from dateline.paper.validators import validate_contact
from dateline.publishlog.announced import AnnouncedModel


@register_setting(icon="cog")
class PaperSettings(AnnouncedModel, BaseGenericSetting):
    """What holds for every page of the paper."""

    name = models.CharField(_("name of the paper"), max_length=120, default="The Paper")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    founded = models.PositiveIntegerField(
        _("year of the first issue"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1600), MaxValueValidator(2200)],
    )
    age_rating = models.CharField(_("age rating"), max_length=8, blank=True, help_text=_("Such as 16+."))
    contact_email = models.EmailField(_("address for readers"), blank=True)
    logo = models.ForeignKey(
        "paper_media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("nameplate as a picture"),
    )
    imprint = StreamField(
        [("line", ImprintLineBlock())],
        blank=True,
        verbose_name=_("imprint and registration"),
        help_text=_("Lines at the foot of every page, each in its own language."),
    )
    social = StreamField([("link", SocialLinkBlock())], blank=True, verbose_name=_("follow us"))
    adds_legal_labels = models.BooleanField(
        _("add notes required by law"),
        default=False,
        help_text=_("At the first mention of a name on a list, unless the writer has written the note."),
    )
    label_jurisdictions = models.CharField(
        _("whose lists"),
        max_length=200,
        blank=True,
        help_text=_("Codes of jurisdictions, separated by commas, such as RU, BY."),
    )
    feed_text = models.CharField(
        _("feeds carry"), max_length=10, choices=FeedText.choices, default=FeedText.FULL
    )
    ai_crawlers = models.CharField(
        _("programs that gather texts for artificial intelligence"),
        max_length=12,
        choices=AiCrawlers.choices,
        default=AiCrawlers.ALLOWED,
        help_text=_("What robots.txt asks of them. Those that do not ask it are not kept out by this."),
    )
    tells_search_engines = models.BooleanField(
        _("tell search engines of changes at once"),
        default=False,
        help_text=_(
            "Bing, Yandex, Seznam, Naver and others (IndexNow) are sent the address of each story "
            "that is published, changed or taken down."
        ),
    )
    keeps_read_stories = models.BooleanField(
        _("readers’ devices keep the stories that were read"),
        default=True,
        help_text=_(
            "The last twenty, to be read again without a connection; the paper can be put among a device’s "
            "programs. Switched off, devices forget them with the next visit."
        ),
    )
    security_contact = models.CharField(
        _("where weaknesses of this site are reported"),
        max_length=200,
        blank=True,
        validators=[validate_contact],
        help_text=_(
            "An e-mail address, or the address of a form, for security.txt. Empty: the address for readers."
        ),
    )
    security_policy = models.URLField(
        _("how such reports are handled"), blank=True, help_text=_("Address of a page that says so.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("logo")], heading=_("Nameplate")
        ),
        FieldPanel("founded"),
        FieldPanel("age_rating"),
        FieldPanel("contact_email"),
        FieldPanel("imprint"),
        FieldPanel("social"),
        MultiFieldPanel(
            [FieldPanel("adds_legal_labels"), FieldPanel("label_jurisdictions")],
            heading=_("Notes required by law"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("feed_text"),
                FieldPanel("ai_crawlers"),
                FieldPanel("tells_search_engines"),
                FieldPanel("security_contact"),
                FieldPanel("security_policy"),
            ],
            heading=_("Feeds and programs that read us"),
        ),
        FieldPanel("keeps_read_stories"),
    ]

    class Meta:
        verbose_name = _("the paper")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(founded__isnull=True) | models.Q(founded__gte=1600, founded__lte=2200),
                name="paper_settings_founded_plausible",
            ),
            models.CheckConstraint(
                condition=models.Q(feed_text__in=FeedText.values), name="paper_settings_feed_text_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ai_crawlers__in=AiCrawlers.values), name="paper_settings_ai_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def touched_keys(self) -> Iterable[str]:
        return ("paper",)

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Codes of the jurisdictions whose lists the paper obeys; empty when notes are switched off."""
        return self.all_jurisdictions if self.adds_legal_labels else ()

    @property
    def all_jurisdictions(self) -> tuple[str, ...]:
        """Codes of the jurisdictions that the paper names, whoever sets the notes."""
        return tuple(code.strip() for code in self.label_jurisdictions.split(",") if code.strip())
