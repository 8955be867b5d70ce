"""Every URL of the portal, by subject."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.home.gallery import GalleryView
from portal.home.views import HomeView, ReadyView
from portal.views import HealthView, MediaView

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("healthz", HealthView.as_view(), name="healthz"),
    path("readyz", ReadyView.as_view(), name="readyz"),
    path("components/", GalleryView.as_view(), name="components"),
    path("media/<path:path>", MediaView.as_view(), name="media"),
    path("accounts/", include("portal.accounts.urls")),
    path("notifications/", include("portal.notifications.urls")),
    path("search/", include("portal.search.urls")),
    path("manuals/", include("manuals.urls")),
    path("compliance/", include("compliance.urls")),
    path("cms/", include("manuals.cms_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
