"""Company pages of an archive: about us, contacts, privacy."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from wagtail.models import Page

from dateline.archive.choices import Outcome
from dateline.archive.models import ImportedDocument
from dateline.archive.pipeline.cleaning import inline_html, paragraph_html
from dateline.archive.pipeline.wording import language_of
from dateline.archive.records import Block, Document
from dateline.fronts.models import HomePage
from dateline.lib.slugs import slug_from
from dateline.publishing.actions import publish_page
from dateline.publishing.queries import change_since_published
from dateline.stories.models import CompanyPage


def bring_page(
    document: Document, *, known: ImportedDocument | None, by: Any, now: datetime
) -> tuple[Any, Outcome]:
    """Bring in a company page, or bring it up to date; the desk puts it into the footer.

    A draft stays a draft. Raises ValueError for a page without a title.
    """
    if not document.headline:
        raise ValueError("the page has no title")
    page: Any
    if known is not None:
        page = CompanyPage.objects.get(uuid=known.story_uuid)
        _fill(page, document)
        change = change_since_published(page)
        if change is not None and change.is_empty:
            return page, Outcome.UNCHANGED
        publish_page(page=page, by=by, at=now)
        return page, Outcome.UPDATED
    home = HomePage.objects.get()
    page = CompanyPage(live=False, in_footer=False, slug=_free_slug(document.headline, home))
    _fill(page, document)
    home.add_child(instance=page)
    if document.status == "draft":
        page.save_revision(user=by, clean=False)
    else:
        publish_page(page=page, by=by, at=document.published if document.published else now)
    return page, Outcome.CREATED


def _fill(page: Any, document: Document) -> None:
    page.title = (document.headline or "")[:255]
    page.language = language_of(document, fallback=page.language)
    page.body = "".join(map(_html, document.blocks))


def _html(block: Block) -> str:
    if block.kind == "subheading":
        return f"<h2>{escape(block.text, quote=False)}</h2>"
    if block.kind == "list_item":
        return f"<ul><li>{inline_html(block.html, block.text)}</li></ul>"
    return paragraph_html(block.html, block.text) if block.text.strip() or block.html else ""


def _free_slug(headline: str, home: Any) -> str:
    slug = base = slug_from(headline) or "page"
    number = 1
    while Page.objects.child_of(home).filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
