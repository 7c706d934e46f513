"""Lets saves meet when the paper starts; until then no model can be imported."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TogetherConfig(AppConfig):
    name = "tests.keeping.together"
    label = "together"

    def ready(self) -> None:
        import_module("tests.keeping.together.waiting").let_saves_meet()
