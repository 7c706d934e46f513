"""The desk package as a Django app."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class DeskConfig(AppConfig):
    name = "dateline.desk"
    label = "paper_desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.admin.views.account import ChangePasswordPanel  # noqa: PLC0415 - models first

        from dateline.desk.accounts.password_panel import BoundedPasswordChangeForm  # noqa: PLC0415 - as above
        from dateline.desk.channels.wiring import connect_channels  # noqa: PLC0415 - as above
        from dateline.desk.copy_checks.wiring import connect_copy_desk  # noqa: PLC0415 - as above
        from dateline.desk.home.wiring import connect_queues  # noqa: PLC0415 - as above
        from dateline.desk.importing.wiring import connect_imports  # noqa: PLC0415 - as above
        from dateline.desk.partners.wiring import connect_partners  # noqa: PLC0415 - as above
        from dateline.desk.planning.wiring import connect_planning  # noqa: PLC0415 - as above
        from dateline.desk.publishing_dialog.front_place import (  # noqa: PLC0415 - as above
            register_front_place,
        )
        from dateline.desk.reports.wiring import connect_reports  # noqa: PLC0415 - as above
        from dateline.desk.writing.wiring import connect_writing  # noqa: PLC0415 - as above

        # Wagtail has a setting for each form of an account but this one.
        ChangePasswordPanel.form_class = BoundedPasswordChangeForm
        connect_writing()
        connect_copy_desk()
        connect_queues()
        connect_planning()
        connect_imports()
        connect_partners()
        connect_channels()
        connect_reports()
        register_front_place()


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's accounts with screens of ours."""

    user_viewset = "dateline.desk.staff_views.StaffViewSet"
