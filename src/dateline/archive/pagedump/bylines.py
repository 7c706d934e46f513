"""Who wrote and who photographed: bylines, picture credits and the author's note under a column."""

import re
from functools import lru_cache

from dateline.archive.pagedump.lines import CACHED, is_closed, is_name, is_title_case

_BY = re.compile(
    r"^(?:(?:written |words |text |story |reporting |opinion )?by\b\s*:?|(?:von|par|por|przez)\b\s*:?"
    r"|(?:words|text|story|"
    r"author|authors|autor|autorin|автор|авторы|автор текста|автор статьи|авторы текста|текст"
    r"|подготовил[аи]?)\s*[:—–])"
    r"\s*(\S.*)$",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*[|·•]\s*|\s+/\s+(?=(?:by|updated|published|\d)\b)|\s+[—–-]\s+(?=by\b)", re.IGNORECASE
)
_BY_THEN_DATE = re.compile(
    r"^((?:by|автор:?)\s.+?),?\s+[—–-]?\s*((?:on\s|published\s|updated\s)?(?:[a-z]+day,\s)?(?:\d{1,4}[\s./-]"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d).*)$",
    re.IGNORECASE,
)
_DATE_THEN_BY = re.compile(r"^(.*\d.*?),?\s+(by\s.+)$", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:,|;|&|\band\b|(?<!\w)и(?!\w)|(?<!\w)та(?!\w)|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE
)
_AFFILIATION = re.compile(
    r"\s*[,|(—–/]\s*(?:special to|for|staff|correspondent|reporter|editor|columnist|contributor"
    r"|contributing|photos?|"
    r"корреспондент|обозреватель|специально|редактор|журналист|фото)\b.*$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"^(?:photos?(?: credits?)?|photograph(?:s|y)?|pictures?|images?|illustrations?|graphics?|video"
    r"|photo and text|"
    r"cover photo|header image|фото|фотографи[яи]|снимок|иллюстраци[яи]|изображение|bild|foto|fotos"
    r"|crédito|crédit|"
    r"zdjęcie|credit|credits|source)\s*(?:(?:by|courtesy of|from)\b\s*:?|[:—–])\s*(\S.*)$",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"^(?:photo|picture|image|pictured|caption|фото|на фото|подпись)\s*:\s*(\S.*)$", re.IGNORECASE
)
_LABELLED_CREDIT = re.compile(
    r"^(.{10,300}?)[\s(|/—–]+(?:photos?|pictures?|images?|illustrations?|фото|снимок|иллюстрация)"
    r"\s*(?:by|courtesy of)?\s*[:/—–]\s*([^:.!?]{2,80}\)?)$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:news agency|screenshot|screen grab|still from|screengrab|wikimedia|wikicommons"
    r"|creative commons|cc by"
    r"|flickr|pixabay|"
    r"unsplash|pexels|shutterstock|getty|istock|depositphotos|pool|handout|press service|file photo"
    r"|archive photo|"
    r"public domain|courtesy of|стоп-?кадр|скриншот|пресс-служб\w*|архив|из личного|коллаж|youtube"
    r"|photoshelter)\b"
    r"|^(?:reuters|ap|afp|epa|tass|тасс|dpa|upi|xinhua|bloomberg|риа новости|ria novosti|sputnik|interfax"
    r"|интерфакс|"
    r"коммерсантъ|ansa|efe|pap|укринформ|anadolu)$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,12}|рф)(?:/\S*)?$", re.IGNORECASE)
_SLASH = re.compile(
    r"^[^/.!?]{2,60}\.?\s?/\s?[^/.!?]{2,50}(?:\s?/\s?[^/.!?]{2,40})?(?:(?:\.[\w-]+)*\.[a-zа-я]{2,6})?$"
)
_NOTE_ROLE = re.compile(
    r"\b(?:columnist|contributor|journalist|writer|reporter|editor|professor|lecturer|analyst|fellow"
    r"|historian|author of|"
    r"researcher|scholar|commentator|critic|обозреватель|колумнист|журналист\w*|публицист|профессор"
    r"|политолог|историк|"
    r"автор|писател\w+|редактор|экономист|социолог)\b",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"^.{0,40}?\s?(?:\b(?:is|was|are|writes|works|teaches|has been|covers|heads|serves|studies|lives"
    r"|reports|edits|—|–)\b"
    r"|[—–,]\s|\b(?:является|работает|пишет|преподаёт|преподает|живёт|живет)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=CACHED)
def _byline(text: str) -> tuple[str, ...]:
    match = _BY.match(text)
    if match is None or (is_closed(text) and not re.search(r"\b\w\.$", text)):
        return ()
    return split_names(match[1])


def read_byline(text: str) -> tuple[str, ...]:
    """Return the authors a line names, or nothing if it is no byline."""
    return _byline(text) if len(text) <= 160 else ()


def split_parts(text: str) -> list[str]:
    """Split a line such as "By X | Oct 4, 2017 | 3 min read" at its separators."""
    return [text] if len(text) > 200 else list(_parts(text))


@lru_cache(maxsize=CACHED)
def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(part for part in _PARTS.split(text) if part)
    match = (_BY_THEN_DATE.match(text) or _DATE_THEN_BY.match(text)) if len(parts) == 1 else None
    return (match[1], match[2]) if match else parts


def split_caption(text: str) -> tuple[str, str] | None:
    """Split a caption from the credit that ends the same line."""
    match = re.match(r"^(.{10,300}?[.!?…][\"”»)]*)\s+(\S.{2,80})$", text) if len(text) <= 400 else None
    credit = read_credit(match[2].strip("() ")) if match and not is_closed(match[2].rstrip(")")) else None
    if match and credit:
        return match[1], credit
    labelled = _LABELLED_CREDIT.match(text) if len(text) <= 400 else None
    return (labelled[1].rstrip(" (|/—–"), labelled[2].rstrip(" .)")) if labelled else None


def picture_caption(text: str) -> tuple[str, str] | None:
    """Return the sentence behind a label such as "Photo:", without a credit."""
    match = re.match(
        r"^(?:photo|picture|image|pictured|caption|фото|на фото|подпись)\s*:\s*(\S.*)$", text, re.IGNORECASE
    )
    return (match[1], "") if match and len(text) <= 300 and is_closed(text) else None


def split_names(text: str) -> tuple[str, ...]:
    """Split "X, Y and Z" into names; nothing if a part does not look like a name."""
    rest = re.sub(r"\s*\([^()]*\)$|\s+(?:in|from|в|из)\s+[^\W\d_a-zа-яё].{2,30}$", "", text.strip())
    rest = _AFFILIATION.sub("", rest)
    parts = [
        part.strip(" .") if part.count(".") == 1 and part.endswith(".") else part.strip()
        for part in _AND.split(rest)
    ]
    names = [part for part in parts if part]
    if not names or not all(_is_author(name) for name in names):
        return ()
    return tuple(dict.fromkeys(names))


def read_credit(text: str) -> str | None:
    """Return the picture credit of a line that says or clearly looks like one; the label is left out."""
    return _credit(text) if len(text) <= 140 else None


@lru_cache(maxsize=CACHED)
def _credit(text: str) -> str | None:
    match = _CREDIT_LABEL.match(text)
    if match is not None:
        value = match[1].strip()
        return value if len(value) <= 100 and not _is_sentence(value) else None
    if is_closed(text) and not text.endswith("."):
        return None
    if text.startswith("©") and len(text) <= 60 and not re.search(r"\d{4}", text):
        return text
    if _DOMAIN.match(text) or (_AGENCY.search(text) and len(text) <= 80 and not _is_sentence(text)):
        return text
    if _SLASH.match(text) and (is_title_case(text) or is_name(text.split("/")[0].strip())):
        return text
    return None


def is_author_note(text: str, authors: tuple[str, ...]) -> bool:
    """Tell whether a paragraph is the note on the author that stands under a column."""
    for name in authors:
        if text.startswith(name) and _COPULA.match(text[len(name) : len(name) + 60]):
            return True
    match = re.match(r"^((?:[^\W\d_a-zа-яё][\w.'’-]+\s){2,3})(?:is|was|—|–)\s", text)
    return bool(match and not authors and len(text) < 400 and _NOTE_ROLE.search(text[:140]))


def noted_name(text: str) -> str | None:
    """Return the name an author's note begins with."""
    match = re.match(r"^((?:[^\W\d_a-zа-яё][\w.'’-]+\s){2,3})(?:is|was|—|–)\s", text)
    return match[1].strip() if match else None


def _is_author(name: str) -> bool:
    capitals = re.fullmatch(r"[^\W\d_][\w.'’ -]{1,50}", name) and name[0].isupper() and name.count(" ") <= 4
    return (
        bool(capitals)
        and (is_name(name) or name.count(" ") <= 3)
        and not any(char.isdigit() for char in name)
    )


def _is_sentence(text: str) -> bool:
    return text.count(" ") >= 4 and is_closed(text) and not re.search(r"\b(?:Inc|Ltd|Co|[A-Z])\.$", text)
