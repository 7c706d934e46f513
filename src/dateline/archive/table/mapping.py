"""Which column becomes which field: from a file beside the table, or guessed from the names of the columns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.archive.records import Problem

GUESSES: dict[str, str] = {
    "id": "id|article_id|post_id|story_id|nid|guid|uuid|номер|ид",
    "headline": "headline|title|name|head|heading|subject|заголовок|название|тема",
    "standfirst": "standfirst|lead|lede|dek|deck|subtitle|subheadline|summary|excerpt|anons|announce|intro|teaser"
    "|подзаголовок|анонс|лид|вводка",
    "text": "text|body|content|article|story|full_text|fulltext|html|body_html|content_html|maintext|detail_text"
    "|текст|содержание|статья|материал",
    "section": "section|category|rubric|rubrika|department|desk|channel|раздел|рубрика|категория",
    "sections": "sections|categories|rubrics|разделы|рубрики",
    "topics": "topics|tags|keywords|themes|теги|метки|темы|ключевые_слова",
    "authors": "authors|author|byline|by|writer|writers|reporter|creator|автор|авторы|журналист",
    "published": "published|published_at|publish_date|publication_date|pubdate|pub_date|date|datetime|created|created_at"
    "|posted|date_published|дата|дата_публикации|опубликовано|время",
    "updated": "updated|updated_at|modified|modified_at|changed|last_modified|date_modified|обновлено|изменено",
    "address": "url|address|link|permalink|path|uri|href|old_url|from|source_url|canonical|адрес|ссылка",
    "other_addresses": "other_addresses|aliases|other_urls|redirect_from|old_urls",
    "target": "target|to|new_url|redirect|redirect_to|destination|куда",
    "picture": "picture|image|photo|image_url|picture_url|photo_url|lead_image|featured_image|cover|img|картинка|фото"
    "|изображение",
    "caption": "caption|picture_caption|image_caption|photo_caption|подпись",
    "credit": "credit|picture_credit|photo_credit|image_credit|photographer|photo_author|фотограф|автор_фото",
    "alt": "alt|image_alt|picture_alt",
    "status": "status|state|public|is_public|active|is_active|статус",
    "kind": "kind|type|content_type|тип",
    "language": "language|lang|locale|язык",
    "description": "description|meta_description|seo_description|описание",
    "label": "label|kicker|flag|метка_материала",
    "series": "series|серия|спецпроект",
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How to read a table."""

    columns: Mapping[str, str]
    formats: tuple[str, ...] = ()
    zone: ZoneInfo | None = None
    separators: Mapping[str, str] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    delimiter: str = ""
    encoding: str = ""
    is_guessed: bool = True


def guessed(columns: Iterable[str]) -> ColumnMapping:
    """Return the mapping that the names of the columns suggest."""
    known = {_folded(column): column for column in columns}
    found: dict[str, str] = {}
    for name, words in GUESSES.items():
        column = next((known[word] for word in words.split("|") if word in known), None)
        if column is not None and column not in found.values():
            found[name] = column
    return ColumnMapping(found)


def _folded(column: str) -> str:
    return re.sub(r"[\s.-]+", "_", column.strip().strip("\ufeff\"'").casefold())


def mapping_beside(table: Path) -> Path | None:
    """Return the mapping file that lies beside a table: of its own name, or for its whole folder."""
    stem = table.name.split(".")[0]
    for name in (f"{table.name}.toml", f"{stem}.mapping.toml", f"{stem}.toml", "mapping.toml"):
        path = table.parent / name
        if path.is_file():
            return path
    return None


def read_mapping(path: Path, problems: list[Problem]) -> ColumnMapping | None:
    """Read a mapping file; None and a problem for one that cannot be used."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        columns = {str(name): str(column) for name, column in _table(told, "columns").items()}
        strange = sorted(set(columns) - set(GUESSES))
        if strange:
            expected = ", ".join(GUESSES)
            problems.append(
                Problem(path.name, f"there is no field {', '.join(strange)}", f"any of {expected}")
            )
        dates, file = _table(told, "dates"), _table(told, "file")
        formats = dates.get("format", [])
        public = _table(told, "values").get("public", [])
        return ColumnMapping(
            columns={name: column for name, column in columns.items() if name in GUESSES},
            formats=tuple(map(str, formats if isinstance(formats, list) else [formats])),
            zone=ZoneInfo(str(dates["zone"])) if "zone" in dates else None,
            separators={str(name): str(value) for name, value in _table(told, "separators").items()},
            public=frozenset(
                str(value).casefold() for value in (public if isinstance(public, list) else [public])
            ),
            delimiter=str(file.get("delimiter", "")),
            encoding=str(file.get("encoding", "")),
            is_guessed=False,
        )
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        problems.append(
            Problem(path.name, f"the mapping cannot be read: {error}", "TOML with a table [columns]")
        )
        return None


def _table(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name, {})
    return found if isinstance(found, dict) else {}
