"""URLs of sign-in, second factor, sessions and people."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
