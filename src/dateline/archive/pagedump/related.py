"""Lists of other stories on a page: headlines with their sections, however they are laid out."""

import re

from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.furniture import furniture_kind, is_copyright, ticker_text
from dateline.archive.pagedump.lines import Line, fold, is_label, is_prose
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.wording import CHROME, FOOTER, RELATED, SOCIAL
from dateline.archive.records import Related

_BULLET = re.compile(r"^(?:[•·▪►▶→»*–—-]|\d{1,2}[.)])\s+")
_LABELLED = re.compile(r"^([^:|/»]{2,32}?)\s*[:|/»]\s+(.{8,})$")
_TRAILED = re.compile(r"^(.{8,}?)\s+(?:\(([^()]{2,32})\)|[|—·]\s+([^|—·]{2,32}))$")
_LONGEST = 220
_MOST_LINES = 100


def read_related(page: Page, *, start: int) -> tuple[tuple[Related, ...], int]:
    """Read the list that starts at a line; return it and the index of the first line after it."""
    end = start
    while end < len(page.lines) and not _ends(page, index=end, start=start):
        end += 1
    texts: list[tuple[str, str]] = []
    for line in page.lines[start:end]:
        text = _BULLET.sub("", ticker_text(line.text) or line.text).strip()
        if _is_noise(line, page=page):
            continue
        texts.append((text, "label" if _is_label_here(text, page) else "headline"))
    return _pair(texts, page), end


def _ends(page: Page, *, index: int, start: int) -> bool:
    line = page.lines[index]
    if (line.key in FOOTER and line.key not in page.labels) or is_copyright(line.text):
        return True
    if line.key in RELATED or len(line.text) > _LONGEST or index - start > _MOST_LINES:
        return True
    if index == start:
        return False
    if is_prose(line.text) and (line.gap or _is_text(page.lines[index : index + 2])):
        return True
    return _starts_foot(page, index=index, start=start)


def _is_text(lines: tuple[Line, ...]) -> bool:
    """Two long sentences in a row are the article going on, not headlines."""
    return len(lines) == 2 and all(
        is_prose(line.text) and len(line.text) > 30 and line.text[-1] != "?" for line in lines
    )


def _starts_foot(page: Page, *, index: int, start: int) -> bool:
    """A foot begins with a label that is no section, once headlines have been seen without such labels."""
    line = page.lines[index]
    if not is_label(line.text) or page.is_section(line) or ticker_text(line.text) is not None:
        return False
    if read_moments(line.text, near=page.dump_date) or line.words > 3 or _BULLET.match(line.text):
        return False
    before = page.lines[start:index]
    if not any(not is_label(earlier.text) for earlier in before):
        return False
    alternating = len(before) >= 2 and is_label(before[0].text) and not is_label(before[1].text)
    if not alternating:
        return True
    following = page.lines[index + 1] if index + 1 < len(page.lines) else None
    return following is None or is_label(before[-1].text) or not _could_be_headline(following)


def _could_be_headline(line: Line) -> bool:
    plain = not is_prose(line.text) and not is_copyright(line.text) and furniture_kind(line.text) is None
    return plain and line.words >= 4


def _is_noise(line: Line, *, page: Page) -> bool:
    if read_moments(line.text, near=page.dump_date) or ticker_text(line.text) == "":
        return True
    return furniture_kind(line.text) is not None and line.key not in page.labels


def _is_label_here(text: str, page: Page) -> bool:
    key = fold(text)
    return key in page.labels or (is_label(text) and text.count(" ") <= 2 and key not in CHROME | SOCIAL)


def _pair(texts: list[tuple[str, str]], page: Page) -> tuple[Related, ...]:
    """Give each headline the label above it, or below it where the list begins with a headline."""
    kinds = [kind for _, kind in texts]
    known = any(fold(text) in page.labels for text, kind in texts if kind == "label")
    labelled = kinds.count("label") >= max(1, 0.5 * kinds.count("headline"))
    below = labelled and kinds[0] == "headline" and kinds[-1] == "label"
    items: list[Related] = []
    label: str | None = None
    for text, kind in texts:
        if kind == "label" and (labelled or known):
            if below and items:
                items[-1] = Related(items[-1].headline, text)
            else:
                label = text
            continue
        headline, section = split_label(text, page)
        if section is None and not below:
            section = label
        label = None
        items.append(Related(headline, section))
    return tuple(dict.fromkeys(items))


def split_label(text: str, page: Page) -> tuple[str, str | None]:
    """Split a section that is printed on the same line as the headline, where the section is known."""
    match = _LABELLED.match(text)
    if match and fold(match[1]) in page.labels:
        return match[2], match[1]
    match = _TRAILED.match(text)
    if match and fold(match[2] or match[3]) in page.labels:
        return match[1], match[2] or match[3]
    return text, None
