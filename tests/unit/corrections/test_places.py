"""Every place of a version where a reader sees words has a name and a text."""

from __future__ import annotations

from dateline.corrections.places import texts_of


def test_places_of_a_version_are_named_in_reading_order() -> None:
    content = {
        "fields": {"headline": "A & <b>", "standfirst": "", "lead_caption": ""},
        "shown": {"lead_picture": {"caption": "The  pier"}},
        "blocks": [
            {"id": "1", "kind": "paragraph", "text": "Text."},
            {"id": "2", "kind": "pull_quote", "text": "Quote.", "data": {"attribution": "Ann"}},
            {"id": "3", "kind": "table", "text": "1\n2", "data": {"caption": "Numbers"}},
            {"id": "4", "kind": "gallery", "text": "", "shown": {"pictures": [{"caption": "One"}, None]}},
        ],
    }

    assert list(texts_of(content).items()) == [
        ("headline", "A & <b>"),
        ("lead_caption", "The pier"),
        ("1", "Text."),
        ("2", "Quote."),
        ("2/attribution", "Ann"),
        ("3", "1\n2"),
        ("3/caption", "Numbers"),
        ("4/caption/0", "One"),
    ]
