"""What was typed or pasted into a form of the desk, without characters that cannot be stored or mislead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from dateline.lib.characters import first_unwanted, without_unwanted_inside


def cleaned_parts(data: Any, names: Collection[str]) -> Any:
    """Return sent data in which running text of these fields is free of unwanted characters.

    What is pasted from elsewhere brings them along unseen, and nobody could find them in an editor of blocks.
    """
    if not isinstance(data, QueryDict):
        return data
    prefixes = tuple(f"{name}-" for name in names)
    changed = None
    for key in data:
        if key not in names and not key.startswith(prefixes):
            continue
        values = data.getlist(key)
        cleaned = [without_unwanted_inside(value) for value in values]
        if cleaned != values:
            changed = changed if changed is not None else data.copy()
            changed.setlist(key, cleaned)
    return data if changed is None else changed


def drop_wrong_choices(form: forms.BaseModelForm[Any]) -> list[str]:
    """Empty choosers whose value is no number, which Wagtail's cannot show again; return their fields."""
    wrong = [
        name
        for name, field in form.fields.items()
        if hasattr(field.widget, "get_value_data")
        and isinstance(value := form.data.get(form.add_prefix(name)), str)
        and value
        and not (value.isascii() and value.isdecimal())
    ]
    if wrong:
        sent: Any = form.data
        data = sent.copy()
        for name in wrong:
            data[form.add_prefix(name)] = ""
        form.data = data
    return wrong


def add_errors_of_texts(form: forms.Form | forms.BaseModelForm[Any]) -> None:
    """Say beside each field of plain text where an unwanted character stands; what was typed stays."""
    for name, value in list(form.cleaned_data.items()):
        if not isinstance(value, str) or name not in form.fields:
            continue
        is_one_line = not isinstance(form.fields[name].widget, forms.Textarea)
        found = first_unwanted(value, one_line=is_one_line)
        if found is None:
            continue
        code, before = found
        text = _("A character that nobody sees (%(code)s) stands after “%(before)s”. Delete it, save again.")
        if not before.strip():
            text = _(
                "A character that nobody sees (%(code)s) stands at the beginning. Delete it, save again."
            )
        form.add_error(name, text % {"code": code, "before": before.strip()})
