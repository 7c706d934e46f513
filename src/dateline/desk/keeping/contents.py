"""What stands in a form, as Wagtail keeps it in a draft: whatever was typed, also what is not valid yet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageSubscription

BUTTONS = ("action-", "keep-", "keep_", "workflow-action", "comments-")
# Draftail numbers paragraphs anew whenever it reads a text that has no numbers yet.
PARAGRAPH_KEYS = re.compile(r' data-block-key="[^"]*"')
ROW_KEYS = ("pk", "sort_order")


class UnreadableError(ValueError):
    """What a browser sent is no form."""


def form_data(sent: str) -> QueryDict:
    """Turn the pairs that a browser kept into what a form is bound to. Raises UnreadableError."""
    data = QueryDict(mutable=True)
    try:
        for name, value in json.loads(sent):
            data.appendlist(str(name), str(value))
    except (ValueError, TypeError) as error:
        raise UnreadableError from error
    return data


def content_of(*, data: QueryDict, page: Any, user: Any) -> dict[str, Any]:
    """Return the content of a draft of this page with what stands in the form. Nothing is saved."""
    return dict(bound_page(data=data, page=page, user=user).serializable_data())


def bound_page(*, data: QueryDict, page: Any, user: Any) -> Any:
    """Return the page with what stands in the form. The page that was handed over is changed.

    Raises UnreadableError for data that never came from such a form.
    """
    form = bound_form(data=data, page=page, user=user)
    try:
        if form.is_valid():
            return form.save(commit=False)
        _take_what_is_invalid(form)
    except (KeyError, ValueError, TypeError) as error:
        # Wagtail's blocks trust the fields that their own script has written.
        raise UnreadableError from error
    return form.instance


def bound_form(*, data: QueryDict, page: Any, user: Any) -> Any:
    """Return the edit form of this page bound to the data, asking for as little as a draft needs."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if not name.startswith(BUTTONS):
            kept.setlist(name, values)
    # Comments are saved and read on their own; they are no part of the text.
    kept.update({"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})
    form = (
        type(page)
        .get_edit_handler()
        .get_form_class()(
            kept,
            instance=page,
            subscription=PageSubscription(page=page, user=user),
            parent_page=page.get_parent() if page.pk else None,
            for_user=user,
        )
    )
    form.defer_required_fields()
    return form


def same_content(one: Any, other: Any) -> bool:
    """Compare two values of a draft as a reader would."""
    return _plain(one) == _plain(other)


def blocks_in(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the blocks of a field, each with an id."""
    blocks = json.loads(content.get(name) or "[]")
    return [{**block, "id": block.get("id") or f"{name}-{place}"} for place, block in enumerate(blocks)]


def mergeable_fields(page: Page) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the names of plain fields, block fields, lists of rows and sets that people edit on a form."""
    form_class: Any = type(page).get_edit_handler().get_form_class()
    meta: Any = type(page)._meta
    plain, blocks, sets = [], [], []
    for name in form_class.base_fields:
        field = next((one for one in meta.get_fields() if one.name == name), None)
        if field is None:
            continue
        if isinstance(field, StreamField):
            blocks.append(name)
        elif field.many_to_many:
            sets.append(name)
        else:
            plain.append(name)
    rows = [name for name in (form_class.formsets or {}) if name not in (COMMENTS_RELATION_NAME, "comments")]
    return plain, blocks, rows, sets


def _take_what_is_invalid(form: Any) -> None:
    """Put onto the page what the form refused: a headline that is too long is still somebody's work."""
    meta = form._meta.model._meta
    for name in form.errors:
        field = form.fields.get(name)
        if field is None or name not in {one.name for one in meta.concrete_fields}:
            continue
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        if isinstance(meta.get_field(name), StreamField) or (
            isinstance(value, str) and _holds_text(meta, name)
        ):
            setattr(form.instance, name, value)
    for field in meta.many_to_many:
        if field.name in form.cleaned_data:
            field.save_form_data(form.instance, form.cleaned_data[field.name])
    for name, formset in form.formsets.items():
        if name not in (COMMENTS_RELATION_NAME, "comments") and formset.is_valid():
            formset.save(commit=False)


def _holds_text(meta: Any, name: str) -> bool:
    return meta.get_field(name).get_internal_type() in ("CharField", "TextField", "SlugField", "URLField")


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return PARAGRAPH_KEYS.sub("", value).replace("\r\n", "\n")
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if name not in ROW_KEYS}
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    return "" if value is None else value
