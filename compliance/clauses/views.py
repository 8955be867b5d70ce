"""The register of clauses on the screen and as a file."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from compliance.clauses.differences import parts_of
from compliance.clauses.exports import number, register_as_csv, register_as_dict
from compliance.clauses.models import Clause, Contract
from compliance.clauses.permissions import visible_contract_or_404
from compliance.clauses.queries import (
    branches,
    contract_summary,
    expected_counts,
    place_of,
    readings_of,
    register_of,
)
from portal import recording
from portal.accounts.enums import Permission
from portal.views import PortalView, signed_in_user

LONGEST_FILTER = 100


class ContractListView(PortalView):
    """The contracts a person may see; a single one is opened at once."""

    access = Permission.READ_CLAUSES

    def get(self, request: HttpRequest) -> HttpResponse:
        """List the contracts or go to the only one."""
        found = contract_summary(signed_in_user(request), timezone.now())
        if len(found) == 1:
            return redirect("compliance:register", found[0][0].pk)
        return render(request, "clauses/contracts.html", {"contracts": found, "crumbs": [("仕様書", "")]})


class ContractView(PortalView):
    """A page of one contract; a contract one may not know of answers 404."""

    access = Permission.READ_CLAUSES

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        super().setup(request, *args, **kwargs)
        self.contract_pk = int(str(kwargs["contract"]))

    def contract(self, request: HttpRequest) -> Contract:
        """Return the contract, after the middleware has checked the permission."""
        return visible_contract_or_404(signed_in_user(request), self.contract_pk, at=timezone.now())

    def way(self, *crumbs: tuple[str, str]) -> list[tuple[str, str]]:
        """Return the way here below the register."""
        return [("仕様書", reverse("compliance:register", args=[self.contract_pk])), *crumbs]


class RegisterView(ContractView):
    """The tree of clauses, narrowed by words."""

    def get(self, request: HttpRequest, contract: int) -> HttpResponse:
        """Show the register and put its reading on record."""
        chosen = self.contract(request)
        words = request.GET.get("q", "").strip()
        error = f"絞り込みの言葉は{LONGEST_FILTER}文字までです。" if len(words) > LONGEST_FILTER else ""
        is_open = request.GET.get("open") == "all"
        clauses = register_of(chosen)
        recording.record("clauses.register.read", subject=chosen)
        context = {
            "contract": chosen,
            "words": words,
            "error": error,
            "branches": branches(clauses, "" if error else words, is_open=is_open),
            "is_open": is_open,
            "number_of_clauses": len(clauses),
            "bars": [
                (figure.name, number(figure.value), f"{number(figure.value):,} {figure.unit}/{figure.period}")
                for figure in expected_counts(clauses)
            ],
            "readings": readings_of(chosen),
            "crumbs": [("仕様書", "")],
        }
        return render(request, "clauses/register.html", context)


class ClauseView(ContractView):
    """One clause with its place."""

    def get(self, request: HttpRequest, contract: int, clause: int) -> HttpResponse:
        """Show the clause as it stands, also when it has been withdrawn."""
        chosen = self.contract(request)
        found = get_object_or_404(
            Clause.objects.select_related("first_seen_in", "withdrawn_in").prefetch_related("figures"),
            contract=chosen,
            pk=clause,
        )
        recording.record("clauses.register.read", subject=found)
        context = {
            "contract": chosen,
            "clause": found,
            "place": place_of(found),
            "crumbs": self.way((f"{found.ref} {found.heading}".strip(), "")),
        }
        return render(request, "clauses/clause.html", context)


class ReadingView(ContractView):
    """One reading of the specification: what it changed and what it left out."""

    def get(self, request: HttpRequest, contract: int, number: int) -> HttpResponse:
        """Show the reading."""
        chosen = self.contract(request)
        reading = chosen.specifications.select_related("imported_by").filter(number=number).first()
        if reading is None:
            raise Http404
        recording.record("clauses.register.read", subject=reading)
        context = {
            "contract": chosen,
            "reading": reading,
            "changes": [(change, parts_of(change["marked"])) for change in reading.changes],
            "crumbs": self.way((f"第{reading.number}回の読込み", "")),
        }
        return render(request, "clauses/reading.html", context)


class ExportView(ContractView):
    """The register as a file."""

    access = Permission.EXPORT_CLAUSES
    form = "csv"

    def get(self, request: HttpRequest, contract: int) -> HttpResponse:
        """Send CSV or JSON, and put it on record first."""
        chosen = self.contract(request)
        clauses = register_of(chosen)
        recording.record("clauses.register.exported", subject=chosen, detail={"format": self.form})
        if self.form == "csv":
            response = HttpResponse(register_as_csv(clauses), content_type="text/csv; charset=utf-8")
        else:
            text = json.dumps(register_as_dict(clauses), ensure_ascii=False, indent=2)
            response = HttpResponse(text, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="clauses-{chosen.pk}.{self.form}"'
        return response
