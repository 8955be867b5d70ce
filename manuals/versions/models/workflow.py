"""The two steps of a proposal in Wagtail's own workflow."""

from typing import Any, ClassVar

from wagtail.models import Task, TaskState

from manuals.versions.enums import Step, Verdict


class ReviewState(TaskState):
    """One step of a proposal in Wagtail's own workflow; whoever finishes it must be allowed to."""

    class Meta:
        verbose_name = "改正案の段階"
        verbose_name_plural = "改正案の段階"

    def approve(
        self, user: Any = None, update: bool = True, comment: str = "", at: Any = None
    ) -> "ReviewState":
        """Approve through the one action that checks and records, whatever door the call came by."""
        from manuals.versions.actions.decisions import noted

        with noted(self, Verdict.APPROVED, user, comment, at):
            super().approve(user=user, update=update, comment=comment)
        return self

    def reject(
        self, user: Any = None, update: bool = True, comment: str = "", at: Any = None
    ) -> "ReviewState":
        """Return through the one action that checks and records."""
        from manuals.versions.actions.decisions import noted

        with noted(self, Verdict.RETURNED, user, comment, at):
            super().reject(user=user, update=update, comment=comment)
        return self


class ReviewTask(Task):
    """What both steps share: the page rests while somebody looks at it."""

    step: ClassVar[Step]
    task_state_class = ReviewState

    class Meta:
        abstract = True

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock the page for all: what is approved is what was looked at."""
        return True


class ContractorCheck(ReviewTask):
    """The contractor's manager or deputy looks whether the work can be done so."""

    step = Step.CONTRACTOR_CHECK

    class Meta:
        verbose_name = "受注者確認"
        verbose_name_plural = "受注者確認"


class CityApproval(ReviewTask):
    """The city, which owns the manual, approves."""

    step = Step.CITY_APPROVAL

    class Meta:
        verbose_name = "市承認"
        verbose_name_plural = "市承認"
