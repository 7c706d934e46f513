"""Which placards there are."""

from __future__ import annotations

from django.db import models


class Placard(models.Model):
    """The picture made of one story, section or the paper. The row is there only while the file is.

    No foreign key: what is public decides, and the row goes in the transaction in which its story goes.
    """

    subject = models.CharField(max_length=60, unique=True, help_text="Such as story/123, or paper.")
    signature = models.CharField(max_length=32, help_text="What tells its words, fonts and drawing apart.")
    file = models.CharField(max_length=150, help_text="Name in the public store; never used for other bytes.")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(signature="") & ~models.Q(file=""), name="paper_placard_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.file})"
