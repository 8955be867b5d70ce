"""Screens of letters."""

from django.urls import path

from manuals.letters.views.drafts import LetterDiscardView, LetterEditView, LetterNewView, LetterSendView
from manuals.letters.views.flow import (
    LetterAgreeView,
    LetterAnswerView,
    LetterChangesView,
    LetterConfirmView,
    LetterDecideView,
    LetterReturnView,
)
from manuals.letters.views.register import LettersView, LetterView

urlpatterns = [
    path("letters/", LettersView.as_view(), name="letters"),
    path("letters/new/", LetterNewView.as_view(), name="letter_new"),
    path("letters/<int:letter>/", LetterView.as_view(), name="letter"),
    path("letters/<int:letter>/agree/", LetterAgreeView.as_view(), name="letter_agree"),
    path("letters/<int:letter>/answer/", LetterAnswerView.as_view(), name="letter_answer"),
    path("letters/<int:letter>/changes/", LetterChangesView.as_view(), name="letter_changes"),
    path("letters/<int:letter>/confirm/", LetterConfirmView.as_view(), name="letter_confirm"),
    path("letters/<int:letter>/decide/", LetterDecideView.as_view(), name="letter_decide"),
    path("letters/<int:letter>/discard/", LetterDiscardView.as_view(), name="letter_discard"),
    path("letters/<int:letter>/edit/", LetterEditView.as_view(), name="letter_edit"),
    path("letters/<int:letter>/return/", LetterReturnView.as_view(), name="letter_return"),
    path("letters/<int:letter>/send/", LetterSendView.as_view(), name="letter_send"),
]
