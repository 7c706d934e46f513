"""What is kept beside the index: the text of each story as it was indexed, the vocabulary, what waits."""

from __future__ import annotations

from django.db import models

from dateline.search.index.words import LONGEST_FORM


class IndexedStory(models.Model):
    """A public story in the index. No foreign key: what is published decides, not what is stored."""

    number = models.BigIntegerField(primary_key=True, help_text="Place in the index, see numbers.")
    story_id = models.BigIntegerField(unique=True)
    text = models.BinaryField(help_text="lexemes.StoryText, packed.")
    is_counted = models.BooleanField(default=False, help_text="Its words are in the vocabulary.")

    class Meta:
        indexes = [
            models.Index(
                fields=["number"], condition=models.Q(is_counted=False), name="paper_search_uncounted"
            ),
        ]

    def __str__(self) -> str:
        return f"story {self.story_id} as {self.number}"


class Word(models.Model):
    """A word of the vocabulary, with the number of stories that it stands in."""

    form = models.CharField(primary_key=True, max_length=LONGEST_FORM)
    stem = models.CharField(max_length=LONGEST_FORM, db_index=True)
    first = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()
    stories = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["first", "length", "-stories"], name="paper_search_word_like"),
        ]

    def __str__(self) -> str:
        return f"{self.form} ({self.stories})"


class WaitingStory(models.Model):
    """A story that is to be indexed by and by: from a large import, or named differently since."""

    story_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"story {self.story_id}"


class IndexState(models.Model):
    """How far the index has got; a single row."""

    rules = models.CharField(max_length=80, help_text="Rules by which its words were made.")
    is_complete = models.BooleanField(default=False, help_text="Every public story was looked at.")
    reached_at = models.DateTimeField(null=True, help_text="Stories as new as this one have been looked at.")
    reached_id = models.BigIntegerField(null=True)
    is_untidy = models.BooleanField(
        default=False, help_text="Words that had to go may still lie in its files."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reached_at=None, reached_id=None)
                | models.Q(reached_at__isnull=False, reached_id__isnull=False),
                name="paper_search_reached_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"index by {self.rules}"
