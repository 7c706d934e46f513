"""Entities: persons, organizations and places with their spellings, owners and legal labels.

Every change of one can change any story, so all touch shared keys; see docs/guides/names-and-labels.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.coreutils import cautious_slugify
from wagtail.search import index

from dateline.entities.choices import Kind, LetterCase
from dateline.entities.querysets import EntityNameQuerySet
from dateline.entities.spelling import clean_spelling, is_abbreviation, spelling_key
from dateline.entities.validators import jurisdiction_code, language_code
from dateline.publishlog.announced import AnnouncedModel

NAMES_KEY = "entities/names"
LABELS_KEY = "entities/labels"
OWNERS_KEY = "entities/owners"


class Entity(AnnouncedModel, ClusterableModel, index.Indexed):
    """A person, organization or place that the paper writes about."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ORGANIZATION)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Short name for machines; made from the first preferred name when left empty."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("For the desk only: who or what this is. Readers never see it."),
    )
    owner = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned",
        verbose_name=_("owner"),
        help_text=_("Who owns or runs it, when that is an entity too."),
    )

    search_fields: ClassVar = [
        index.SearchField("slug"),
        index.AutocompleteField("slug"),
        index.SearchField("description"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["slug"]
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="paper_entities_slug_named"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | ~Q(owner=F("id")), name="paper_entities_owner_not_itself"
            ),
        ]

    def __str__(self) -> str:
        names = sorted(self.names.all(), key=lambda name: (not name.is_preferred, name.pk or 0))
        return names[0].text if names else self.slug

    def touched_keys(self) -> Iterable[str]:
        """Deleting an entity takes its names, labels and notes along, so it touches what they touch."""
        return (f"entity/{self.pk}", NAMES_KEY, LABELS_KEY, OWNERS_KEY)

    def clean(self) -> None:
        super().clean()
        seen, owner = {self.pk}, self.owner
        while owner is not None and self.pk:
            if owner.pk in seen:
                raise ValidationError(
                    {"owner": _("%(owner)s belongs to this entity already.") % {"owner": self.owner}}
                )
            seen.add(owner.pk)
            owner = owner.owner

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        # A form checks the entity before its names are known, and so before save() can make a slug of them.
        super().validate_constraints(exclude=exclude if self.slug else {*(exclude or ()), "slug"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        stem = cautious_slugify(str(self))[:100] or str(self.kind)
        taken = set(Entity.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


class EntityName(AnnouncedModel):
    """One spelling of an entity in one language."""

    entity = ParentalKey(Entity, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(_("language"), max_length=12, validators=[language_code])
    text = models.CharField(
        _("spelling"),
        max_length=200,
        help_text=_(
            "In the form a dictionary would give; other grammatical cases and “’s” are found by themselves."
        ),
    )
    is_preferred = models.BooleanField(
        _("preferred"), default=False, help_text=_("The spelling the paper uses; one for each language.")
    )
    is_avoided = models.BooleanField(
        _("not used"), default=False, help_text=_("The copy desk proposes the preferred spelling instead.")
    )
    letter_case = models.CharField(
        _("capitals"),
        max_length=10,
        choices=LetterCase.choices,
        default=LetterCase.AUTOMATIC,
        help_text=_(
            "Automatic: abbreviations as written, single words with a capital, longer names in any case."
        ),
    )
    key = models.CharField(max_length=600, editable=False)

    objects: ClassVar[Any] = EntityNameQuerySet.as_manager()

    class Meta:
        ordering = ["language", "-is_preferred", "text"]
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="paper_entities_spelling_unique"),
            models.UniqueConstraint(
                fields=["entity", "language"],
                condition=Q(is_preferred=True),
                name="paper_entities_one_preferred",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="paper_entities_spelling_keyed"),
            models.CheckConstraint(
                condition=~Q(is_avoided=True, is_preferred=True), name="paper_entities_preferred_is_used"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def touched_keys(self) -> Iterable[str]:
        return (f"entity/{self.entity_id}", NAMES_KEY)

    def clean(self) -> None:
        super().clean()
        self.text = clean_spelling(self.text)
        self.key = self._made_key()
        if not any(map(str.isalnum, self.text)):
            raise ValidationError({"text": _("A spelling needs at least one letter or digit.")})
        others = EntityName.objects.filter(language=self.language, key=self.key)
        other = others.exclude(entity_id=self.entity_id).select_related("entity").first()
        if other is not None:
            message = _("“%(text)s” is already a spelling of %(other)s in this language.")
            raise ValidationError({"text": message % {"text": self.text, "other": _known_as(other.entity)}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = clean_spelling(self.text)
        self.key = self._made_key()
        with transaction.atomic():
            if self.is_preferred:
                # The new preferred spelling replaces the former one, in whatever order a form saves them.
                rivals = EntityName.objects.filter(entity_id=self.entity_id, language=self.language)
                rivals.filter(is_preferred=True).exclude(pk=self.pk).update(is_preferred=False)
            super().save(*args, **kwargs)

    def _made_key(self) -> str:
        automatic = self.letter_case == LetterCase.AUTOMATIC and is_abbreviation(self.text)
        return spelling_key(self.text, exact=automatic or self.letter_case == LetterCase.EXACT)


class LegalLabel(AnnouncedModel):
    """A status that the law of one jurisdiction gives an entity, with the words a paper prints."""

    entity = ParentalKey(Entity, on_delete=models.CASCADE, related_name="labels")
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=12,
        validators=[jurisdiction_code],
        help_text=_("Short code, such as RU."),
    )
    jurisdiction_name = models.CharField(_("name of the jurisdiction"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=12, validators=[language_code])
    note = models.CharField(
        _("note"),
        max_length=300,
        help_text=_("The words printed in brackets, such as: a terrorist group banned in Russia."),
    )
    register_name = models.CharField(_("register"), max_length=200, blank=True)
    register_url = models.URLField(_("address of the register"), blank=True)
    from_date = models.DateField(
        _("in force from"), help_text=_("Stories published before this day never carry the note.")
    )
    until_date = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("First day on which it no longer holds.")
    )
    is_active = models.BooleanField(
        _("used"), default=True, help_text=_("Untick to keep the label on record without printing it.")
    )

    class Meta:
        ordering = ["jurisdiction", "from_date", "language"]
        verbose_name = _("legal label")
        verbose_name_plural = _("legal labels")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=F("from_date")),
                name="paper_entities_label_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="paper_entities_label_worded"),
            models.UniqueConstraint(
                fields=["entity", "jurisdiction", "language", "from_date", "note"],
                name="paper_entities_label_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.note}"

    def touched_keys(self) -> Iterable[str]:
        return (f"entity/{self.entity_id}", LABELS_KEY)

    def clean(self) -> None:
        super().clean()
        self._tidy()
        if not self.note:
            raise ValidationError({"note": _("Write the words to be printed.")})
        if self.until_date and self.from_date and self.until_date <= self.from_date:
            raise ValidationError({"until_date": _("A label must end after the day it came into force.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._tidy()
        super().save(*args, **kwargs)

    def is_in_force(self, day: date) -> bool:
        """Say whether a story published on that day carries the label."""
        ended = self.until_date is not None and day >= self.until_date
        return self.is_active and self.from_date <= day and not ended

    def _tidy(self) -> None:
        # The page prints the brackets.
        self.note = clean_spelling(self.note).rstrip(". ")
        if self.note.startswith("(") and self.note.endswith(")"):
            self.note = self.note[1:-1].rstrip(". ").strip()


class OwnershipNote(AnnouncedModel):
    """What the paper tells readers, in one language, about who stands behind an entity."""

    entity = ParentalKey(Entity, on_delete=models.CASCADE, related_name="ownership_notes")
    language = models.CharField(_("language"), max_length=12, validators=[language_code])
    text = models.CharField(
        _("note"),
        max_length=200,
        help_text=_("Shown beside picture credits, such as: news agency owned by the port authority."),
    )

    class Meta:
        ordering = ["language"]
        verbose_name = _("ownership note")
        verbose_name_plural = _("ownership notes")
        constraints = [
            models.UniqueConstraint(fields=["entity", "language"], name="paper_entities_one_ownership_note"),
            models.CheckConstraint(condition=~Q(text=""), name="paper_entities_ownership_worded"),
        ]

    def __str__(self) -> str:
        return self.text

    def touched_keys(self) -> Iterable[str]:
        return (f"entity/{self.entity_id}", OWNERS_KEY)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = clean_spelling(self.text)
        super().save(*args, **kwargs)


def _known_as(entity: Entity) -> str:
    return f"{entity} ({entity.slug})" if str(entity) != entity.slug else entity.slug
