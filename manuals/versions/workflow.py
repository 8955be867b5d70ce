"""What Wagtail calls when its workflow is done; its models import this, so nothing of ours at the top."""

from typing import Any


def adopt_approved(workflow_state: Any, user: Any = None) -> None:  # noqa: ARG001 - Wagtail's signature
    """Make the approved proposal a version, in place of publishing it at once."""
    from manuals.versions.actions.adoption import adopt_approved as adopt

    adopt(workflow_state)
