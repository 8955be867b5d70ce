"""Give the demonstration manual proposals of improvement, days of review and figures of use."""

from portal.registry import DemoOptions


def load_improvement(options: DemoOptions) -> str:
    """Add what people proposed and were answered; safe to run again."""
    return ""
