"""The read API."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from dateline.feeds.api import addresses, openapi, records, story_answers, story_lists
from dateline.feeds.api.answering import KeyNeededError, Question, for_api, listed
from dateline.feeds.api.asking import asked
from dateline.feeds.api.items import as_json
from dateline.feeds.api.story_lists import Page
from dateline.feeds.partner_actions import note_taken
from dateline.feeds.public_stories import publication_of
from dateline.feeds.republishing import copy_of
from dateline.paper.queries import paper_settings


@for_api
def root(question: Question) -> str:
    """What there is, and where the order of changes ends."""
    return as_json(
        {
            "name": paper_settings().name,
            "url": addresses.full("/"),
            "position": str(story_lists.latest_position()),
            "stories": addresses.full(addresses.STORIES),
            "corrections": addresses.full(addresses.CORRECTIONS),
            "sections": addresses.full(addresses.SECTIONS),
            "topics": addresses.full(addresses.TOPICS),
            "authors": addresses.full(addresses.AUTHORS),
            "description": addresses.full(addresses.DESCRIPTION),
            "documentation": addresses.full(addresses.DOCUMENTATION),
        }
    )


@for_api
def stories(question: Question) -> str:
    """The newest stories, or what has changed."""
    wanted = asked(question.request.GET, of=addresses.STORIES)
    page = story_lists.stories(wanted, text=question.text_of)
    return listed(page, path=addresses.STORIES, given=dict(wanted.given))


@for_api
def story(question: Question, uuid: UUID) -> str | None:
    """One story."""
    found = story_answers.story(uuid)
    return question.text_of(found.item) if found else None


@for_api
def versions(question: Question, uuid: UUID) -> str | None:
    """The versions of a story."""
    publication = publication_of(uuid)
    return story_answers.versions(publication) if publication else None


@for_api
def corrections_of_story(question: Question, uuid: UUID) -> str | None:
    """The public notices of a story."""
    publication = publication_of(uuid)
    return story_answers.corrections_of(publication) if publication else None


@for_api
def republish(question: Question, uuid: UUID) -> str | None:
    """A story to print elsewhere; whose key asks is remembered, and told what becomes of it."""
    copied = copy_of(uuid)
    if copied is None:
        return None
    if question.caller is None:
        raise KeyNeededError
    taken = note_taken(partner=question.caller.partner, publication=copied.publication, at=timezone.now())
    return as_json(
        {
            "id": copied.publication.pk.urn,
            "version": taken.version,
            "headline": copied.headline,
            "canonical": copied.url,
            "language": copied.language,
            "html": copied.html,
            "terms": copied.terms,
        }
    )


@for_api
def corrections(question: Question) -> str:
    """The public notices of the paper."""
    return _list(question, addresses.CORRECTIONS)


@for_api
def sections(question: Question) -> str:
    """Every section."""
    return listed(records.sections_page(), path=addresses.SECTIONS, given={})


@for_api
def topics(question: Question) -> str:
    """Topics with stories."""
    return _list(question, addresses.TOPICS)


@for_api
def authors(question: Question) -> str:
    """Authors with stories."""
    return _list(question, addresses.AUTHORS)


@for_api
def description(question: Question) -> str:
    """The API for programs that read descriptions."""
    return as_json(openapi.description(paper_settings().name))


def _list(question: Question, path: str) -> str:
    wanted = asked(question.request.GET, of=path)
    page: Page = {
        addresses.CORRECTIONS: story_answers.corrections_page,
        addresses.TOPICS: records.topics_page,
        addresses.AUTHORS: records.authors_page,
    }[path](wanted)
    return listed(page, path=path, given=dict(wanted.given))
