"""Announcements whose absence nobody would notice, with the reason why they are made all the same.

``make bench-exact`` holds this list true both ways: what is here must go unnoticed, and nothing else may.
"""

OWN_PAGE = "its own page is told three times: by its number, its record and its address, all touched together"
ON_EVERY_PAGE = "the navigation or footer of every page announces the same"
MOVED = (
    "its address is in the navigation or footer of every page, even of the 404 that a redirect is made from"
)
SAME_PAGE = "another part of the same page announces the same"
AS_RECORDED = "the file of a version is the same before its leaf is in the log and after"
NO_PAGE = "no page reads it; followers and caches of files may"
SAVED = "saving the picture has touched the same in the same transaction"
FOR_ITSELF = "what is kept says itself what it is made of; the page around it announces the same"
WITHHELD = "what it touches is what any publication would; withholding changes no list"
LOGGED = "the log grows in the worker, which this work does without"
TOGETHER = "an entity touches names, labels and owners together; who reads one reads another of them"

_REASONS = {
    OWN_PAGE: (
        "publishing.queries.publication_at announces publication/<uuid>",
        "record.queries.with_contents announces publication/<uuid>",
        "stories.queries.story_at announces address<path>",
        "stories.queries.story_at announces publication/<uuid>",
        "company_page touches address<path>",
        "section touches address<path>",
    ),
    ON_EVERY_PAGE: (
        "sections.queries.navigation_sections announces sections",
        "sections.queries.section_by_slug announces sections",
        "stories.queries.company_addresses announces company-pages",
        "stories.queries.company_page announces company-pages",
    ),
    MOVED: (
        "section touches location/<id>",
        "company_page touches location/<id>",
    ),
    SAME_PAGE: (
        "stories.queries.company_page announces company-page/<id>",
        "stories.story_queries.company_context announces company-page/<id>",
        "fronts.queries._chosen announces card/<id>",
        "stories.story_parts.load_parts announces picture/<id>",
    ),
    FOR_ITSELF: (
        "feeds.entry_queries._body announces picture/<id>",
        "feeds.entry_queries._entry announces paper",
        "feeds.entry_queries._entry announces sections",
    ),
    WITHHELD: (
        "story.withheld touches address<path>",
        "story.withheld touches sitemap/<month>",
        "story.withheld touches sitemap/authors",
        "story.withheld touches sitemap/topics",
    ),
    LOGGED: ("transparency.queries.recordings_of announces log/<uuid>",),
    AS_RECORDED: ("transparency.queries.version_file announces log/<uuid>",),
    NO_PAGE: (
        "entity touches entity/<id>",
        "entityname touches entity/<id>",
        "legallabel touches entity/<id>",
        "ownershipnote touches entity/<id>",
        "home touches address<path>",
        "home touches front/home",
        "home touches publication/<uuid>",
        "picture.released touches media/<folder>",
        "picture.rights_ended touches media/<folder>",
        "picture.withheld touches media/<folder>",
        "story touches media/<folder>",
        "story touches stories/text",
        "story.withheld touches media/<folder>",
    ),
    SAVED: (
        "picture.released touches picture/<id>",
        "picture.withheld touches picture/<id>",
    ),
    TOGETHER: (
        "entity touches entities/labels",
        "entity touches entities/names",
        "entity touches entities/owners",
    ),
}
REDUNDANT = {name: reason for reason, names in _REASONS.items() for name in names}
# Of these, chance decides whether a page is found that nothing else would have told.
SELDOM = {
    "company_page touches publication/<uuid>": MOVED,
    "feeds.sitemap_queries.series_with_stories announces all-series": TOGETHER,
    "publishing.queries.notices_of announces publication/<uuid>": OWN_PAGE,
    "section touches media/<folder>": NO_PAGE,
    "section touches publication/<uuid>": MOVED,
    "section touches section/<id>": SAME_PAGE,
    "stories.queries.contributor_by_slug announces contributor/<id>": SAME_PAGE,
    "story.withheld touches sitemap/series": WITHHELD,
}
UNREACHED = {
    "search.queries.find_stories": "results of a search are made for each reader and never stored",
    **dict.fromkeys(
        ("feeds.partner_feeds.feed_by", "feeds.partner_feeds.ids_of"),
        "addresses that a partner alone knows, which tests/integration/feeds/test_partner_feeds.py looks at",
    ),
    "feeds.api.items.items_by_id": "announces only what went between two queries of one page",
    "feeds.entry_queries.entries_of": "announces only what went between two queries of one page",
    **dict.fromkeys(
        (
            "transparency.listing.addresses_of_log",
            "transparency.views._changing",
            "transparency.views._lasting",
            "transparency.views.serve_verifier",
        ),
        "files of the log, which tests/integration/transparency compares",
    ),
}
