"""Screens of versions and of approval."""

from django.urls import path

from manuals.versions.views.copies import PictureView
from manuals.versions.views.history import VersionsView

urlpatterns = [
    path("pictures/<str:sha256>/", PictureView.as_view(), name="picture"),
    path("versions/of/<int:page>/", VersionsView.as_view(), name="versions"),
]
