"""The text of a page at one moment: what a reader sees and what versions are compared by."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class PageText:
    """Everything of a page that its readers see, free of the database.

    `blocks` holds the stream's raw items: {"type", "id", "value"}; `tasks` and
    `task_codes` the names and codes of the tasks, in the order of the codes.
    """

    title: str
    summary: str
    clause: str
    keywords: str
    owner_post: str
    tasks: tuple[str, ...]
    blocks: tuple[dict[str, Any], ...]
    task_codes: tuple[str, ...] = ()

    @classmethod
    def of_page(cls, page: Any) -> Self:
        """Return the text that a page object holds, saved or not."""
        body = getattr(page, "body", None)
        related = getattr(page, "tasks", None)
        tasks = sorted(related.all(), key=lambda task: task.code) if related is not None else []
        return cls(
            title=page.title,
            summary=getattr(page, "summary", ""),
            clause=getattr(page, "clause", ""),
            keywords=getattr(page, "keywords", ""),
            owner_post=getattr(page, "owner_post", ""),
            tasks=tuple(task.name for task in tasks),
            blocks=tuple(body.get_prep_value()) if body is not None else (),
            task_codes=tuple(task.code for task in tasks),
        )

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Self:
        """Return the text that `data` holds."""
        listed = {name: tuple(data.get(name, ())) for name in ("tasks", "task_codes", "blocks")}
        return cls(**(data | listed))

    def data(self) -> dict[str, Any]:
        """Return the text as plain data for JSON."""
        listed = {name: list(getattr(self, name)) for name in ("tasks", "task_codes", "blocks")}
        return asdict(self) | listed

    def digest(self) -> str:
        """Return 64 hexadecimal digits that tell texts apart: SHA-256 of the canonical JSON.

        The names of tasks are left out: renaming a task changes no page.
        """
        told = self.data() | {"tasks": None}
        canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def block(self, block_id: str) -> dict[str, Any] | None:
        """Return one block by its identity."""
        return next((block for block in self.blocks if block.get("id") == block_id), None)
