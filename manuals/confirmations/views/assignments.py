"""Who does which task: said by the contractor's managers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from manuals.confirmations.actions import set_tasks
from manuals.confirmations.forms import TasksForm
from manuals.confirmations.models import TaskAssignment
from manuals.confirmations.permissions import user_can_assign
from manuals.confirmations.queries import counter_people
from manuals.models import CounterTask
from portal.accounts.enums import Permission
from portal.accounts.forms.people import say_errors
from portal.accounts.models import User
from portal.views import PortalView, signed_in_user


class AssignmentsView(PortalView):
    """Show people × tasks."""

    access = Permission.ASSIGN_TASKS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show who does what today."""
        today = timezone.localdate()
        people, tasks = counter_people(today), list(CounterTask.objects.active())
        done = set(TaskAssignment.objects.on(today).values_list("person", "task"))
        rows = [(person, [(person.pk, task.pk) in done for task in tasks]) for person in people]
        context = {
            "tasks": tasks,
            "rows": rows,
            "alone": [task for task in tasks if sum((p.pk, task.pk) in done for p in people) < 2],
            "crumbs": [("マニュアル", "/manuals/"), ("担当業務", "")],
        }
        return render(request, "manuals/confirmations/assignments.html", context)


class AssignmentEditView(PortalView):
    """Say which tasks a person does from a day on."""

    access = Permission.ASSIGN_TASKS

    def get(self, request: HttpRequest, person: int) -> HttpResponse:
        """Show the form with what the person does now."""
        found = self._person(request, person)
        today = timezone.localdate()
        now = TaskAssignment.objects.on(today).filter(person=found).values_list("task", flat=True)
        return self._shown(request, found, TasksForm(initial={"tasks": list(now), "on": today}))

    def post(self, request: HttpRequest, person: int) -> HttpResponse:
        """Set them, or say why not."""
        found = self._person(request, person)
        form = TasksForm(request.POST)
        if form.is_valid():
            try:
                set_tasks(
                    person=found,
                    tasks=list(form.cleaned_data["tasks"]),
                    on=form.cleaned_data["on"],
                    by=signed_in_user(request),
                    at=timezone.now(),
                )
            except ValidationError as error:
                say_errors(form, error)
            else:
                messages.success(request, f"{found.name}さんの担当業務を登録しました。")
                return redirect("manuals:assignments")
        return self._shown(request, found, form)

    def _person(self, request: HttpRequest, key: int) -> User:
        person = get_object_or_404(User.objects.select_related("organisation"), pk=key)
        if not user_can_assign(signed_in_user(request), person, at=timezone.now()):
            raise PermissionDenied("not a person of this organisation")
        return person

    def _shown(self, request: HttpRequest, person: User, form: TasksForm) -> HttpResponse:
        crumbs = [("担当業務", "/manuals/assignments/"), (person.name, "")]
        context = {"person": person, "form": form, "crumbs": crumbs}
        status = 422 if form.errors else 200
        return render(request, "manuals/confirmations/assignment_edit.html", context, status=status)
