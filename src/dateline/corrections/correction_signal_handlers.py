"""Triggers are made after every migration: SQLite drops them whenever a table is remade."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from dateline.corrections.correction_triggers import CORRECTION, create_correction_triggers


@receiver(post_migrate, dispatch_uid="dateline.corrections.triggers")
def on_post_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if sender.label == "paper_corrections" and CORRECTION in connection.introspection.table_names():
        create_correction_triggers(connection)
