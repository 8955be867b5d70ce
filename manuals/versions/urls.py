"""Screens of versions and of approval."""

from django.urls import path

from manuals.versions.views.board import BoardView
from manuals.versions.views.copies import CopyFileView, CopyView, PictureView
from manuals.versions.views.delegations import DelegationRevokeView, DelegationsView
from manuals.versions.views.proposals import (
    ProposalDecideView,
    ProposalNewView,
    ProposalTakeBackView,
    ProposalView,
)
from manuals.versions.views.versions import (
    CompareView,
    VersionCancelView,
    VersionReviseView,
    VersionsView,
)

urlpatterns = [
    path("approvals/", BoardView.as_view(), name="approvals"),
    path("approvals/new/<int:page>/", ProposalNewView.as_view(), name="proposal_new"),
    path("approvals/<int:proposal>/", ProposalView.as_view(), name="proposal"),
    path("approvals/<int:proposal>/decide/", ProposalDecideView.as_view(), name="proposal_decide"),
    path("approvals/<int:proposal>/take-back/", ProposalTakeBackView.as_view(), name="proposal_take_back"),
    path("delegations/", DelegationsView.as_view(), name="delegations"),
    path("delegations/<int:delegation>/revoke/", DelegationRevokeView.as_view(), name="delegation_revoke"),
    path("pictures/<str:sha256>/", PictureView.as_view(), name="picture"),
    path("versions/of/<int:page>/", VersionsView.as_view(), name="versions"),
    path("versions/of/<int:page>/compare/", CompareView.as_view(), name="compare"),
    path("versions/<int:version>/", CopyView.as_view(), name="version"),
    path("versions/<int:version>/copy/", CopyFileView.as_view(), name="version_file"),
    path("versions/<int:version>/revise/", VersionReviseView.as_view(), name="version_revise"),
    path("versions/<int:version>/cancel/", VersionCancelView.as_view(), name="version_cancel"),
]
