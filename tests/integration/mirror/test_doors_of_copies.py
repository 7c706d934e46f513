"""Where the forms for mistakes lead in a copy of the paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dateline.fronts.models import HomePage
from tests.factories.stories import published
from tests.integration.mirror.conftest import Export

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("door", ["https://door.paper.example/corrections/report/", ""])
def test_forms_of_a_copy_lead_to_the_door_that_the_paper_names(
    paper: HomePage, copy: Path, export: Export, settings: Any, door: str
) -> None:
    settings.REPORTS_DOOR = door
    story = published()
    export()
    page = (copy / story.public_path().strip("/") / "index.html").read_text(encoding="utf-8")
    actions = re.findall(r'<form[^>]*method="(get|post)" action="([^"]*)"', page)

    # Without script the button asks for the form; the dialog sends it.
    wanted = door or f"{settings.BASE_URL}/corrections/report/"
    assert actions == [("get", wanted), ("post", wanted)]
    assert '<input type="hidden" name="channel" value="mirror">' in page
    assert f'<input type="hidden" name="version" value="{story.version_number}">' in page
