"""Every URL of the portal, by subject."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.home.views import HomeView
from portal.views import HealthView, MediaView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("healthz", HealthView.as_view(), name="healthz"),
    path("media/<path:path>", MediaView.as_view(), name="media"),
    path("accounts/", include("portal.accounts.urls")),
    path("search/", include("portal.search.urls")),
    path("manuals/", include("manuals.urls")),
    path("compliance/", include("compliance.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
