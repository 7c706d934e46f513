"""Read paper.toml: who the paper is, and the few choices about how it is served."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO

from dateline.config.problems import Description, Problems
from dateline.config.toml_table import TomlTable
from dateline.lib.paper_toml import ImprintLine, Paper, SectionEntry, SocialLink
from dateline.sections.choices import RESERVED_SLUGS
from dateline.users.choices import SecondFactor

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")
DEFAULT_EMBED_HOSTS = ("www.youtube-nocookie.com", "player.vimeo.com")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """Everything that paper.toml can say."""

    paper: Paper
    embed_hosts: tuple[str, ...] = DEFAULT_EMBED_HOSTS
    second_factor: SecondFactor = SecondFactor.OPTIONAL
    reports_door: str = ""


def read_paper_file(path: Path, problems: Problems) -> PaperFile:
    """Read and check the file; a paper without one gets the defaults."""
    if not path.exists():
        return PaperFile(paper=Paper())
    try:
        # Some editors put a byte order mark before the text.
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.add(
            where=path.name, value=Description("unreadable"), expected=f"a TOML file in UTF-8 ({error})"
        )
        return PaperFile(paper=Paper())
    table = TomlTable(values, source=path.name, lines=text.splitlines(), problems=problems)
    paper = _read_paper(table)
    server = table.table("server")
    hosts = server.texts(
        "embed_hosts", expected='host names such as "player.vimeo.com"', valid=_matches(HOST)
    )
    server.refuse_unknown()
    desk = table.table("desk")
    second_factor = desk.text(
        "second_factor",
        default=SecondFactor.OPTIONAL,
        expected=" or ".join(f'"{choice}"' for choice in SecondFactor),
        valid=lambda value: value in set(SecondFactor),
    )
    desk.refuse_unknown()
    reports_door = _read_reports_door(table)
    table.refuse_unknown()
    return PaperFile(
        paper=paper,
        embed_hosts=DEFAULT_EMBED_HOSTS if hosts is None else hosts,
        second_factor=SecondFactor(second_factor or SecondFactor.OPTIONAL),
        reports_door=reports_door,
    )


def _read_reports_door(table: TomlTable) -> str:
    export = table.table("export")
    door = export.text(
        "reports_door",
        expected="an address such as https://door.example/corrections/report/",
        valid=_is_address,
    )
    export.refuse_unknown()
    return door or ""


def is_language(code: str) -> bool:
    """Say whether this is the code of a language that Django knows, such as en or pt-br."""
    return code in LANG_INFO


def _read_paper(table: TomlTable) -> Paper:
    language = table.text(
        "language", default="en", expected="a language code such as en, ru or pt-br", valid=is_language
    )
    return Paper(
        name=table.required_text("name", expected="the name of the paper"),
        tagline=table.by_language("tagline", language=language, is_language=is_language),
        language=language,
        time_zone=table.text(
            "time_zone", default="UTC", expected="a time zone such as Europe/Riga", valid=_is_zone
        ),
        founded=table.integer("founded", low=1500, high=2100),
        age_rating=table.text("age_rating", expected="text such as 18+"),
        contact_email=table.text("contact_email", expected="an e-mail address", valid=_is_email),
        registration=table.by_language("registration", language=language, is_language=is_language),
        sections=_read_sections(table, language=language),
        social=tuple(_read_social(entry) for entry in table.tables("social")),
        imprint=tuple(_read_imprint(entry, language=language) for entry in table.tables("imprint")),
    )


def _read_sections(table: TomlTable, *, language: str) -> tuple[SectionEntry, ...]:
    sections: list[SectionEntry] = []
    for entry in table.tables("sections"):
        expected = "small letters, digits and hyphens, such as world-news"
        slug = entry.required_text("slug", expected=expected, valid=_matches(SLUG))
        if slug in RESERVED_SLUGS:
            entry.refuse("slug", value=slug, expected="a word that is no address of the paper itself")
        if slug and slug in {section.slug for section in sections}:
            entry.refuse("slug", value=slug, expected="a word that no other section has")
        name = entry.by_language("name", language=language, is_language=is_language)
        if not name:
            entry.refuse("name", value=None, expected="the name that readers see")
        description = entry.by_language("description", language=language, is_language=is_language)
        entry.refuse_unknown()
        sections.append(SectionEntry(slug=slug, name=name, description=description))
    return tuple(sections)


def _read_social(entry: TomlTable) -> SocialLink:
    link = SocialLink(
        name=entry.required_text("name", expected="what the link is called, such as Mastodon"),
        url=entry.required_text(
            "url", expected="an address such as https://social.example/@paper", valid=_is_address
        ),
    )
    entry.refuse_unknown()
    return link


def _read_imprint(entry: TomlTable, *, language: str) -> ImprintLine:
    line = ImprintLine(
        language=entry.text(
            "language", default=language, expected="a language code such as en", valid=is_language
        ),
        text=entry.required_text("text", expected="the line as readers see it"),
    )
    entry.refuse_unknown()
    return line


def _is_zone(name: str) -> bool:
    return name in available_timezones()


def _is_email(value: str) -> bool:
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) is not None


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None
