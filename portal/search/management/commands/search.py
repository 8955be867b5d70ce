"""Prints the same look-up as the page, as a table or as JSON."""

import json
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.accounts.models import User
from portal.context import command_context
from portal.search.actions import record_guarded, record_look_up
from portal.search.console import table
from portal.search.queries import LookUp, look_up, read_query


class Command(BaseCommand):
    """Look something up from the console."""

    help = "画面と同じ検索を行い、表又はJSONで出力します。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the query, the filter, and the form of the answer."""
        parser.add_argument("query", help="検索する言葉")
        parser.add_argument("--task", default="", help="業務のコードで絞り込みます。")
        parser.add_argument("--user", default="", help="この利用者に見える範囲で検索します。")
        parser.add_argument("--limit", type=int, default=20, help="表示する件数(初期値 20)")
        parser.add_argument("--format", choices=["table", "json"], default="table", help="出力の形式")

    def handle(self, *args: Any, **options: Any) -> None:
        """Search, put the search on record, and print what was found."""
        query = read_query(options["query"])
        with command_context("search"):
            if query.is_guarded:
                record_guarded()
                raise CommandError("個人番号と思われる数字が含まれているため、検索しませんでした。")
            if not query.text:
                raise CommandError("検索する言葉を指定してください。")
            found = look_up(query.text, user=_user(options["user"]), at=timezone.now(), task=options["task"])
            record_look_up(query=query, found=found)
            rows = _rows(found, max(options["limit"], 0))
        if options["format"] == "json":
            self.stdout.write(json.dumps(_document(found, rows), ensure_ascii=False, indent=2))
        else:
            self._print_table(found, rows)

    def _print_table(self, found: LookUp, rows: list[dict[str, Any]]) -> None:
        if found.is_widened:
            self.stdout.write(
                f"すべての言葉を含むページは{found.strict_total}件でした。"
                "いずれかの言葉を含むページも表示します。"
            )
        if rows:
            columns = {"number": "順位", "title": "題名", "place": "章", "tasks": "業務", "url": "URL"}
            self.stdout.write(table(columns, [row | {"tasks": "・".join(row["tasks"])} for row in rows]))
        self.stdout.write(f"{found.total}件見つかりました。")


def _user(username: str) -> User | None:
    if not username:
        return None
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist as error:
        raise CommandError(f"利用者「{username}」は登録されていません。") from error


def _rows(found: LookUp, limit: int) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "kind": source.key,
            "title": hit.title,
            "url": hit.url,
            "place": hit.place,
            "tasks": list(hit.tasks),
            "summary": hit.summary,
        }
        for number, (source, hit) in enumerate(found.pages[:limit], start=1)
    ]


def _document(found: LookUp, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "query": found.request.text,
        "total": found.total,
        "total_with_all_words": found.strict_total,
        "widened": found.is_widened,
        "tasks": [{"code": task.code, "label": task.label, "count": task.count} for task in found.tasks],
        "hits": rows,
    }
