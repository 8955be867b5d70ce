"""URLs of sign-in, second factor, sessions and people.

django-allauth's views stand under its own names, which it reverses; what is not listed here does not exist:
no sign-up, no mail, no password reset by mail.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import path

from portal.accounts.views.account_acts import (
    DeactivateView,
    EndSessionsView,
    LockView,
    ReactivateView,
    ResetPasswordView,
    ResetSecondFactorView,
    UnlockView,
)
from portal.accounts.views.people import (
    PeopleExportView,
    PeopleListView,
    PersonCreateView,
    PersonDetailView,
    PersonEditView,
)
from portal.accounts.views.posts import PostAssignView, PostCancelView, PostEndView
from portal.accounts.views.settings import SettingsView
from portal.accounts.views.sign_in import SignInView, StayView, SwitchView
from portal.accounts.views.temporary_password import TemporaryPasswordView

urlpatterns = [
    path("", SettingsView.as_view(), name="account_settings"),
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("switch/", SwitchView.as_view(), name="account_switch"),
    path("stay/", StayView.as_view(), name="account_stay"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("sessions/", usersessions.list_usersessions, name="usersessions_list"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/app/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/keys/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/keys/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("2fa/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("people/", PeopleListView.as_view(), name="people"),
    path("people/export.csv", PeopleExportView.as_view(), name="people_export"),
    path("people/new/", PersonCreateView.as_view(), name="person_create"),
    path("people/<int:pk>/", PersonDetailView.as_view(), name="person"),
    path("people/<int:pk>/edit/", PersonEditView.as_view(), name="person_edit"),
    path("people/<int:pk>/password/", ResetPasswordView.as_view(), name="person_reset_password"),
    path("people/<int:pk>/password/shown/", TemporaryPasswordView.as_view(), name="person_password_shown"),
    path(
        "people/<int:pk>/second-factor/", ResetSecondFactorView.as_view(), name="person_reset_second_factor"
    ),
    path("people/<int:pk>/lock/", LockView.as_view(), name="person_lock"),
    path("people/<int:pk>/unlock/", UnlockView.as_view(), name="person_unlock"),
    path("people/<int:pk>/sessions/", EndSessionsView.as_view(), name="person_end_sessions"),
    path("people/<int:pk>/deactivate/", DeactivateView.as_view(), name="person_deactivate"),
    path("people/<int:pk>/reactivate/", ReactivateView.as_view(), name="person_reactivate"),
    path("people/<int:pk>/posts/new/", PostAssignView.as_view(), name="post_assign"),
    path("people/<int:pk>/posts/<int:holding_pk>/end/", PostEndView.as_view(), name="post_end"),
    path("people/<int:pk>/posts/<int:holding_pk>/cancel/", PostCancelView.as_view(), name="post_cancel"),
]
