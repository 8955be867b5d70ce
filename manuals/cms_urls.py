"""Screens of Wagtail's admin that the portal's own replace."""

from django.urls import path

from manuals.cms_views import AccountView, SignInView

urlpatterns = [
    path("account/", AccountView.as_view(), name="cms_account"),
    path("login/", SignInView.as_view(), name="cms_login"),
]
