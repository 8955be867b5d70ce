"""Screens of reading and confirming."""

from django.urls import path

from manuals.confirmations.views.assignments import AssignmentEditView, AssignmentsView
from manuals.confirmations.views.matrix import MatrixView
from manuals.confirmations.views.mine import ConfirmView, MyDutiesView

urlpatterns = [
    path("confirmations/", MyDutiesView.as_view(), name="my_confirmations"),
    path("confirmations/<int:version>/", ConfirmView.as_view(), name="confirm"),
    path("confirmations/matrix/", MatrixView.as_view(), name="confirmations"),
    path("assignments/", AssignmentsView.as_view(), name="assignments"),
    path("assignments/<int:person>/", AssignmentEditView.as_view(), name="assignment_edit"),
]
