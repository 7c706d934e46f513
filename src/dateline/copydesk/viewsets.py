"""The desk's screens of house rules, the dictionary and settings of rules."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView as SnippetCreateView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from dateline.copydesk.actions import keep_version
from dateline.copydesk.models import DictionaryWord, HouseRule, RuleSetting
from dateline.copydesk.queries import preview_of

RULE_SCREEN = ObjectList(
    [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language"), FieldPanel("severity")]),
        MultiFieldPanel(
            [FieldPanel("pattern"), FieldPanel("replacement"), FieldPanel("any_case")], heading=_("The rule")
        ),
        MultiFieldPanel([FieldPanel("must_match"), FieldPanel("must_not_match")], heading=_("Examples")),
        MultiFieldPanel([FieldPanel("message"), FieldPanel("why")], heading=_("For the writer")),
        FieldPanel("is_active"),
    ]
)


# What an address may fill in on the form of a new rule.
FILLED = ("name", "kind", "language", "pattern", "replacement", "must_match", "must_not_match")


class AddRuleView(SnippetCreateView):
    """A new rule; what suggests one, such as a reader’s report, leads here with its fields filled in."""

    def get_initial(self) -> dict[str, Any]:
        filled = {name: self.request.GET[name] for name in FILLED if name in self.request.GET}
        return {**super().get_initial(), **filled}


class HouseRuleViewSet(SnippetViewSet):
    """House rules."""

    model = HouseRule
    add_view_class = AddRuleView
    icon = "list-ul"
    menu_label = _("House rules")
    add_to_admin_menu = False
    edit_handler = RULE_SCREEN
    list_display = [
        "__str__",
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        Column("get_severity_display", label=_("how grave"), sort_key="severity"),
        BooleanColumn("is_active", label=_("in use"), sort_key="is_active"),
        "version",
    ]
    list_filter = ["kind", "severity", "language", "is_active"]


class DictionaryViewSet(SnippetViewSet):
    """The dictionary."""

    model = DictionaryWord
    icon = "openquote"
    menu_label = _("Dictionary")
    add_to_admin_menu = False
    edit_handler = ObjectList([FieldRowPanel([FieldPanel("word"), FieldPanel("language")])])
    list_display = ["word", "language", "owner"]
    list_filter = ["language"]
    search_fields = ["word"]
    search_backend_name = None


class RuleSettingViewSet(SnippetViewSet):
    """How grave the paper takes rules."""

    model = RuleSetting
    icon = "sliders"
    menu_label = _("Settings of rules")
    add_to_admin_menu = False
    edit_handler = ObjectList([FieldRowPanel([FieldPanel("rule"), FieldPanel("severity")])])
    list_display = ["rule", Column("get_severity_display", label=_("how grave")), "demoted_at"]


class CopyDeskGroup(SnippetViewSetGroup):
    """What the desk's menu calls “Copy desk”."""

    items = (HouseRuleViewSet, DictionaryViewSet, RuleSettingViewSet)
    menu_icon = "edit"
    menu_label = _("Copy desk")
    menu_name = "copy-desk"
    menu_order = 310


class ReportMenuItem(MenuItem):
    """The way to the report on the whole paper."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("paper_copydesk.change_houserule"))


def report_item() -> MenuItem:
    """Return the item among Wagtail's reports."""
    return ReportMenuItem(
        _("Check the paper"), reverse("copydesk:report"), name="copy-desk-report", icon_name="edit", order=60
    )


def after_rule_saved(request: HttpRequest, instance: Any) -> None:
    """Keep the version and say how often the rule would have fired."""
    if not isinstance(instance, HouseRule):
        return
    keep_version(rule=instance, by=request.user)
    found = preview_of(instance)
    text = ngettext(
        "In the last %(stories)s stories it would have fired once.",
        "In the last %(stories)s stories it would have fired %(count)s times.",
        found.findings,
    )
    button = messages.button(reverse("copydesk:rule_preview", args=[instance.pk]), _now("Where?"))
    messages.info(request, text % {"stories": found.stories, "count": found.findings}, buttons=[button])
