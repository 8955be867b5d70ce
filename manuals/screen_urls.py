"""The manual's own screens, by subject."""

from django.urls import include, path

app_name = "manuals"
urlpatterns = [
    path("import/", include("manuals.importing.urls")),
    path("", include("manuals.versions.urls")),
    path("", include("manuals.confirmations.urls")),
    path("", include("manuals.improvement.urls")),
    path("", include("manuals.notices.urls")),
    path("", include("manuals.letters.urls")),
]
