"""URLs of the manual on paper."""

from django.urls import path

from manuals.paper.enums import Scope
from manuals.paper.views import BookletView, EmergencyChaptersView, PagePdfView, PaperView, VersionPdfView

urlpatterns = [
    path("", PaperView.as_view(), name="paper"),
    path("all/", BookletView.as_view(scope=Scope.ALL), name="booklet_all"),
    path("emergency/chapters/", EmergencyChaptersView.as_view(), name="emergency_chapters"),
    path("emergency/", BookletView.as_view(scope=Scope.EMERGENCY), name="booklet_emergency"),
    path("chapter/<int:chapter>/", BookletView.as_view(scope=Scope.CHAPTER), name="booklet_chapter"),
    path("page/<int:page>/", PagePdfView.as_view(), name="page_pdf"),
    path("version/<int:version>/", VersionPdfView.as_view(), name="version_pdf"),
]
