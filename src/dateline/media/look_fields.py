"""What a picture looks like, in columns that can be searched: see ``looks``."""

from __future__ import annotations

from django.db import models


class LookFields(models.Model):
    """The look of a picture and its four bands. Abstract, so that the picture's own table holds them."""

    look = models.CharField(
        max_length=16,
        blank=True,
        editable=False,
        help_text="64 signs of what it looks like, in hexadecimal; empty when it is all of one colour.",
    )
    look_1 = models.IntegerField(null=True, editable=False, db_index=True)
    look_2 = models.IntegerField(null=True, editable=False, db_index=True)
    look_3 = models.IntegerField(null=True, editable=False, db_index=True)
    look_4 = models.IntegerField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True
