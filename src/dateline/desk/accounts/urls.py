"""Addresses under /desk/: the ways in, and what changes the security of an account.

Only those of allauth that are named here exist: no signing up, no e-mail addresses, no other sites.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from dateline.desk.accounts import login_views, security_views
from dateline.desk.accounts.log_report import account_log_urls
from dateline.desk.accounts.reset_views import DeskPasswordResetView
from dateline.desk.accounts.staff_security_views import StaffSecurityView

# For everybody who is not in yet.
urlpatterns = [
    path("login/", login_views.DeskLoginView.as_view(), name="account_login"),
    path("login/code/", login_views.second_step, name="mfa_authenticate"),
    path("login/passkey/", login_views.passkey_login, name="mfa_login_webauthn"),
    path("password_reset/", DeskPasswordResetView.as_view(), name="account_password_reset"),
]


def security_urls() -> list[URLPattern]:
    """Return the addresses for those who are in; Wagtail lets nobody else through."""
    return [
        path("security/", security_views.SecurityView.as_view(), name="mfa_index"),
        path("security/passkeys/", security_views.to_security, name="mfa_list_webauthn"),
        path("security/passkeys/add/", security_views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
        path(
            "security/passkeys/<int:pk>/",
            security_views.RenamePasskeyView.as_view(),
            name="mfa_edit_webauthn",
        ),
        path(
            "security/passkeys/<int:pk>/remove/",
            security_views.RemovePasskeyView.as_view(),
            name="mfa_remove_webauthn",
        ),
        path("security/app/add/", security_views.AddAppView.as_view(), name="mfa_activate_totp"),
        path("security/app/remove/", security_views.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
        path("security/codes/", security_views.CodesView.as_view(), name="mfa_view_recovery_codes"),
        path(
            "security/codes/new/", security_views.NewCodesView.as_view(), name="mfa_generate_recovery_codes"
        ),
        path("security/confirm/", security_views.confirm_password, name="account_reauthenticate"),
        path("security/confirm/code/", security_views.confirm_code, name="mfa_reauthenticate"),
        path(
            "security/confirm/passkey/",
            security_views.ConfirmPasskeyView.as_view(),
            name="mfa_reauthenticate_webauthn",
        ),
        path("security/sessions/end/", security_views.end_my_sessions, name="desk_end_sessions"),
        path("staff-security/<int:pk>/", StaffSecurityView.as_view(), name="desk_staff_security"),
        *account_log_urls(),
    ]
