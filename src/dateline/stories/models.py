"""The story page and what belongs to it; company pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from dateline.lib.slugs import slug_from
from dateline.people.choices import BylineRole
from dateline.publishing.models import PublishedPage, PublishedPart
from dateline.publishing.paper_time import local_date
from dateline.publishing.publication_forms import DraftCopyForm, PublishedPageForm
from dateline.sections.models import SectionPage
from dateline.sections.permissions import StructurePermissionTester
from dateline.stories.blocks import INLINE_FEATURES, BodyBlock
from dateline.stories.canonical import text_of_body
from dateline.stories.choices import STORY_LANGUAGES, Label, LabelsPolicy
from dateline.stories.page_forms import StoryPageForm
from dateline.stories.panels import COMPANY_PANELS, COMPANY_PROMOTE_PANELS, STORY_SCREEN
from dateline.stories.permissions import StoryPermissionTester
from dateline.stories.querysets import StoryManager


class StoryPage(PublishedPage, Page):
    """A story. ``title`` is its headline; it lives under the page of its section."""

    section = models.ForeignKey(
        "paper_sections.SectionPage",
        on_delete=models.PROTECT,
        related_name="stories",
        editable=False,
        serialize=False,  # no part of a draft: that of a moved story would name its old section
        help_text="The section it is filed under; follows the place in the tree.",
    )
    language = models.CharField(_("language"), max_length=12, choices=STORY_LANGUAGES, default="en")
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    short_headline = models.CharField(
        _("short headline"), max_length=120, blank=True, help_text=_("For lists and the ticker.")
    )
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    dateline_place = models.CharField(_("dateline"), max_length=80, blank=True, help_text=_("Where from."))
    label = models.CharField(_("label"), max_length=12, choices=Label.choices, blank=True, default="")
    content_note = models.CharField(
        _("warning about content"),
        max_length=200,
        blank=True,
        help_text=_("Such as “contains descriptions of violence”."),
    )
    age_rating = models.CharField(
        _("age rating"), max_length=8, blank=True, help_text=_("Empty: the paper’s.")
    )
    legal_labels = models.CharField(
        _("notes required by law"), max_length=8, choices=LabelsPolicy.choices, blank=True, default=""
    )
    lead_picture = models.ForeignKey(
        "paper_media.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # for old drafts; ``signal_handlers`` keeps pictures in use
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.CharField(
        _("caption"), max_length=600, blank=True, help_text=_("Empty: the picture’s own caption.")
    )
    lead_credit = models.CharField(
        _("credit"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the picture’s own credit. An archive can have a credit whose picture is lost."),
    )
    topics = ParentalManyToManyField(
        "paper_sections.Topic", through="StoryTopic", blank=True, related_name="stories"
    )
    series = models.ForeignKey(
        "paper_sections.Series", null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    source_address = models.CharField(
        max_length=400, blank=True, editable=False, help_text="Where an imported story came from."
    )
    # Both follow from what is public and are no part of a draft. Pairs of id and likeness, the likest first.
    listed_at = models.DateTimeField(
        null=True, editable=False, serialize=False, help_text="When it was published, while it is public."
    )
    nearest = models.JSONField(default=list, editable=False, serialize=False, help_text="Stories like it.")
    # Last of all columns: SQLite reads a row from its beginning, and this one alone goes on for pages.
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    objects: ClassVar[Any] = StoryManager()
    # Set while it is being published, see ``nearness``.
    renewed_neighbors: frozenset[int] = frozenset()
    # Set while many are being published, see ``keep_words``.
    _words: str | None = None
    # A slug needs to be unique on its day only, which publishing checks by address.
    slugs_repeat: ClassVar[bool] = True

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("short_headline"),
        index.SearchField("body_text"),
        index.FilterField("published_at"),
        index.FilterField("language"),
        index.FilterField("section"),
    ]
    template = "reader/pages/story_page.html"
    base_form_class = StoryPageForm
    copy_form_class = DraftCopyForm
    edit_handler = STORY_SCREEN
    parent_page_types: ClassVar[list[str]] = ["paper_sections.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    SYSTEM_FIELDS = (*PublishedPage.SYSTEM_FIELDS, "section_id", "source_address", "listed_at", "nearest")
    exclude_fields_in_copy = [*PublishedPage.exclude_fields_in_copy, "listed_at", "nearest"]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["-listed_at", "-page_ptr"], name="paper_story_newest"),
            models.Index(fields=["section", "-listed_at", "-page_ptr"], name="paper_story_section_newest"),
            models.Index(fields=["series", "-listed_at", "-page_ptr"], name="paper_story_series_newest"),
            models.Index(fields=["label", "-listed_at", "-page_ptr"], name="paper_story_label_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(label__in=Label.values), name="paper_story_label_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def headline(self) -> str:
        return str(self.title)

    @property
    def public_since(self) -> datetime:
        """When it was first published. Raises ValueError for a story that never was."""
        if self.published_at is None:
            raise ValueError(f"{self!r} was never published.")
        return self.published_at

    @property
    def body_text(self) -> str:
        """The words of the body, for search."""
        return text_of_body(self.body) if self._words is None else self._words

    def public_path(self) -> str:
        """Return ``/2017/10/04/slug/``; empty for a story that has no date yet."""
        if self.published_at is None:
            return ""
        return f"/{local_date(self.published_at):%Y/%m/%d}/{self.slug}/"

    def permissions_for_user(self, user: Any) -> StoryPermissionTester:
        return StoryPermissionTester(user, self)

    def _set_core_field_defaults(self) -> None:
        # Wagtail's own slug leaves nothing of a Cyrillic headline.
        page: Any = self
        if not page.slug and page.title.strip():
            page.slug = slug_from(page.title) or f"story-{self.uuid.hex[:8]}"
        super()._set_core_field_defaults()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.settle()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            self.date_rows()

    def settle(self) -> None:
        self.follow_tree()
        page: Any = self
        self.listed_at = self.published_at if page.live else None

    def keep_words(self, content: dict[str, Any]) -> None:
        self._words = "\n".join(block["text"] for block in content["blocks"] if block["text"])

    def settle_parts(self) -> None:
        for byline in self.bylines.all():
            byline.published_at = self.listed_at

    def values_of_relation(self, name: str) -> dict[str, Any]:
        return {"published_at": self.listed_at} if name == "topics" else {}

    def date_rows(self) -> None:
        """Give the rows that lists are read from the story's date; they are saved after the story itself."""
        for rows in (models.QuerySet(Byline).filter(story=self), StoryTopic.objects.filter(story=self)):
            # The guard is passed by: the story itself was saved with the same date.
            rows.exclude(published_at=self.listed_at).update(published_at=self.listed_at)

    def follow_tree(self) -> None:
        """Take the section from the place in the tree, so that the two cannot differ."""
        parent = getattr(self, "_cached_parent_obj", None) or (self.get_parent() if self.path else None)
        if isinstance(parent, SectionPage):
            self.section = parent
        elif parent is not None:
            self.section_id = parent.pk


class StoryTopic(models.Model):
    """A topic of a story, with the story's date, so that a topic's newest are found without a sort."""

    story = models.ForeignKey(
        StoryPage, on_delete=models.CASCADE, related_name="story_topics", db_column="storypage_id"
    )
    topic = models.ForeignKey("paper_sections.Topic", on_delete=models.CASCADE, related_name="story_topics")
    published_at = models.DateTimeField(null=True, editable=False, help_text="The story's, while public.")

    # The story's own field is indexed; these rows are not what names a topic.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        db_table = "paper_stories_storypage_topics"
        unique_together = [("story", "topic")]
        indexes = [
            models.Index(fields=["topic", "-published_at", "-story"], name="paper_story_topic_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} of {self.story_id}"


class Byline(PublishedPart, Orderable):
    """A contributor named on a story."""

    PAGE_FIELD = "story"

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "paper_people.Contributor",
        on_delete=models.CASCADE,  # for old drafts; ``signal_handlers`` keeps contributors in use
        related_name="bylines",
    )
    role = models.CharField(max_length=8, choices=BylineRole.choices, default=BylineRole.WORDS)
    published_at = models.DateTimeField(
        null=True, editable=False, serialize=False, help_text="The story's, while public."
    )

    class Meta(Orderable.Meta):
        indexes = [
            models.Index(fields=["contributor", "-published_at", "-story"], name="paper_byline_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "contributor", "role"], name="paper_byline_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=BylineRole.values), name="paper_byline_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor_id} ({self.role})"


class RelatedStory(PublishedPart, Orderable):
    """A related story chosen by an editor, or named by an archive and not found yet."""

    PAGE_FIELD = "story"

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="chosen_related")
    target = models.ForeignKey(
        StoryPage, null=True, blank=True, on_delete=models.CASCADE, related_name="chosen_by"
    )
    wanted_headline = models.CharField(
        max_length=400, blank=True, help_text="Headline to look for when the target has not arrived yet."
    )
    wanted_section = models.CharField(max_length=120, blank=True)

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target__isnull=False) | ~models.Q(wanted_headline=""),
                name="paper_related_names_something",
            ),
        ]
        indexes = [models.Index(fields=["wanted_headline"], name="paper_related_wanted")]

    def __str__(self) -> str:
        return self.wanted_headline or f"story {self.target_id}"


class CompanyPage(PublishedPage, Page):
    """About us, jobs, privacy, where to find us."""

    language = models.CharField(_("language"), max_length=12, choices=STORY_LANGUAGES, default="en")
    body = RichTextField(_("text"), features=["h2", "h3", *INLINE_FEATURES, "hr"], blank=True)
    order = models.PositiveIntegerField(_("place in the footer"), default=100)
    in_footer = models.BooleanField(_("shown in the footer"), default=True)

    template = "reader/pages/company_page.html"
    base_form_class = PublishedPageForm
    copy_form_class = DraftCopyForm
    content_panels = COMPANY_PANELS
    promote_panels = COMPANY_PROMOTE_PANELS
    parent_page_types: ClassVar[list[str]] = ["paper_fronts.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("company page")
        verbose_name_plural = _("company pages")

    def __str__(self) -> str:
        return str(self.title)

    def public_path(self) -> str:
        return f"/page/{self.slug}/"

    def permissions_for_user(self, user: Any) -> StructurePermissionTester:
        return StructurePermissionTester(user, self)
