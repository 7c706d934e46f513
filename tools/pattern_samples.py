"""Sample contexts for the pattern pages and the template tests: an invented paper, its stories and people."""

# ruff: noqa: E501 - a sample is easier to read on one line

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from dateline.fronts.contexts import FrontContext, StripContext, TickerItemContext
from dateline.media.contexts import PictureContext, SourceContext
from dateline.people.contexts import BylineContext, ContributorContext
from dateline.reader.contexts import (
    ArchiveContext,
    ArchiveDayContext,
    ArchiveMonthContext,
    ArchiveYearContext,
    ErrorContext,
    HeadContext,
    ImprintLineContext,
    PaperContext,
)
from dateline.sections.contexts import LinkContext
from dateline.stories.contexts import (
    AwaitedStoryContext,
    BlockContext,
    CardContext,
    CompanyPageContext,
    DocumentContext,
    EmbedContext,
    FactBoxContext,
    GalleryContext,
    NoticeContext,
    PullQuoteContext,
    RichTextContext,
    StoryContext,
    StoryListContext,
    SubheadingContext,
    TableContext,
)

ZONE = timezone(timedelta(hours=3))
NOW = datetime(2026, 5, 14, 13, 53, tzinfo=ZONE)
SCENES = 9
LABELS = ("City", "Harbor", "Business", "World", "Culture", "Opinion", "Meanwhile…")
SECTIONS = {label: LinkContext(label, f"/{label.lower().strip('…')}/") for label in LABELS}
HEADLINES = (
    ("City", "The last ferry bell goes quiet after 112 years", "The council voted to replace the brass signal on Pier Four with a speaker. The men who ring it say nobody asked the people who listen for it."),
    ("City", "Tram line to the northern hills opens a year late, and a station short", "Residents of Upper Wick will walk eleven minutes further than the plan promised."),
    ("Business", "Shipyard wins the icebreaker order it lost twice", "Four hundred jobs depend on a hull that exists only on paper."),
    ("Harbor", "Divers map a drowned street below the old fish market", "Paving, a doorstep and a row of lamp brackets lie under six meters of silt."),
    ("World", "Three capitals agree on one railway gauge", "The border stop at Lissa will shrink from four hours to twenty minutes."),
    ("Culture", "A museum of unanswered letters finds its first reader", "Forty thousand envelopes, one desk, and a retired postman who opens them in order."),
    ("City", "Who pays when the river comes in", "A ten-year ledger of flood claims shows which streets were helped and which were told to wait."),
    ("Business", "Bakers say cheap flour has a price", "A subsidy meant for farms ended in the warehouses of two traders."),
    ("World", "Fishing talks stall over a rock nobody lives on", "Both delegations brought maps. The maps do not agree on the tide."),
    ("Culture", "The orchestra that rehearses in a swimming pool", "Since the roof fell in, the brass section has played from the deep end."),
    ("Harbor", "Pilots refuse night entries until the east light is repaired", ""),
    ("City", "School kitchens go back to cooking", "Reheated trays leave eleven canteens this autumn."),
    ("Business", "Rents fall for the first time since the bridge", ""),
    ("World", "An election decided by the weather", "Two valleys could not vote. The court has to say whether that matters."),
    ("Culture", "Twelve pianos for twelve stairwells", "A block of flats and its very slow festival."),
    ("Meanwhile…", "Seagull elected honorary harbormaster, declines to comment", ""),
    ("Meanwhile…", "The clock that was right once a day has stopped", ""),
    ("Meanwhile…", "A queue formed on Mill Street. Nobody remembers why", ""),
    ("Meanwhile…", "Lost: one tuba, answers to the name of Gerald", ""),
)  # fmt: skip
COLUMNS = (
    ("Put the benches back", "Ines Calloway", "Columnist"),
    ("A city that counts its trees should count its shade", "Tomas Reith", "Writes on parks and planning"),
    ("The ferry bell was never about the ferry", "Margit Oyelaran-Brandt", "Editor at large"),
    ("Nobody votes for a timetable", "Pavel Dorn", "Former councillor"),
)
PARAGRAPHS = (
    "<p>For as long as anyone at Pier Four can remember, the day has begun with two strokes and ended with three. On Thursday evening the council decided, by nineteen votes to sixteen, that it would begin with a recording.</p>",
    "<p>The bell, cast in 1914 from the propeller of a wrecked tug, has announced every scheduled crossing since. It survived a fire, two wars and <em>a proposal to gild it</em>. It did not survive an audit, which found that the post of bell ringer had been filled without a contract since 1987.</p>",
    "<p>“We are not silencing anybody,” said <a href=\"/topic/transport/\">transport commissioner</a> Alma Prentiss. “We are making sure that a person in a wheelchair at the far end of the quay hears the same thing as a person standing under the bell.”</p>",
    "<p>The two ringers, who share the post and a thermos, disagree. They point out that the speaker was tested in April and that the wind took it away. <strong>Nobody on the far side heard a word.</strong></p>",
    "<ul><li>Two strokes: the ferry is leaving.</li><li>Three strokes: it is the last one today.</li><li>One long peal: look at the water.</li></ul>",
    "<p>What happens to the bell is not settled. The museum has asked for it; the parish of St. Brannock, which lost its own in the flood of 1998, has asked for it too, and has offered to ring it at the hours of the ferry.</p>",
)  # fmt: skip


def picture(number: int = 0, *, caption: str = "", tall: bool = False, focal_x: int = 50) -> PictureContext:
    """One of the drawn scenes, in the sizes that a real picture would have."""
    stem, width, height = f"/media/scene-{number % SCENES}", 1200, 800
    if tall:
        stem, width, height = "/media/scene-tall", 800, 1000
    sizes = f"{stem}.jpg 1200w"
    credit = "Lena Okafor / The Harbor Ledger"
    source = SourceContext("image/webp", f"{stem}.webp 1200w")
    alt = "An ink drawing of the harbor at dusk"
    return PictureContext(
        f"{stem}.jpg", width, height, (source,), sizes, alt, caption, credit, "", focal_x, 40
    )


def portrait(number: int) -> PictureContext:
    """A drawn head."""
    return PictureContext(f"/media/face-{number % 4}.jpg", 200, 200, (), "", "", "", "", "")


def byline(name: str, *, role: str = "words", title: str = "", face: int | None = None) -> BylineContext:
    """A name with an author page."""
    address = f"/author/{name.lower().replace(' ', '-')}/"
    shown = None if face is None else portrait(face)
    return BylineContext(ContributorContext(name, address, title, "", shown), role)


def card(number: int, *, with_picture: bool = True) -> CardContext:
    """One of the sample stories as it stands in lists."""
    label, headline, standfirst = HEADLINES[number % len(HEADLINES)]
    label_code = {2: "analysis", 12: "sponsored"}.get(number, "")
    return CardContext(
        story_id=number,
        url=f"/2026/05/14/story-{number}/",
        headline=headline,
        kicker="Flood ledger" if number == 6 else "",
        standfirst=standfirst,
        section=SECTIONS[label],
        label=label_code.title(),
        label_code=label_code,
        bylines=(byline("Nadia Wren"), byline("Joon Halvorsen"))[: 1 + number % 2],
        published_at=NOW - timedelta(minutes=47 * number + 6),
        picture=picture(number) if with_picture else None,
        language="en",
    )


def column(number: int) -> CardContext:
    """One of the opinion pieces, the last without a portrait."""
    headline, name, title = COLUMNS[number]
    face = number if number < 3 else None
    named = (byline(name, title=title, face=face),)
    opinion = SECTIONS["Opinion"]
    return replace(card(30 + number), headline=headline, bylines=named, section=opinion, label="Opinion", label_code="opinion", picture=None)  # fmt: skip


def russian_card() -> CardContext:
    """A story in another language than the page."""
    words = "Город впервые за десять лет посчитал свои деревья"
    text = "Лип оказалось вдвое больше, чем думали, а старых дубов — вдвое меньше."
    return replace(card(40), headline=words, standfirst=text, language="ru", picture=picture(5))


def paper(*, language: str = "en", current: str = "", is_empty: bool = False) -> PaperContext:
    """The paper around every page."""
    cards = () if is_empty else tuple(card(number) for number in range(5))
    sections = tuple(replace(link, is_current=label == current) for label, link in SECTIONS.items())
    ticker = tuple(
        TickerItemContext(item.url, item.headline, item.published_at, item.language) for item in cards
    )
    return PaperContext(
        name="The Harbor Ledger",
        tagline="" if is_empty else "An independent daily for the city of Port Verity",
        language=language,
        base_url="https://ledger.example",
        home_url="/",
        search_url="/search/",
        archive_url="/archive/",
        corrections_url="/corrections/",
        sections=() if is_empty else sections,
        ticker=ticker,
        company_pages=(LinkContext("About us", "/page/about/"), LinkContext("Jobs", "/page/jobs/"), LinkContext("Privacy", "/page/privacy/")),
        social=() if is_empty else (LinkContext("Mastodon", "https://social.example/@ledger"),),
        feed_url="/rss/",
        feeds_url="/feeds/",
        founded=None if is_empty else 1908,
        copyright_year=2026,
        registration="" if is_empty else "Registered with the Press Office of Port Verity, no. 114.",
        imprint=() if is_empty else (ImprintLineContext("ru", "Свидетельство о регистрации № 114 выдано 16 ноября 2015 г."),),
        age_rating="" if is_empty else "16+",
        contact_email="" if is_empty else "desk@ledger.example",
        report_url="/corrections/report/",
        is_copy=False,
        logo=None,
    )  # fmt: skip


def head(title: str = "The Harbor Ledger", *, kind: str = "website") -> HeadContext:
    """The head of a page with everything in it."""
    address = "https://ledger.example/"
    return HeadContext(
        title,
        "News of Port Verity.",
        address,
        f"{address}share.jpg",
        kind,
        next_url="/page/2/",
        share_width=1200,
        share_height=630,
        share_alt="The bell at Pier Four",
        locale="en_US",
        structured_data=(
            {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "</script><b>&"},
        ),
    )


def home() -> FrontContext:
    """A full home front."""
    strips = tuple(
        StripContext(SECTIONS[label], tuple(card(number) for number in numbers))
        for label, numbers in (("City", (6, 11, 1, 0)), ("Business", (2, 7, 12, 8, 5)), ("Culture", (9, 14, 5, 3)), ("World", (13, 4, 8)))
    )  # fmt: skip
    return FrontContext(
        title="The Harbor Ledger",
        description="",
        is_home=True,
        lead=card(0),
        secondary=(card(3), card(1), card(2), card(4)),
        latest=tuple(card(number) for number in (10, 11, 7, 8, 13, 5, 14)),
        opinion=tuple(column(number) for number in range(4)),
        strips=strips,
        meanwhile=tuple(card(number) for number in range(15, 19)),
        more=(),
        older_url="",
        feed_url="/rss/",
    )


def empty_front(*, is_home: bool = True) -> FrontContext:
    """A front before the first story."""
    return FrontContext("City", "", is_home, None, (), (), (), (), (), (), "")


def section_front() -> FrontContext:
    """A section's front with a first page of older stories."""
    full = replace(
        home(), title="City", description="Streets, schools, trams and the council.", is_home=False
    )
    more = (*(card(number) for number in (6, 11, 9)), russian_card(), card(12, with_picture=False))
    return replace(full, opinion=(), strips=(), meanwhile=(), more=more, older_url="/city/page/2/")


def body() -> tuple[BlockContext, ...]:
    """A story's body with every kind of block."""
    quote = PullQuoteContext(
        "A bell is the only clock you can hear with your eyes shut", "Ansel Brandt, ringer"
    )
    box = FactBoxContext(
        "The bell in numbers", "<p>Weight: 214 kg. Strokes a day: 96. Ringers since 1914: eleven.</p>"
    )
    video = EmbedContext(
        "YouTube",
        "https://video.example/1",
        "The last crossing, filmed from the quay",
        "https://frame.example/1",
    )
    rows = (("1998", "61,200", "3"), ("2008", "48,950", "2"), ("2025", "39,410", "2"))
    table = TableContext(
        "Passengers and ringers", ("Year", "Passengers a month", "Ringers"), rows, has_row_headers=True
    )
    values = [
        *(("paragraph", RichTextContext(html)) for html in PARAGRAPHS[:2]),
        ("picture", picture(4, caption="The quay on Thursday, an hour before the vote.")),
        ("paragraph", RichTextContext(PARAGRAPHS[2])),
        ("pull_quote", quote),
        ("paragraph", RichTextContext(PARAGRAPHS[3])),
        ("subheading", SubheadingContext("What the strokes mean")),
        ("paragraph", RichTextContext(PARAGRAPHS[4])),
        ("fact_box", box),
        ("paragraph", RichTextContext(PARAGRAPHS[5])),
        ("related_story", card(6)),
        ("table", table),
        ("paragraph", RichTextContext(PARAGRAPHS[2])),
        ("gallery", GalleryContext("One evening at Pier Four", tuple(picture(n, caption="Before the bell.") for n in (1, 2, 3)))),
        ("embed", video),
        ("document", DocumentContext("The audit of the harbor office", "/media/audit.pdf", "PDF", 482_133)),
        ("paragraph", RichTextContext(PARAGRAPHS[5])),
    ]  # fmt: skip
    return tuple(BlockContext(kind, f"b{number}", value) for number, (kind, value) in enumerate(values))


def story(*, language: str = "en") -> StoryContext:
    """A story with everything."""
    lead = card(0)
    names = (
        byline("Nadia Wren", title="City reporter", face=0),
        byline("Joon Halvorsen"),
        byline("Lena Okafor", role="photos"),
    )
    correction = NoticeContext(
        "correction",
        "Correction",
        "An earlier version gave the year of the fire as 1951. It was 1957.",
        NOW + timedelta(hours=2),
        anchor="notice-2",
        wrong="The fire was in 1951.",
        right="It was in 1957.",
    )
    note = NoticeContext(
        "clarification",
        "Clarification",
        "The vote was nineteen to sixteen, with one member absent.",
        NOW + timedelta(hours=3),
        anchor="notice-3",
    )
    return StoryContext(
        story_id=1,
        publication="5f1c9a52-6e35-4d0c-9d84-0c2f3c9a1e77",
        version=3,
        url="/2026/05/14/bell/",
        canonical_url="https://ledger.example/2026/05/14/bell/",
        language=language,
        section=lead.section,
        kicker="Harbor council",
        label="Analysis",
        label_code="analysis",
        headline=lead.headline,
        standfirst=lead.standfirst,
        dateline_place="PORT VERITY",
        bylines=names,
        published_at=NOW,
        updated_at=NOW + timedelta(minutes=17),
        lost_picture_credit="",
        lead_picture=picture(0, caption="Pier Four at dusk. The bell hangs under the second lamp.", focal_x=30),
        body=body(),
        notices_top=(correction,),
        notices_end=(note,),
        content_note="This story mentions drowning.",
        age_rating="18+",
        topics=(LinkContext("Ferries", "/topic/ferries/"), LinkContext("City council", "/topic/council/")),
        series=LinkContext("Sounds of the city", "/series/sounds/"),
        awaited_related=(AwaitedStoryContext("Harbor bell to be cast again, council hopes", "Harbor"),),
        related=(card(3), card(10), card(13), card(2)),
        more_from_section=(card(1), card(6), card(11), card(14)),
    )  # fmt: skip


def bare_story() -> StoryContext:
    """A story with nothing that may be left out."""
    return replace(
        story(), kicker="", label="", label_code="", standfirst="", dateline_place="", bylines=(), updated_at=None,
        lead_picture=None, body=body()[:1], notices_top=(), notices_end=(), content_note="", age_rating="", topics=(),
        series=None, awaited_related=(), related=(), more_from_section=(),
    )  # fmt: skip


def story_list(kind: str = "topic") -> StoryListContext:
    """A page of a list."""
    person = byline("Nadia Wren", title="City reporter", face=0).contributor if kind == "author" else None
    cards = (card(0), russian_card(), card(2, with_picture=False), card(12), card(9))
    words = "Crossings, piers and the people who wait at them."
    title = "Nadia Wren" if person else "Ferries"
    return StoryListContext(
        title, words, kind, cards, 2, 7, "/topic/ferries/", "/topic/ferries/page/3/", "/rss/", person
    )


def archive(shows: str = "years") -> ArchiveContext:
    """The archive: ``years``, a year's ``months``, or a ``month``."""
    years = tuple(
        ArchiveYearContext(year, f"/archive/{year}/", year % 97 * 31) for year in range(2026, 2016, -1)
    )
    months = tuple(
        ArchiveMonthContext(date(2026, n, 1), f"/archive/2026/{n:02}/", n * 21) for n in range(1, 6)
    )
    days = [None] * 4 + [
        ArchiveDayContext(date(2026, 5, n), f"/archive/2026/05/{n:02}/" if n % 4 else "", n % 4)
        for n in range(1, 32)
    ]
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, 35, 7))
    title = {"years": "Archive", "months": "2026", "month": "May 2026"}[shows]
    is_month = shows == "month"
    return ArchiveContext(title, years, months if shows == "months" else (), weeks if is_month else (), "", "/archive/2026/04/")  # fmt: skip


def company_page() -> CompanyPageContext:
    """A page about the paper."""
    return CompanyPageContext(
        "About us", f"{PARAGRAPHS[0]}<h2>Who owns us</h2>{PARAGRAPHS[5]}{PARAGRAPHS[4]}", NOW
    )


def error(status: int = 404) -> ErrorContext:
    """An error inside the paper."""
    return ErrorContext(
        status, "This page is not in the paper", "The address may be mistyped, or the story may have moved."
    )
