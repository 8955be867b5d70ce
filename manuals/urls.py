"""URLs of the manual: its own screens, then every page of the site tree."""

from django.urls import include, path, re_path
from wagtail.urls import serve_pattern

from manuals.page_view import ManualPageView

urlpatterns = [
    path("", include("manuals.screen_urls")),
    re_path(serve_pattern, ManualPageView.as_view(), name="wagtail_serve"),
]
