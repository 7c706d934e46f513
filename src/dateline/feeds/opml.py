"""The feeds of the paper as OPML 2.0, which programs for feeds take in at once."""

from __future__ import annotations

from django.conf import settings
from lxml import etree

from dateline.feeds.queries import rows_of_feeds
from dateline.feeds.xml_writing import possible
from dateline.lib.feed_addresses import feed_address
from dateline.paper.queries import paper_settings

OPML = "/feeds.opml"
OPML_TYPE = "text/x-opml; charset=utf-8"


def opml() -> bytes:
    """Return the feeds of the paper, its sections and its series."""
    base, name = settings.WAGTAILADMIN_BASE_URL, possible(paper_settings().name)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = name
    body = etree.SubElement(root, "body")
    for row in rows_of_feeds(name):
        etree.SubElement(
            body,
            "outline",
            type="rss",
            text=possible(row.name),
            title=possible(row.name),
            xmlUrl=base + feed_address(row.of, row.slug),
            htmlUrl=base + row.path,
            language=settings.LANGUAGE_CODE,
        )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
