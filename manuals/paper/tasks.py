"""What the worker does for paper."""

from django.utils import timezone
from django_tasks import task

from manuals.paper.making import frozen_pdf
from manuals.versions.models import ManualVersion
from portal.context import command_context


@task()
def keep_pdf(version: int) -> None:
    """Make the PDF of a version and keep it, unless there is one."""
    with command_context("keep_pdf"):
        frozen_pdf(ManualVersion.objects.get(pk=version), at=timezone.now())
