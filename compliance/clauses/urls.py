"""URLs of the register of clauses."""

from django.urls import path

from compliance.clauses.views import ClauseView, ContractListView, ExportView, ReadingView, RegisterView

urlpatterns = [
    path("", ContractListView.as_view(), name="contracts"),
    path("contracts/<int:contract>/", RegisterView.as_view(), name="register"),
    path("contracts/<int:contract>/clauses/<int:clause>/", ClauseView.as_view(), name="clause"),
    path("contracts/<int:contract>/readings/<int:number>/", ReadingView.as_view(), name="reading"),
    path("contracts/<int:contract>/clauses.csv", ExportView.as_view(form="csv"), name="export_csv"),
    path("contracts/<int:contract>/clauses.json", ExportView.as_view(form="json"), name="export_json"),
]
