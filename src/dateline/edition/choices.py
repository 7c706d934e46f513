"""Choices of the edition's models."""

from __future__ import annotations

from django.db import models


class Span(models.TextChoices):
    """What a count of readings is for."""

    HOUR = "hour", "Hour"
    DAY = "day", "Day"
