"""URLs of the ledger."""

from django.urls import path

from compliance.ledger.views import EntriesExportView, EntriesView

urlpatterns = [
    path("", EntriesView.as_view(), name="ledger"),
    path("entries.csv", EntriesExportView.as_view(), name="ledger_export"),
]
