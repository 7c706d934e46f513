"""A few invented organizations."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.entities.actions import add_entity
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote


@pytest.fixture
def port(db: None) -> Entity:
    """The authority that owns others."""
    return add_entity(
        kind="organization",
        names=[
            EntityName(language="en", text="Saltmarsh Port Authority", is_preferred=True),
            EntityName(language="ru", text="Управление порта Солянка", is_preferred=True),
        ],
    )


@pytest.fixture
def agency(port: Entity) -> Entity:
    """A news agency that the port owns."""
    return add_entity(
        kind="organization",
        names=[
            EntityName(language="en", text="Quayside News Agency", is_preferred=True),
            EntityName(language="en", text="QNA"),
        ],
        ownership_notes=[OwnershipNote(language="en", text="news agency owned by the port authority")],
        owner=port,
    )


@pytest.fixture
def league(db: None) -> Entity:
    """An organization with a label in one jurisdiction."""
    return add_entity(
        kind="organization",
        names=[
            EntityName(language="en", text="Northern League", is_preferred=True),
            EntityName(language="ru", text="Северная лига", is_preferred=True),
        ],
        labels=[
            LegalLabel(
                jurisdiction="RU",
                language="en",
                note="an extremist group banned in Russia",
                from_date=date(2015, 6, 1),
            ),
            LegalLabel(
                jurisdiction="RU",
                language="ru",
                note="экстремистская организация, запрещённая в России",
                from_date=date(2015, 6, 1),
            ),
        ],
    )
