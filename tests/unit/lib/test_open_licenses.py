"""Licences as people write them."""

from __future__ import annotations

import pytest

from dateline.lib.open_licenses import license_address

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("note", "address"),
    [
        ("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/"),
        ("cc by 2.0, cropped", f"{CC}/licenses/by/2.0/"),
        ("CC-BY-NC-ND 3.0", f"{CC}/licenses/by-nc-nd/3.0/"),
        ("CC BY", f"{CC}/licenses/by/4.0/"),
        ("CC0", f"{CC}/publicdomain/zero/1.0/"),
        ("see https://creativecommons.org/licenses/by-sa/3.0/deed.ru", f"{CC}/licenses/by-sa/3.0/"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", f"{CC}/publicdomain/mark/1.0/"),
        ("One use, 40 euros, contract 7", ""),
        ("ACC BYLAWS", ""),
        ("", ""),
    ],
)
def test_licence_named_in_a_note_has_an_address(note: str, address: str) -> None:
    assert license_address(note) == address
