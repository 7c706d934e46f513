"""What renderings keep for each other goes when the settings change that it was made from."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dateline.edition.keys import Readings, collecting, untouched
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from tests.factories.stories import picture, published


@pytest.mark.parametrize("field", ["name", "tagline", "logo", "contact_email", "founded"])
@pytest.mark.parametrize("path", ["/", "story", "/sea/"])
def test_pages_tell_the_new_settings(reader: Client, paper: HomePage, field: str, path: str) -> None:
    story, logo = published("Ferry back"), picture()
    address = story.public_path() if path == "story" else path
    shelf: Readings = {}
    with collecting(kept=shelf):
        reader.get(address)
    before = latest_number()

    settings = PaperSettings.objects.get()
    new: dict[str, Any] = {
        "name": "The Morning Post",
        "tagline": "Every morning",
        "logo": logo,
        "contact_email": "desk@example.org",
        "founded": 1911,
    }
    setattr(settings, field, new[field])
    settings.save()

    touched = {key for entry in LogEntry.objects.after(before) for key in entry.keys}
    with collecting(kept=untouched(shelf, touched)):
        served = reader.get(address).content
    assert served == reader.get(address).content
