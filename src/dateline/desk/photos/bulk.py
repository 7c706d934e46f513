"""The same words and rights for many pictures, from the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from dateline.desk.photos.actions import say_of_many
from dateline.desk.photos.forms import SameWordsForm


class SameWordsBulkAction(ImageBulkAction):
    """Credit, source, rights and their end for everything that is chosen."""

    display_name = _("Credit and rights")
    action_type = "say_of_many"
    aria_label = _("Give the chosen pictures the same credit and rights")
    template_name = "desk/photos/same_words.html"
    action_priority = 10
    form_class = SameWordsForm

    def check_perm(self, image: Any) -> bool:
        return bool(
            self.permission_policy.user_has_permission_for_instance(self.request.user, "change", image)
        )

    def get_execution_context(self) -> dict[str, Any]:
        return {"words": self.cleaned_form.words()}

    @classmethod
    def execute_action(cls, objects: Iterable[Any], **kwargs: Any) -> tuple[int, int]:
        return say_of_many(pictures=objects, words=kwargs["words"]), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(count)d picture changed.", "%(count)d pictures changed.", num_parent_objects) % {
            "count": num_parent_objects
        }
