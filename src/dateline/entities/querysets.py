"""Bulk changes of spellings that keep their keys right."""

from __future__ import annotations

from typing import Any

from dateline.publishlog.announced import AnnouncedQuerySet


class EntityNameQuerySet(AnnouncedQuerySet):
    """Spellings; what their keys are made of changes one by one."""

    def update(self, **kwargs: Any) -> int:
        if {"text", "letter_case", "key"} & kwargs.keys():
            raise TypeError("Change spellings one by one: save() makes the key that keeps them apart.")
        return super().update(**kwargs)
