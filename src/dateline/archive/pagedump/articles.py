"""One page put together: the article with its fields, how sure each is, and what is missing or wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import tzinfo

from dateline.archive.pagedump.bodies import Body, BodyReader
from dateline.archive.pagedump.bylines import is_author_note, noted_name
from dateline.archive.pagedump.grades import Evidence, grade
from dateline.archive.pagedump.headers import Header, HeaderReader
from dateline.archive.pagedump.headlines import Headline, find_headline
from dateline.archive.pagedump.lines import is_label
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.paper import read_paper
from dateline.archive.pagedump.related import read_related
from dateline.archive.pagedump.times import Times, resolve_times
from dateline.archive.records import FIELDS, Block, Document, Problem, Related

NO_ARTICLE = Problem("page", "no article found", "a headline with its times, and paragraphs of text below it")


@dataclass(frozen=True, slots=True)
class _Text:
    """The body after its note on the author has been told from its paragraphs."""

    blocks: tuple[Block, ...]
    bio: str | None
    authors: tuple[str, ...]
    authors_why: str | None


def read_article(page: Page, *, zone: tzinfo) -> Document:
    """Read the article of one page; the caller knows the file and adds its name."""
    blank = Document(file="", dump_date=page.dump_date, section=page.section, errors=page.problems)
    headline = find_headline(page)
    story = _read_at(headline, page=page, blank=blank, zone=zone) if headline else None
    return story or _without_article(replace(blank, paper=read_paper(page, start=0)))


def _read_at(headline: Headline, *, page: Page, blank: Document, zone: tzinfo) -> Document | None:
    """Read the article that stands below a headline; None for a page of many headlines."""
    header = HeaderReader(page, headline.index).read()
    title = page.lines[headline.index].text
    timed = bool(header.moments)
    body = BodyReader(page, start=header.body, headline=title, timed=timed).read()
    if _is_front(page, headline=headline, body=body):
        return None
    times = resolve_times([*header.moments, *body.moments], dump_date=page.dump_date, zone=zone)
    text = _told_apart(header, body)
    related, related_why = _related(page, body)
    picture_credits = tuple(dict.fromkeys([*header.credits, *body.credits]))
    section, section_why = _section(page, header)
    story = replace(
        blank,
        headline=title,
        standfirst=header.standfirst,
        section=section,
        published=times.published,
        updated=times.updated,
        updates=times.updates,
        authors=text.authors,
        credit=picture_credits[0] if picture_credits else None,
        credits=picture_credits,
        caption=header.caption,
        blocks=text.blocks,
        related=related,
        inline_related=tuple(dict.fromkeys(body.inline_related)),
        tags=tuple(dict.fromkeys(body.tags)),
        bio=text.bio,
        dropped=(*header.dropped, *body.dropped),
        errors=(*page.problems, *times.problems, *_body_problems(page, body)),
        paper=read_paper(page, start=body.end),
    )
    guesses = _guesses(header=header, times=times, text=text)
    return grade(story, Evidence(headline, section_why, related_why, guesses))


def _without_article(dump: Document) -> Document:
    missing = tuple(name for name in FIELDS if name != "section" or dump.section is None)
    return replace(dump, missing=missing, errors=(*dump.errors, NO_ARTICLE))


def _is_front(page: Page, *, headline: Headline, body: Body) -> bool:
    """A page of many headlines with hardly any text is a section front."""
    paragraphs = sum(block.kind == "paragraph" for block in body.blocks)
    others = sum(block.kind == "subheading" for block in body.blocks)
    later = {number for number, _, _ in body.moments if number > page.lines[headline.index].number}
    return paragraphs == 0 or (len(later) >= 2 and others >= 2 and others + len(later) > paragraphs)


def _told_apart(header: Header, body: Body) -> _Text:
    """Tell the note on the author from the paragraphs; it may also tell who the author is."""
    authors = tuple(dict.fromkeys([*header.authors, *body.authors]))
    signed = None
    if not authors and body.signed:
        authors, signed = (body.signed,), "a name under the text"
    blocks = list(body.blocks)
    places = [at for at, block in enumerate(blocks) if block.kind == "paragraph"]
    if len(places) < 2:
        return _Text(tuple(blocks), None, authors, signed)
    at = places[-1]
    note = blocks[at].text
    if not is_author_note(note, authors):
        return _Text(tuple(blocks), None, authors, signed)
    blocks[at] = Block("bio", note)
    why = signed
    if not authors and (name := noted_name(note)):
        authors, why = (name,), "named by the note under the text"
    return _Text(tuple(blocks), note, authors, why)


def _related(page: Page, body: Body) -> tuple[tuple[Related, ...], str]:
    if body.related:
        return body.related, body.related_why
    at = body.end
    if at + 1 < len(page.lines) and page.is_section(page.lines[at]) and not is_label(page.lines[at + 1].text):
        items, _ = read_related(page, start=at)
        return items, "headlines with sections below the text, without a heading"
    return (), ""


def _section(page: Page, header: Header) -> tuple[str | None, str]:
    if page.section is not None:
        return page.section, page.section_why
    return header.section, "the label at the headline; the first line names no section"


def _body_problems(page: Page, body: Body) -> Iterable[Problem]:
    if body.last_is_open:
        line = page.lines[-1]
        shown = line.text if len(line.text) <= 60 else "…" + line.text[-60:]
        yield Problem(
            f"line {line.number}", f"the page ends in the middle of a sentence: {shown}", "the whole page"
        )


def _guesses(*, header: Header, times: Times, text: _Text) -> dict[str, str]:
    guesses = dict(header.guesses)
    for name, why in times.guesses:
        guesses[name] = f"{guesses[name]}; {why}" if name in guesses else why
    if text.authors_why:
        guesses["authors"] = text.authors_why
    return guesses
