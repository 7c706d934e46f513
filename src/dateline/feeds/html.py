"""A story as HTML that stands alone: full addresses, pictures with their words, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.template.defaultfilters import filesizeformat
from django.utils.dateformat import format as format_date
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dateline.media.contexts import PictureContext
from dateline.stories.contexts import (
    BlockContext,
    CardContext,
    DocumentContext,
    EmbedContext,
    FactBoxContext,
    GalleryContext,
    NoticeContext,
    PullQuoteContext,
    RichTextContext,
    SubheadingContext,
    TableContext,
)

# What comes out of the sanitizer has no other attribute on a link, and none on anything else.
_LINK = re.compile(r'<a href="([^"]*)">')


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """What a feed tells of a story, in the order of its page."""

    url: str
    """Full address, from which every link is reckoned."""
    label: str
    warning: tuple[str, ...]
    """Age rating and warning about content, as far as there are any."""
    standfirst: str
    """Plain text; of a story without one its first words."""
    has_own_standfirst: bool
    place: str
    lead: PictureContext | None
    body: Sequence[BlockContext]
    notices_top: Sequence[NoticeContext]
    notices_end: Sequence[NoticeContext]


def summary_html(story: ToldStory) -> str:
    """Return standfirst and notices."""
    notices = (*story.notices_top, *story.notices_end)
    return _joined(
        (*_opening(story), _paragraph(story.standfirst), *(_notice(story, one) for one in notices))
    )


def whole_html(story: ToldStory) -> str:
    """Return everything that readers of the page read as the story."""
    standfirst = _paragraph(story.standfirst) if story.has_own_standfirst else ""
    return _joined(
        (
            *_opening(story),
            *(_notice(story, one) for one in story.notices_top),
            standfirst,
            _figure(story, story.lead) if story.lead else "",
            *_body(story),
            *(_notice(story, one) for one in story.notices_end),
        )
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _opening(story: ToldStory) -> tuple[str, ...]:
    label = format_html("<p><strong>{}</strong></p>", story.label) if story.label else ""
    return label, _paragraph(" ".join(story.warning))


def _paragraph(text: str) -> str:
    return format_html("<p>{}</p>", text) if text else ""


def _notice(story: ToldStory, notice: NoticeContext) -> str:
    """Return a notice: which kind, when, and what it says, with those that it takes the place of."""
    when = format_date(notice.at, pgettext("day and minute", "M j, Y — H:i"))
    words: str = format_html("<p><strong>{}</strong> ({}): {}</p>", notice.heading, when, notice.text)
    if notice.wrong:
        words += format_html(
            "<ul><li>{}: {}</li><li>{}: {}</li></ul>",
            _("What was wrong"),
            notice.wrong,
            _("What is right"),
            notice.right,
        )
    if notice.history_url:
        link = '<p><a href="{}">{}</a></p>'
        words += format_html(link, urljoin(story.url, notice.history_url), _("What changed in this story"))
    for earlier in notice.amended:
        words += _paragraph(_("It takes the place of this note:")) + _notice(story, earlier)
    return words


def _body(story: ToldStory) -> Iterable[str]:
    for number, block in enumerate(story.body):
        html = _BLOCKS[block.kind](story, block.value)
        if number == 0 and story.place and html.startswith("<p>"):
            html = f"<p>{escape(story.place)}\N{NO-BREAK SPACE}— {html[3:]}"
        yield html


def _prose(story: ToldStory, html: str) -> SafeString:
    """Return HTML from the sanitizer with full addresses."""

    def full(link: re.Match[str]) -> str:
        return f'<a href="{escape(_full(story, unescape(link[1])))}">'

    return mark_safe(_LINK.sub(full, html))  # noqa: S308 - contexts promise HTML from the sanitizer


def _full(story: ToldStory, address: str) -> str:
    try:
        return urljoin(story.url, address)
    except ValueError:
        return story.url


def _rich_text(story: ToldStory, value: RichTextContext) -> str:
    return _prose(story, value.html)


def _subheading(story: ToldStory, value: SubheadingContext) -> str:
    return format_html("<h2>{}</h2>", value.text)


def _figure(story: ToldStory, value: PictureContext) -> str:
    note = f" ({value.credit_note})" if value.credit_note else ""
    words = [value.caption, f"{value.credit}{note}" if value.credit else ""]
    caption = " ".join(word for word in words if word)
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}">{}</figure>',
        _full(story, value.src),
        value.alt,
        value.width,
        value.height,
        format_html("<figcaption>{}</figcaption>", caption) if caption else "",
    )


def _gallery(story: ToldStory, value: GalleryContext) -> str:
    title = format_html("<h3>{}</h3>", value.title) if value.title else ""
    return _joined((title, *(_figure(story, picture) for picture in value.pictures)))


def _pull_quote(story: ToldStory, value: PullQuoteContext) -> str:
    who = _paragraph(f"— {value.attribution}") if value.attribution else ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value.quote, who)


def _fact_box(story: ToldStory, value: FactBoxContext) -> str:
    return format_html("<aside><h3>{}</h3>{}</aside>", value.title, _prose(story, value.html))


def _embed(story: ToldStory, value: EmbedContext) -> str:
    return format_html('<p><a href="{}">{} ({})</a></p>', value.url, value.title, value.provider)


def _table(story: ToldStory, value: TableContext) -> str:
    caption = format_html("<caption>{}</caption>", value.caption) if value.caption else ""
    header = format_html_join("", "<th>{}</th>", ((cell,) for cell in value.header))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row, value),) for row in value.rows))
    head = format_html("<thead><tr>{}</tr></thead>", header) if value.header else ""
    return format_html("<table>{}{}<tbody>{}</tbody></table>", caption, head, rows)


def _cells(row: Sequence[str], table: TableContext) -> SafeString:
    names = ["th" if table.has_row_headers and not number else "td" for number in range(len(row))]
    cells = ((mark_safe(name), cell, mark_safe(name)) for name, cell in zip(names, row, strict=True))  # noqa: S308 - th or td
    return format_html_join("", "<{}>{}</{}>", cells)


def _document(story: ToldStory, value: DocumentContext) -> str:
    size = f"{value.extension}, {filesizeformat(value.size)}"
    return format_html('<p><a href="{}">{}</a> ({})</p>', _full(story, value.url), value.title, size)


def _related(story: ToldStory, value: CardContext) -> str:
    link = '<p>{}: <a href="{}">{}</a></p>'
    return format_html(link, _("Related story"), _full(story, value.url), value.headline)


_BLOCKS: dict[str, Callable[[ToldStory, Any], str]] = {
    "paragraph": _rich_text,
    "subheading": _subheading,
    "picture": _figure,
    "gallery": _gallery,
    "pull_quote": _pull_quote,
    "fact_box": _fact_box,
    "embed": _embed,
    "table": _table,
    "document": _document,
    "related_story": _related,
}
