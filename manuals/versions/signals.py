"""News of versions, for the apps above."""

from django.dispatch import Signal

# Sent with `version` and `at` in the transaction of the act.
version_approved = Signal()
version_in_force = Signal()
version_cancelled = Signal()
