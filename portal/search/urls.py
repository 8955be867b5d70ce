"""URLs of look-up."""

from django.urls import path

from portal.search.views import SearchView, SuggestView

urlpatterns = [
    path("", SearchView.as_view(), name="search"),
    path("suggest/", SuggestView.as_view(), name="search_suggest"),
]
