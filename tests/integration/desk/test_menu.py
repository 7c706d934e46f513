"""The menu as a page, for browsers that run no script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.users.choices import Role
from tests.factories.staff import member


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        (Role.REPORTER, ["stories:choose_parent", "planning:board"], ["plans:list"]),
        (Role.EDITOR_IN_CHIEF, ["plans:list", "planning:board"], []),
    ],
)
def test_menu_has_the_links_of_its_reader(paper: Any, role: str, has: list[str], lacks: list[str]) -> None:
    client = Client()
    client.force_login(member(role))

    home = client.get(reverse("wagtailadmin_home")).content.decode()
    shown = client.get(reverse("desk_menu")).content.decode()

    assert '<noscript><nav class="desk-without-script"' in home
    assert f'href="{reverse("desk_menu")}"' in home
    links = shown[shown.index('class="desk-menu"') :]
    for name in has:
        assert f'href="{reverse(name)}"' in links
    for name in lacks:
        assert f'href="{reverse(name)}"' not in links
    assert f'action="{reverse("wagtailadmin_logout")}"' in links


def test_menu_is_for_the_staff(paper: Any) -> None:
    assert Client().get(reverse("desk_menu")).status_code == 302
