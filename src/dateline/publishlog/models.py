"""The log itself. Entries are only ever appended."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    """Reads of the log; the writes that Django would offer are closed."""

    def after(self, number: int) -> LogEntryQuerySet:
        return self.filter(number__gt=number).order_by("number")

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The publish log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError(
            "The publish log is append-only; use prune_log for entries every follower has passed."
        )


class LogEntry(models.Model):
    """One thing that became, changed or ceased to be public, and the keys it touched."""

    number = models.BigAutoField(primary_key=True)
    event = models.CharField(max_length=80, help_text="Past tense with a dot, such as story.published.")
    subject = models.CharField(
        max_length=120, blank=True, help_text="What it happened to, such as story/123. Not a foreign key."
    )
    keys = models.JSONField(help_text="Sorted list of edition keys that this entry touches.")
    data = models.JSONField(default=dict, blank=True, help_text="Small facts that followers need.")
    user_id = models.BigIntegerField(null=True, blank=True, help_text="Who did it. Not a foreign key.")
    at = models.DateTimeField(help_text="When the action says it happened.")

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = "log entry"
        verbose_name_plural = "log entries"
        constraints = [
            models.CheckConstraint(condition=~models.Q(event=""), name="paper_publishlog_event_named"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event} {self.subject}"


class FollowerPosition(models.Model):
    """How far a follower has got, and how its last attempt went."""

    name = models.CharField(max_length=80, unique=True)
    position = models.BigIntegerField(default=0, help_text="Number of the last entry that was handled.")
    failures = models.PositiveIntegerField(default=0, help_text="Failed attempts since the last success.")
    failing_since = models.DateTimeField(
        null=True, blank=True, help_text="When the first of them was; empty while all is well."
    )
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(
        max_length=80, blank=True, help_text="Which process is handling entries now."
    )
    leased_until = models.DateTimeField(
        null=True, blank=True, help_text="When another process may take over."
    )

    class Meta:
        verbose_name = "follower position"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__gte=0), name="paper_publishlog_position_valid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"


class FollowerEffect(models.Model):
    """One thing in the outside world that must happen once, claimed before it is attempted."""

    class State(models.TextChoices):
        """What is known of the effect."""

        STARTED = "started", "Started"
        DONE = "done", "Done"
        UNKNOWN = "unknown", "Unknown: it may or may not have happened"

    follower = models.CharField(max_length=80)
    key = models.CharField(
        max_length=200, help_text="Names the effect; the same effect always has the same key."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    started_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Why the state is unknown.")

    class Meta:
        verbose_name = "follower effect"
        constraints = [
            models.UniqueConstraint(fields=["follower", "key"], name="paper_publishlog_effect_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["started", "done", "unknown"]),
                name="paper_publishlog_effect_state_valid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follower} {self.key}: {self.state}"


class LogPruning(models.Model):
    """A record that entries below a number were let go; without one the database refuses to delete any."""

    below = models.BigIntegerField(help_text="Entries with a smaller number may be deleted.")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "log pruning"
        constraints = [
            models.CheckConstraint(condition=models.Q(below__gte=0), name="paper_publishlog_below_valid"),
        ]

    def __str__(self) -> str:
        return f"below {self.below}"
