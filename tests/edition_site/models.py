"""One kind of thing to read."""

from django.db import models


class Note(models.Model):
    """A note in a section."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    section = models.SlugField()
    body = models.TextField(blank=True)

    objects: models.Manager["Note"] = models.Manager()

    def __str__(self) -> str:
        return self.slug


class Rendition(models.Model):
    """Something that a page makes when it is first shown."""

    name = models.SlugField(unique=True)

    objects: models.Manager["Rendition"] = models.Manager()

    def __str__(self) -> str:
        return self.name
