"""Show the desk what readers would see, drafts that were never published included."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation

from dateline.edition.keys import collecting
from dateline.fronts.making import FrontInMaking
from dateline.fronts.models import HomePage
from dateline.publishing.previews import register_preview
from dateline.reader.responses import (
    company_response,
    front_in_making_response,
    front_response,
    section_response,
    story_response,
)
from dateline.reader.story_previews import STORY_MODES
from dateline.sections.models import SectionPage
from dateline.stories.models import CompanyPage, StoryPage


def preview_story(story: StoryPage) -> HttpResponse:
    """Render a story as it is in memory; one without a date is shown as if it went out now."""
    story.follow_tree()
    story.published_at = story.published_at or timezone.now()
    with collecting(), translation.override(settings.LANGUAGE_CODE):
        return story_response(story)


def preview_section(section: SectionPage) -> HttpResponse:
    """Render a section's front under its drafted name."""
    with collecting(), translation.override(settings.LANGUAGE_CODE):
        return section_response(section)


def preview_company_page(page: CompanyPage) -> HttpResponse:
    """Render a company page."""
    with collecting(), translation.override(settings.LANGUAGE_CODE):
        return company_response(page)


def preview_home(page: HomePage) -> HttpResponse:
    """Render the home front."""
    with collecting(), translation.override(settings.LANGUAGE_CODE):
        return front_response()


def preview_front(made: FrontInMaking) -> HttpResponse:
    """Render a front with an arrangement that is not saved."""
    with collecting(), translation.override(settings.LANGUAGE_CODE):
        return front_in_making_response(made)


def register_previews() -> None:
    """Register how each kind of page is previewed."""
    register_preview(StoryPage, preview_story, others=STORY_MODES)
    register_preview(SectionPage, preview_section)
    register_preview(CompanyPage, preview_company_page)
    register_preview(HomePage, preview_home)
    register_preview(FrontInMaking, preview_front)
