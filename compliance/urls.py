"""URLs of compliance, by subject."""

from django.urls import include, path

app_name = "compliance"
urlpatterns = [
    path("", include("compliance.clauses.urls")),
    path("ledger/", include("compliance.ledger.urls")),
]
