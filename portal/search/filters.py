"""The chips above the hits: by task and by kind, each a link that keeps the rest of the address."""

from django.http import QueryDict

from portal.search.queries import LookUp

# (label, address, is it chosen, number of pages or None), as the component draws it.
Chip = tuple[str, str, bool, int | None]


def task_chips(found: LookUp, address: QueryDict) -> list[Chip]:
    """Return one chip for each task among the hits, and one for all; none when there is no choice."""
    chosen = found.request.task
    if not found.tasks and not chosen:
        return []
    chips: list[Chip] = [
        (task.label, _with(address, "task", task.code), task.code == chosen, task.count)
        for task in found.tasks
    ]
    return [("すべての業務", _with(address, "task", ""), not chosen, None), *chips]


def source_chips(found: LookUp, address: QueryDict) -> list[Chip]:
    """Return one chip for each kind of page, and one for all; none when only one kind exists."""
    if len(found.sources) < 2:
        return []
    chosen = address.get("source", "")
    chips: list[Chip] = [
        (one.label, _with(address, "source", one.key), one.key == chosen, one.count) for one in found.sources
    ]
    total = sum(one.count for one in found.sources)
    return [("すべて", _with(address, "source", ""), not chosen, total), *chips]


def _with(address: QueryDict, name: str, value: str) -> str:
    """Return the address with one filter changed, from its first page on."""
    changed = address.copy()
    changed.pop("page", None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
