"""Name what publishing writes into the history of a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def name_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("dateline.embargo.set", _("Set an embargo"), _("Embargo set"))
    actions.register_action("dateline.embargo.lift", _("Lift an embargo"), _("Embargo lifted"))
    actions.register_action("dateline.share.create", _("Share a draft"), _("Draft shared by a link"))
    actions.register_action("dateline.share.revoke", _("Revoke a link"), _("Link to the draft revoked"))
