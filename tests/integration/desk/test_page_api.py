"""What the desk's own scripts may ask about pages: titles for whoever writes or edits, texts for nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dateline.users.choices import Role
from tests.factories.stories import draft


@pytest.mark.parametrize("role", [Role.REPORTER, Role.COPY_EDITOR])
def test_draft_of_another_gives_out_its_title_and_not_its_text(
    desk_of: Callable[[Role], Client], role: Role
) -> None:
    client = desk_of(role)
    story = draft("A quiet harbor", standfirst="Nobody may know yet")

    one = client.get(f"/desk/api/main/pages/{story.pk}/")
    many = client.get("/desk/api/main/pages/?fields=*")

    assert one.status_code == many.status_code == 200
    assert "A quiet harbor" in one.content.decode()
    for answer in (one, many):
        assert "Nobody may know yet" not in answer.content.decode()
        assert "paragraph" not in answer.content.decode()
    assert client.get(f"/desk/pages/{story.pk}/edit/").status_code in {302, 403}


def test_titles_are_for_the_desk_alone(desk_of: Callable[[Role], Client]) -> None:
    story = draft("A quiet harbor")

    for address in (f"/desk/api/main/pages/{story.pk}/", "/desk/api/main/pages/"):
        answer = Client().get(address)
        assert answer.status_code in {302, 401, 403}
        assert "quiet" not in answer.content.decode()


def test_photo_editors_have_no_pages_to_ask_about(desk_of: Callable[[Role], Client]) -> None:
    story = draft("A quiet harbor")

    assert desk_of(Role.PHOTO_EDITOR).get(f"/desk/api/main/pages/{story.pk}/").status_code == 404
