"""A story where readers meet it before they open it: on fronts, in search results, as a link, in a feed.

Each is drawn from what the public page says of itself: the same card, title, description and picture. How a
search engine or a messenger draws them is theirs; the drawing is as close as their documents let it be.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from dateline.edition.keys import collecting
from dateline.placards.drawing import can_draw, draw
from dateline.publishing.paper_time import local
from dateline.publishing.previews import PreviewMode
from dateline.reader.contexts import PreviewContext
from dateline.reader.queries import paper_context
from dateline.reader.responses import StoryParts, face_of_story, story_page_parts
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import CardContext
from dateline.stories.models import StoryPage


def _of_draft(render: Callable[[StoryPage], HttpResponse]) -> Callable[[StoryPage], HttpResponse]:
    """Render outside of an edition; a story without a date as if it went out now."""

    @wraps(render)
    def rendered(story: StoryPage) -> HttpResponse:
        story.follow_tree()
        story.published_at = story.published_at or timezone.now()
        with collecting(), translation.override(settings.LANGUAGE_CODE):
            return render(story)

    return rendered


@_of_draft
def preview_front_card(story: StoryPage) -> HttpResponse:
    """Draw the story in every place that a front has for it."""
    made = story_page_parts(story)
    return _drawn("front_card", made, card=_card(story, made))


@_of_draft
def preview_search_result(story: StoryPage) -> HttpResponse:
    """Draw the story as search engines list it."""
    return _drawn("search_result", story_page_parts(story))


@_of_draft
def preview_social_card(story: StoryPage) -> HttpResponse:
    """Draw the story as a link in a messenger or network."""
    made = story_page_parts(story)
    return _drawn("social_card", made, image=_share_image(made))


@_of_draft
def preview_feed_item(story: StoryPage) -> HttpResponse:
    """Draw the story as an item of a feed."""
    made = story_page_parts(story)
    return _drawn("feed_item", made, card=_card(story, made))


def _card(story: StoryPage, made: StoryParts) -> CardContext:
    cards = CardMaker(language=settings.LANGUAGE_CODE, sections=made.parts.sections)
    return cards.make([story], with_faces=[story])[0]


def _share_image(made: StoryParts) -> str:
    """Return the picture that will be made of the story, inside the page; its own one if none can be.

    Drawn while an editor waits, as readers never do: a draft has no file yet, and must not have one.
    """
    face = face_of_story(made.story, made.parts)
    if not can_draw(face):
        return made.head.share_image
    return f"data:image/png;base64,{b64encode(draw(face)).decode()}"


def _drawn(name: str, made: StoryParts, *, card: CardContext | None = None, image: str = "") -> HttpResponse:
    paper = paper_context(made.parts, current=made.current)
    shown = PreviewContext(
        host=settings.WAGTAILADMIN_BASE_URL.partition("://")[2],
        path=" › ".join(part for part in made.story.url.split("/") if part),
        title=made.head.title,
        description=made.head.description,
        image=image or made.head.share_image,
        link=made.head.canonical_url,
        published_at=local(made.story.published_at),
    )
    context = {"paper": paper, "head": made.head, "story": made.story, "card": card, "preview": shown}
    return HttpResponse(render_to_string(f"reader/previews/{name}.html", context))


STORY_MODES = (
    PreviewMode("front-card", _("Front card"), preview_front_card),
    PreviewMode("search-result", _("Search result"), preview_search_result),
    PreviewMode("social-card", _("Shared link"), preview_social_card),
    PreviewMode("feed-item", _("RSS item"), preview_feed_item),
)
