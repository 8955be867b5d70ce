"""Screens of law changes."""

from django.urls import path

from manuals.laws.views.keeping import (
    LawCloseView,
    LawEditView,
    LawNewView,
    LawNoteView,
    LawReopenView,
    LawSettleView,
)
from manuals.laws.views.reading import LawsView, LawView

urlpatterns = [
    path("laws/", LawsView.as_view(), name="laws"),
    path("laws/new/", LawNewView.as_view(), name="law_new"),
    path("laws/<int:law>/", LawView.as_view(), name="law"),
    path("laws/<int:law>/edit/", LawEditView.as_view(), name="law_edit"),
    path("laws/<int:law>/pages/<int:page>/", LawSettleView.as_view(), name="law_settle"),
    path("laws/<int:law>/notes/", LawNoteView.as_view(), name="law_note"),
    path("laws/<int:law>/close/", LawCloseView.as_view(), name="law_close"),
    path("laws/<int:law>/reopen/", LawReopenView.as_view(), name="law_reopen"),
]
