"""The secret of the day with which networks are counted, and nothing else."""

from __future__ import annotations

from django.db import models


class DailyKey(models.Model):
    """A random key that lives for one day, so that counts cannot be traced back to networks afterwards."""

    day = models.DateField(primary_key=True)
    secret = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"key of {self.day}"
