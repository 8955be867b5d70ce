"""Screens of the import."""

from django.urls import path

from manuals.importing.views import DiscardView, ImportView, PictureView, PreviewView, ReportView

urlpatterns = [
    path("", ImportView.as_view(), name="import"),
    path("<uuid:key>/", PreviewView.as_view(), name="import_preview"),
    path("<uuid:key>/discard/", DiscardView.as_view(), name="import_discard"),
    path("<uuid:key>/pictures/<str:sha256>/", PictureView.as_view(), name="import_picture"),
    path("<uuid:key>/report.csv", ReportView.as_view(), name="import_report"),
]
