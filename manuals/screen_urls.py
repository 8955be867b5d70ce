"""The manual's own screens, by subject."""

from django.urls import include, path

app_name = "manuals"
urlpatterns = [
    path("", include("manuals.versions.urls")),
]
