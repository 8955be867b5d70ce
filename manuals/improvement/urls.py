"""Screens of improvement, review and use."""

from django.urls import path

from manuals.improvement.views.answers import ImprovementAnswerView, ImprovementView
from manuals.improvement.views.figures import FiguresView, UsageView
from manuals.improvement.views.improvements import (
    ImprovementNewView,
    ImprovementsView,
    MyImprovementsView,
)
from manuals.improvement.views.reviews import ContactsView, ReviewsView, ReviewView

urlpatterns = [
    path("improvements/", ImprovementsView.as_view(), name="improvements"),
    path("improvements/mine/", MyImprovementsView.as_view(), name="my_improvements"),
    path("improvements/figures/", FiguresView.as_view(), name="improvement_figures"),
    path("improvements/new/", ImprovementNewView.as_view(), name="improvement_new"),
    path("improvements/<int:improvement>/", ImprovementView.as_view(), name="improvement"),
    path(
        "improvements/<int:improvement>/answer/", ImprovementAnswerView.as_view(), name="improvement_answer"
    ),
    path("reviews/", ReviewsView.as_view(), name="reviews"),
    path("reviews/contacts/", ContactsView.as_view(), name="owner_contacts"),
    path("reviews/<int:page>/", ReviewView.as_view(), name="review"),
    path("usage/", UsageView.as_view(), name="usage"),
]
