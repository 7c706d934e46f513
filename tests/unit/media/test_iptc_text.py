"""Encodings of IPTC texts, told by what the letters look like."""

from __future__ import annotations

import pytest

from dateline.media.iptc_text import decoded

WESTERN = [
    "José Müller, Zürich",
    "Le garçon à la fenêtre, à Besançon",
    "“Wir müssen größer denken” – Bürgermeister Köhler",
    "Señor Núñez en A Coruña…",
    "Ærø færge i Rønne",
    "Élysée Palace",
    "Don’t go, says Zoë",
]
RUSSIAN = ["Пирс на рассвете", "Фото: Анна Орлова / ТАСС", "Ёлка на Красной площади, 2017 год"]


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
def test_western_texts_are_read_in_each_encoding_of_their_time(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), is_utf8=encoding == "utf-8") == text


@pytest.mark.parametrize("text", [text for text in WESTERN if not set("“”–…’") & set(text)])
def test_latin_1_is_read(text: str) -> None:
    assert decoded(text.encode("latin-1"), is_utf8=False) == text


@pytest.mark.parametrize("text", RUSSIAN)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_russian_texts_are_read_as_agencies_wrote_them(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), is_utf8=False) == text


def test_record_that_says_utf_8_and_is_broken_loses_only_what_is_broken() -> None:
    assert decoded("Zürich".encode() + b"\xff\xfe", is_utf8=True) == "Zürich"
