"""Who publishes: the paper as an organization with its policies, and as a site that can be searched."""

from __future__ import annotations

from django.conf import settings

from dateline.corrections.listing import ROOT as CORRECTIONS
from dateline.edition.copies import is_for_copy
from dateline.edition.keys import kept, watch
from dateline.media.queries import picture_context
from dateline.reader.heads.images import image_of
from dateline.reader.heads.vocabulary import ORGANIZATION, WEBSITE, Node, named, reference, thing, whole
from dateline.reader.queries import SEARCH_URL, PaperParts
from dateline.sections.contexts import LinkContext
from dateline.stories.queries import company_addresses

# By the address of a company page, in English or as its Russian title becomes one.
POLICY_PAGES = {
    "ethicsPolicy": ("ethics", "ethics-policy", "code-of-ethics", "etika"),
    "ownershipFundingInfo": ("ownership", "owners", "funding", "vladeltsy", "uchrediteli"),
    "publishingPrinciples": ("principles", "standards", "editorial-policy", "printsipy", "standarty"),
    "masthead": ("masthead", "staff", "team", "newsroom", "redaktsiya", "redaktsiia"),
    "missionCoveragePrioritiesPolicy": ("mission", "priorities", "missiya", "missiia"),
    "diversityPolicy": ("diversity",),
    "verificationFactCheckingPolicy": ("fact-checking", "verification", "proverka-faktov"),
    "unnamedSourcesPolicy": ("unnamed-sources", "anonymous-sources", "sources", "istochniki"),
    "noBylinesPolicy": ("bylines",),
}


def publisher(parts: PaperParts) -> Node:
    """Return the paper as stories name it: name, address, picture and policies."""
    return kept(f"organization/{settings.LANGUAGE_CODE}", lambda: _publisher(parts))


def organization(parts: PaperParts) -> Node:
    """Return all that is known of the paper, for its front and for the page about it."""
    paper = parts.settings
    contact = thing("ContactPoint", contactType="newsroom", email=paper.contact_email)
    more = thing(
        "NewsMediaOrganization",
        slogan=paper.tagline,
        foundingDate=str(paper.founded) if paper.founded else "",
        sameAs=[link.value["url"] for link in paper.social],
        contactPoint=contact if paper.contact_email else None,
    )
    return {**publisher(parts), **more}


def website(parts: PaperParts) -> Node:
    """Return the paper's site, with the way to search it; a copy of the paper cannot search."""
    paper = parts.settings
    search = thing(
        "SearchAction",
        target=thing("EntryPoint", urlTemplate=f"{whole(SEARCH_URL)}?q={{search_term_string}}"),
    )
    node = thing(
        "WebSite",
        url=whole("/"),
        name=paper.name,
        description=paper.tagline,
        inLanguage=settings.LANGUAGE_CODE,
        publisher=reference(whole(f"/{ORGANIZATION}")),
        potentialAction=None if is_for_copy() else search,
    )
    return named(node, whole(f"/{WEBSITE}"))


def _publisher(parts: PaperParts) -> Node:
    paper = parts.settings
    # Whoever loaded the parts has announced them, but what is kept must know for itself.
    watch("paper")
    logo = picture_context(paper.logo, use="lead") if paper.logo is not None else None
    node = thing(
        "NewsMediaOrganization",
        name=paper.name,
        url=whole("/"),
        logo=image_of(logo) if logo else None,
        correctionsPolicy=whole(CORRECTIONS),
        actionableFeedbackPolicy=whole(f"{CORRECTIONS}#report"),
        **_policies(company_addresses()),
    )
    return named(node, whole(f"/{ORGANIZATION}"))


def _policies(pages: dict[str, LinkContext]) -> dict[str, str]:
    """Return the policies of which the paper has a page, by what schema.org calls them."""
    found = {}
    for name, slugs in POLICY_PAGES.items():
        page = next((pages[slug] for slug in slugs if slug in pages), None)
        if page is not None:
            found[name] = whole(page.url)
    return found
