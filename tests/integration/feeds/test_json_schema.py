"""JSON Feed, by a schema that is not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft7Validator

from dateline.fronts.models import HomePage
from tests.factories.stories import picture, published

SCHEMA = json.loads((Path(__file__).parents[2] / "fixtures/feeds/jsonfeed-1.1.schema.json").read_text())


@pytest.mark.parametrize(
    "address", ["/feed.json", "/feed/town.json", "/feed/topic/ferries.json", "/feed/sea.json"]
)
def test_feed_fits_the_schema(reader: Client, paper: HomePage, address: str) -> None:
    published("Ferry back", topics=["Ferries"], by=["Ines Moreau"], lead_picture=picture())
    data = json.loads(reader.get(address).content)

    assert list(Draft7Validator(SCHEMA).iter_errors(data)) == []
    assert bool(data["items"]) is (address != "/feed/sea.json")
