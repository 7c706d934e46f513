"""The edit screen of an entity: names first, then labels and owners. Knows no model."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from dateline.entities.page_forms import (
    LabelsFormSet,
    LanguageSelect,
    NamesFormSet,
    OwnershipNotesFormSet,
)


class RowsPanel(InlinePanel):
    """Inline rows that are checked together by a formset of ours."""

    def __init__(self, *args: Any, formset: type[BaseChildFormSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


def edit_screen() -> ObjectList:
    """Return the panels of an entity."""
    return ObjectList(
        [
            FieldPanel("kind"),
            RowsPanel(
                "names", _names(), heading=_("Names"), label=_("spelling"), min_num=1, formset=NamesFormSet
            ),
            RowsPanel(
                "labels", _labels(), heading=_("Legal labels"), label=_("legal label"), formset=LabelsFormSet
            ),
            MultiFieldPanel(
                [
                    FieldPanel("owner"),
                    RowsPanel(
                        "ownership_notes",
                        [FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("text")])],
                        label=_("ownership note"),
                        formset=OwnershipNotesFormSet,
                    ),
                ],
                heading=_("Ownership"),
            ),
            MultiFieldPanel(
                [FieldPanel("description"), FieldPanel("slug")],
                heading=_("For the desk"),
                classname="collapsed",
            ),
        ]
    )


def _names() -> list[Any]:
    return [
        FieldRowPanel([FieldPanel("text"), FieldPanel("language", widget=LanguageSelect)]),
        FieldRowPanel([FieldPanel("is_preferred"), FieldPanel("is_avoided"), FieldPanel("letter_case")]),
    ]


def _labels() -> list[Any]:
    return [
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("is_active")]),
        FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("jurisdiction_name")]),
        FieldRowPanel([FieldPanel("from_date"), FieldPanel("until_date")]),
        FieldRowPanel([FieldPanel("register_name"), FieldPanel("register_url")]),
    ]
