"""What the furniture of pages tells about the paper, offered as the beginning of a `paper.toml`."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.archive.pagedump.furniture import furniture_kind, is_copyright, is_legal
from dateline.archive.pagedump.lines import Line, is_label
from dateline.archive.pagedump.pages import Page
from dateline.archive.pagedump.wording import CHROME, FOOTER, MISTAKE, RELATED, SOCIAL
from dateline.archive.records import Imprint, PaperFacts
from dateline.lib.slugs import slug_from

_RATING = re.compile(r"(?<![\w+])(0|6|12|16|18)\s?\+(?![\w+])")
_YEARS = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,60}?((?:1[6-9]|20)\d{2})\s*[-–—]\s*(?:(?:1[6-9]|20)\d{2}|\d{2})\b",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:founded|established|est\.|since|основан\w*|издаётся с|издается с)\D{0,12}((?:1[6-9]|20)\d{2})\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\s*(?:all rights reserved|все права защищены|alle rechte vorbehalten|tous droits réservés)\b.*$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:\s|©|\(c\)|copyright|[\d–—,.-])+(?:г\.|гг\.)?\s*(.{2,60}?)[\s.,;]*$", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"”»)]*(?=\s)|$)")
_SCRIPTS = (("ru", re.compile(r"[а-яё]", re.IGNORECASE)), ("en", re.compile(r"[a-z]", re.IGNORECASE)))


def read_paper(page: Page, *, start: int) -> PaperFacts:
    """Read the paper's settings off the menu and off the foot, which begins somewhere after `start`."""
    foot = page.lines[start:]
    imprint = tuple(_imprint(foot))
    legal = " ".join(line.text for line in foot if is_legal(line.text) or len(line.text) <= 60)
    copyright_text = " ".join(text.text for text in imprint)
    years = _YEARS.search(legal) or _FOUNDED.search(legal)
    rating = _RATING.search(legal)
    return PaperFacts(
        name=_name(imprint),
        sections=page.sections,
        imprint=imprint,
        founded=int(years[1]) if years and copyright_text else None,
        age_rating=f"{rating[1]}+" if rating else None,
        social=_social(foot),
        company_pages=_company_pages(foot, page),
        corrections_line=next(
            (line.text for line in foot if len(line.text) <= 300 and MISTAKE.search(line.text)), None
        ),
    )


MOST_ANSWERS = 400


@dataclass(slots=True)
class PaperLedger:
    """Gathers what many pages say of their paper; the most frequent answer wins."""

    _seen: dict[str, Counter[object]] = field(default_factory=dict)

    def add(self, facts: PaperFacts) -> None:
        """Count the answers of one page."""
        for name in PaperFacts.__slots__:
            value = getattr(facts, name)
            if value not in (None, ()):
                answers = self._seen.setdefault(name, Counter())
                answers[value] += 1
                if len(answers) > MOST_ANSWERS:
                    # Misreadings are many and rare: what most pages say is not among those let go.
                    self._seen[name] = Counter(dict(answers.most_common(MOST_ANSWERS // 2)))

    def offer(self) -> PaperFacts:
        """Return the settings that the pages agree on most."""
        chosen = {name: counter.most_common(1)[0][0] for name, counter in self._seen.items()}
        return PaperFacts(**chosen)  # type: ignore[arg-type]  # each counter holds the values of its own field


def paper_settings(facts: PaperFacts) -> dict[str, object]:
    """Return the offered settings as plain values, those that are known only."""
    settings: dict[str, object] = {
        "name": facts.name,
        "founded": facts.founded,
        "age_rating": facts.age_rating,
        "sections": list(facts.sections),
        "imprint": [{"language": part.language, "text": part.text} for part in facts.imprint],
        "social": list(facts.social),
        "company_pages": list(facts.company_pages),
        "corrections_line": facts.corrections_line,
    }
    return {name: value for name, value in settings.items() if value not in (None, [])}


def paper_toml(facts: PaperFacts) -> str:
    """Return the offered settings as a snippet that can be pasted into ``paper.toml`` as it is.

    What the page names without an address, such as accounts elsewhere, comes as comments.
    """
    known = {"name": facts.name, "founded": facts.founded, "age_rating": facts.age_rating}
    lines = [
        f"{name} = {value if isinstance(value, int) else _quoted(value)}"
        for name, value in known.items()
        if value is not None
    ]
    for section in facts.sections:
        slug = slug_from(section)
        lines += ["", "[[sections]]", f"slug = {_quoted(slug)}", f"name = {_quoted(section)}"]
    for account in facts.social:
        lines += ["", "# [[social]]", f"# name = {_quoted(account)}", '# url = "https://…"']
    for part in facts.imprint:
        lines += ["", "[[imprint]]", f"language = {_quoted(part.language)}", f"text = {_quoted(part.text)}"]
    return "\n".join(lines).strip() + "\n" if lines else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _imprint(foot: tuple[Line, ...]) -> Iterator[Imprint]:
    """Yield the legal lines, one text per language, without the age rating that may end them."""
    for line in foot:
        if not is_legal(line.text) or len(line.text) > 3000:
            continue
        text = re.sub(rf"\s*{_RATING.pattern}\s*$", "", line.text)
        parts: list[Imprint] = []
        for match in _SENTENCE.finditer(text):
            language = _language(match.group())
            if parts and language in (None, parts[-1].language):
                parts[-1] = Imprint(parts[-1].language, text[text.index(parts[-1].text) : match.end()])
            else:
                parts.append(Imprint(language or "en", match.group()))
        yield from (part for part in parts if part.text)


def _language(text: str) -> str | None:
    counts = {language: len(letters.findall(text)) for language, letters in _SCRIPTS}
    if not any(counts.values()) or len(text) < 4:
        return None
    return max(counts, key=lambda language: counts[language])


def _name(imprint: tuple[Imprint, ...]) -> str | None:
    for part in imprint:
        owner = re.split(r"(?<=»)\.?\s|\.\s(?=[^\W\d_a-zа-яё]\w{3})", _RIGHTS.sub("", part.text))
        match = next(filter(None, (_OWNER.match(piece) for piece in owner)), None)
        if match and re.search(r"[^\W\d_]", match[1]):
            return match[1].strip(' .,;«»"“”')
    return None


def _social(foot: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for line in foot if line.key in SOCIAL))


def _company_pages(foot: tuple[Line, ...], page: Page) -> tuple[str, ...]:
    """Return the labels from the first company label on, up to the social names or the imprint."""
    starts = [at for at, line in enumerate(foot) if line.key in FOOTER and not page.is_section(line)]
    if not starts:
        return ()
    labels: list[str] = []
    for line in foot[starts[0] :]:
        if line.key in SOCIAL or is_copyright(line.text) or line.key in RELATED or not _is_page_label(line):
            break
        labels.append(line.text)
    headings = ("company", "компания", "about", "follow", "follow us", "connect")
    return tuple(label for label in dict.fromkeys(labels) if label.casefold() not in headings)


def _is_page_label(line: Line) -> bool:
    short = is_label(line.text) or line.key in FOOTER
    return (
        short
        and not (line.key in CHROME and line.key not in FOOTER)
        and furniture_kind(line.text) in (None, "navigation")
    )
