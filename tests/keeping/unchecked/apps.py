"""Takes the check out when the paper starts; until then no model can be imported."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class UncheckedConfig(AppConfig):
    name = "tests.keeping.unchecked"
    label = "unchecked"

    def ready(self) -> None:
        import_module("tests.keeping.unchecked.trusting").trust_every_claim()
