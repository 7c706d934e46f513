"""Set up a new paper: its tree of pages, its settings, its sections, and the roles of its staff."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from dateline.desk.role_actions import set_up_roles, set_up_workflow
from dateline.fronts.models import Front, HomePage
from dateline.lib.paper_toml import Paper, SectionEntry, in_language
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page
from dateline.sections.models import SectionName, SectionPage


@transaction.atomic
def set_up_paper(*, paper: Paper, base_url: str = "http://localhost:8000", by: Any = None) -> HomePage:
    """Create what a paper needs and does not have yet; what is there stays as the desk has made it."""
    home = HomePage.objects.first() or _create_home(paper, by)
    _point_site_at(home, paper, base_url)
    if not PaperSettings.objects.exists():
        _create_settings(paper)
    for order, entry in enumerate(paper.sections, start=1):
        if not SectionPage.objects.filter(slug=entry.slug).exists():
            _create_section(home, entry, language=paper.language, order=order * 10, by=by)
    if not Front.objects.filter(section=None).exists():
        Front.objects.create(section=None)
    for section in SectionPage.objects.filter(curated_front=None):
        Front.objects.create(section=section)
    set_up_roles(home=home)
    set_up_workflow(home=home)
    return home


def _create_home(paper: Paper, by: Any) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(
        title="Root",
        slug="root",
        locale=Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0],
    )
    # Wagtail's own first migration leaves a welcome page where the paper's front belongs.
    root.get_children().filter(slug="home", content_type__model="page").delete()
    home = HomePage(title=paper.name, slug="front", live=False)
    Page.objects.get(pk=root.pk).add_child(instance=home)
    publish_page(page=home, by=by)
    return home


def _point_site_at(home: HomePage, paper: Paper, base_url: str) -> None:
    address = urlsplit(base_url)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = (
        home.pk,
        address.hostname or "localhost",
        address.port or (443 if address.scheme == "https" else 80),
    )
    if (site.root_page_id, site.hostname, site.port) != wanted:
        site.root_page_id, site.hostname, site.port = wanted
        site.site_name = paper.name
        site.save()


def _create_settings(paper: Paper) -> None:
    lines = [(line.language, line.text) for line in paper.imprint]
    lines += list(paper.registration.items())
    PaperSettings.objects.create(
        name=paper.name,
        tagline=in_language(paper.tagline, paper.language),
        founded=paper.founded,
        age_rating=paper.age_rating,
        contact_email=paper.contact_email,
        imprint=[("line", {"language": language, "text": text}) for language, text in lines],
        social=[("link", {"name": link.name, "url": link.url}) for link in paper.social],
    )


def _create_section(
    home: HomePage, entry: SectionEntry, *, language: str, order: int, by: Any
) -> SectionPage:
    section = SectionPage(
        title=in_language(entry.name, language),
        slug=entry.slug,
        description=in_language(entry.description, language),
        order=order,
        live=False,
    )
    section.names.set(
        SectionName(language=other, name=name) for other, name in entry.name.items() if other != language
    )
    section.is_opinion = entry.slug in {"opinion", "opinions", "comment", "mneniya"}
    section.is_light = entry.slug in {"meanwhile", "lighter-side"}
    Page.objects.get(pk=home.pk).add_child(instance=section)
    publish_page(page=section, by=by)
    return section
