"""robots.txt (RFC 9309): what programs need not read, where the sitemaps are, and who is not welcome."""

from __future__ import annotations

from django.conf import settings

from dateline.feeds.sitemaps import INDEX, NEWS
from dateline.paper.choices import AiCrawlers
from dateline.paper.queries import paper_settings

ADDRESS = "/robots.txt"
# What is different for everybody who asks, and what no search engine should spend its time on: there are as
# many differences of versions as pairs of them, and machines' forms of pages that stand beside.
NOT_TO_BE_READ = (
    "/desk/",
    "/search/",
    "/corrections/report/",
    "/archive/difference/",
    "/*/history/*-",
    "/*/history/*.json$",
)
# As their operators name them. The first gather texts to train models; the second fetch pages to answer
# with, or for a person who asks.
TRAINING = (
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "Diffbot",
    "FacebookBot",
    "GPTBot",
    "Google-CloudVertexBot",
    "Google-Extended",
    "ImagesiftBot",
    "Meta-ExternalAgent",
    "Omgilibot",
    "Timpibot",
    "anthropic-ai",
    "cohere-ai",
    "cohere-training-data-crawler",
    "img2dataset",
)
ANSWERING = (
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "DuckAssistBot",
    "Meta-ExternalFetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "Perplexity-User",
    "PerplexityBot",
    "YouBot",
)
REFUSED = {
    AiCrawlers.ALLOWED: (),
    AiCrawlers.NO_TRAINING: TRAINING,
    AiCrawlers.REFUSED: (*TRAINING, *ANSWERING),
}


def robots_txt() -> str:
    """Return the file, by the choice that the paper has made in its settings."""
    refused = REFUSED[AiCrawlers(paper_settings().ai_crawlers)]
    base = settings.WAGTAILADMIN_BASE_URL
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_TO_BE_READ), ""]
    if refused:
        lines += [*(f"User-agent: {name}" for name in refused), "Disallow: /", ""]
    lines += [f"Sitemap: {base}{path}" for path in (INDEX, NEWS)]
    return "\n".join(lines) + "\n"
