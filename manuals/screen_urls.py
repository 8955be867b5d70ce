"""The manual's own screens, by subject."""

from django.urls import include, path

app_name = "manuals"
urlpatterns = [
    path("import/", include("manuals.importing.urls")),
    path("pdf/", include("manuals.paper.urls")),
    path("", include("manuals.versions.urls")),
    path("", include("manuals.confirmations.urls")),
    path("", include("manuals.improvement.urls")),
    path("", include("manuals.notices.urls")),
    path("", include("manuals.laws.urls")),
    path("", include("manuals.letters.urls")),
]
