"""House rules, the dictionary, what became of findings, and checks of the whole paper.

All of it is for the desk: no page for readers is made of it, so nothing here touches an edition key.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.copydesk.choices import HouseRuleKind, Severity, State
from dateline.copydesk.page_forms import HouseRuleForm

LANGUAGES = [("", _("Every language")), ("en", "English"), ("ru", "Русский")]


class HouseRule(models.Model):
    """A rule of the paper's own. Every save is kept as a version."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=HouseRuleKind.choices, default=HouseRuleKind.WORDLIST
    )
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES, blank=True, default="")
    pattern = models.TextField(
        _("what to look for"),
        max_length=4000,
        help_text=_(
            "Words to replace: a pair on a line, such as “Kiev = Kyiv”. Or a regular expression, or a term."
        ),
    )
    replacement = models.CharField(
        _("what to write instead"),
        max_length=300,
        blank=True,
        help_text=_(
            "For a pattern, \\1 stands for its first group. For a term: the words that must explain it."
        ),
    )
    severity = models.CharField(
        _("how grave"), max_length=8, choices=Severity.choices, default=Severity.WARNING
    )
    any_case = models.BooleanField(_("capitals do not matter"), default=True)
    message = models.CharField(
        _("message"), max_length=300, blank=True, help_text=_("What the writer is told.")
    )
    why = models.CharField(_("reason"), max_length=500, blank=True)
    must_match = models.TextField(
        _("must be found in"),
        max_length=2000,
        help_text=_("Two examples at least, one on each line. They are tried when you save."),
    )
    must_not_match = models.TextField(
        _("must not be found in"), max_length=2000, help_text=_("Two examples at least, one on each line.")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    base_form_class: ClassVar[Any] = HouseRuleForm

    class Meta:
        ordering = ["name"]
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=HouseRuleKind.values), name="paper_copydesk_rule_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="paper_copydesk_rule_severity_known"
            ),
            models.CheckConstraint(condition=~Q(pattern=""), name="paper_copydesk_rule_looks_for_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule_id(self) -> str:
        """The rule's name in findings."""
        return f"house.{self.pk}"


class HouseRuleVersion(models.Model):
    """A house rule as it stood from one save to the next."""

    rule = models.ForeignKey(HouseRule, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    content = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["rule", "-number"]
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="paper_copydesk_version_once")]

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.number}"


class RuleSetting(models.Model):
    """How grave the paper takes a rule, shipped or its own, when not as the rule says itself."""

    rule = models.CharField(_("rule"), max_length=80, unique=True)
    severity = models.CharField(
        _("how grave"),
        max_length=8,
        choices=[("", _("Switched off")), *Severity.choices],
        blank=True,
        default="",
    )
    demoted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["rule"]
        verbose_name = _("setting of a rule")
        verbose_name_plural = _("settings of rules")

    def __str__(self) -> str:
        return self.rule


class DictionaryWord(models.Model):
    """A word that is right, for the whole paper or for one person."""

    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES[1:])
    word = models.CharField(_("word"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("only for"),
        help_text=_("Empty: for the whole paper."),
    )

    class Meta:
        ordering = ["language", "word"]
        verbose_name = _("word of the dictionary")
        verbose_name_plural = _("dictionary")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], condition=Q(owner=None), name="paper_copydesk_word_once"
            ),
            models.UniqueConstraint(
                fields=["language", "word", "owner"], name="paper_copydesk_own_word_once"
            ),
            models.CheckConstraint(condition=~Q(word=""), name="paper_copydesk_word_written"),
        ]

    def __str__(self) -> str:
        return self.word


class FindingRecord(models.Model):
    """A finding that was shown for one story, and what somebody made of it; it survives edits."""

    subject = models.CharField(max_length=64, help_text="What was checked, such as page/123.")
    rule = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=24)
    place = models.CharField(max_length=24)
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SHOWN)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "rule", "place"], name="paper_copydesk_finding_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="paper_copydesk_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.OVERRIDDEN) | ~Q(reason=""),
                name="paper_copydesk_override_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["rule", "state"], name="paper_copydesk_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule} in {self.subject}: {self.state}"


class PaperCheck(models.Model):
    """One check of the whole paper."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class PaperFinding(models.Model):
    """A finding of a check of the whole paper."""

    paper_check = models.ForeignKey(PaperCheck, on_delete=models.CASCADE, related_name="findings")
    subject = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=400, help_text="Where the desk edits it.")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    message = models.CharField(max_length=400)
    excerpt = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["paper_check", "severity", "rule"], name="paper_copydesk_report")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.excerpt}"
