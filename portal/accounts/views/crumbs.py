"""The way to a page about people, for the breadcrumbs."""

from django.urls import reverse

from portal.accounts.models import User

Crumbs = list[tuple[str, str]]


def people_crumbs(*, person: User | None = None, here: str = "") -> Crumbs:
    """Return the steps from the list over a person to the page `here`; the last has no address."""
    steps = [("体制", reverse("people"))]
    if person is not None:
        steps.append((person.name, reverse("person", args=[person.pk])))
    if here:
        return [*steps, (here, "")]
    return [*steps[:-1], (steps[-1][0], "")]
