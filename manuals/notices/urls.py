"""Screens of notices."""

from django.urls import path

from manuals.notices.views.publishing import (
    NoticeCorrectView,
    NoticeNewView,
    NoticeReadersView,
    NoticeWithdrawView,
)
from manuals.notices.views.reading import NoticeConfirmView, NoticesView, NoticeView

urlpatterns = [
    path("notices/", NoticesView.as_view(), name="notices"),
    path("notices/new/", NoticeNewView.as_view(), name="notice_new"),
    path("notices/<int:notice>/", NoticeView.as_view(), name="notice"),
    path("notices/<int:notice>/confirm/", NoticeConfirmView.as_view(), name="notice_confirm"),
    path("notices/<int:notice>/correct/", NoticeCorrectView.as_view(), name="notice_correct"),
    path("notices/<int:notice>/withdraw/", NoticeWithdrawView.as_view(), name="notice_withdraw"),
    path("notices/<int:notice>/readers/", NoticeReadersView.as_view(), name="notice_readers"),
]
