"""What stories are made of: nothing that a public story shows can vanish from it without a record."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from dateline.media.models import Picture
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.requests import current_request
from dateline.stories.models import StoryPage
from dateline.stories.use_queries import other_records_with, public_stories_with, stories_with_picture


def refuse_picture(picture: Any) -> None:
    """Raise ProtectedError while anything shows the picture: a public story, a draft, a portrait."""
    _refuse(picture, stories_with_picture(picture))
    others = set(other_records_with(picture))
    if others:
        raise ProtectedError(f"{picture!r} is in use elsewhere.", others)


def refuse_document(document: Any) -> None:
    """Raise ProtectedError while a public story offers the document."""
    _refuse(document, public_stories_with(document))


def refuse_contributor(contributor: Any) -> None:
    """Raise ProtectedError while the contributor stands in a byline."""
    _refuse(contributor, StoryPage.objects.filter(bylines__contributor=contributor))


def refuse_topic(topic: Any) -> None:
    """Raise ProtectedError while a public story has the topic."""
    _refuse(topic, StoryPage.objects.filter(topics=topic, live=True))


def refuse_series(series: Any) -> None:
    """Raise ProtectedError while a public story belongs to the series."""
    _refuse(series, StoryPage.objects.filter(series=series, live=True))


def refuse_story(story: Any) -> None:
    """Raise ProtectedError while another public story names this one as related, unless its words must go."""
    if current_request().destroys_words:
        return
    others = StoryPage.objects.filter(chosen_related__target=story, live=True).exclude(pk=story.pk)
    _refuse(story, others)
    _refuse(story, public_stories_with(story, model_path="body.related_story.story"))


def refuse_new_picture_file(picture: Any) -> None:
    """Raise PublicationRefusedError when a picture that a public story shows is to get another file."""
    stored = Picture._base_manager.filter(pk=picture.pk).first() if picture.pk else None
    if stored is not None and stored.digest and stored.digest != picture.digest:
        _refuse_new_file(stored)


def refuse_new_document_file(document: Any) -> None:
    """Raise PublicationRefusedError when a document that a public story offers is to get another file."""
    if document.pk and document.file and not document.file._committed:
        _refuse_new_file(document)


def _refuse_new_file(stored: Any) -> None:
    """Another file under a public story would change it without a version."""
    count = public_stories_with(stored).count()
    if count:
        message = _(
            "“%(title)s” is in %(count)s public stories, so its file stays. Add the new file by itself, put"
            " it into the story and publish that."
        )
        raise PublicationRefusedError({"file": [message % {"title": stored.title, "count": count}]})


def _refuse(record: Any, stories: QuerySet[StoryPage]) -> None:
    using: set[Model] = set(stories.distinct())
    if using:
        raise ProtectedError(f"{record!r} is in use in {len(using)} stories.", using)
