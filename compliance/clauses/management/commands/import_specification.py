"""Read a specification's file into the register of clauses."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from compliance.clauses.actions import Plan, apply_plan, plan_import
from compliance.clauses.exports import reading_as_dict
from compliance.clauses.models import Contract
from compliance.clauses.parsing import ParsedClause, Reading, UnreadableFile, decode, read_text, remarks
from portal.context import command_context


def _unreadable(path: Path, error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "ファイルがありません",
        IsADirectoryError: "フォルダーです。ファイルを指定してください",
        PermissionError: "読み取りが許可されていません",
    }
    return f"{path} を読めません（{reasons.get(type(error), error.strerror)}）。"


class Command(BaseCommand):
    """Show what changes first; write only what was agreed to; a wrong file changes nothing."""

    help = "仕様書（UTF-8 のテキスト）を読み、条項の台帳に登録します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how to go about it."""
        parser.add_argument("file", help="仕様書のテキストファイル")
        parser.add_argument("--contract", type=int, help="契約の番号（契約が一つなら省けます）")
        parser.add_argument("--dry-run", action="store_true", help="登録せず、読み取った条項を表示します。")
        parser.add_argument("--yes", action="store_true", help="違いがあっても、尋ねずに登録します。")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="表示の形式")

    def handle(self, *args: object, **options: object) -> None:
        """Read, show, ask, write."""
        path = Path(str(options["file"]))
        as_json = options["format"] == "json"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(_unreadable(path, error)) from error
        try:
            if options["dry_run"]:
                self._show(data, as_json=as_json)
            else:
                self._import(path, data, options)
        except UnreadableFile as error:
            raise CommandError(f"{path.name}: {error}") from error

    def _show(self, data: bytes, *, as_json: bool) -> None:
        reading = read_text(decode(data))
        self._remark(reading)
        if as_json:
            self.stdout.write(json.dumps(reading_as_dict(reading), ensure_ascii=False, indent=2))
            return
        self.stdout.write(reading.title)
        for clause in reading.clauses:
            self._show_clause(clause, 0)
        for one in reading.left_out:
            self.stdout.write(f"（条項に含めない {one.line} 行目 {one.reason}）{one.text}")

    def _remark(self, reading: Reading) -> None:
        for remark in remarks(reading):
            self.stderr.write(f"（確かめてください）{remark}")

    def _show_clause(self, clause: ParsedClause, depth: int) -> None:
        first_line = (clause.heading or clause.text).split("\n")[0]
        shown = first_line if len(first_line) <= 60 else f"{first_line[:59]}…"
        self.stdout.write(f"{'  ' * depth}{clause.ref} {shown}")
        for child in clause.children:
            self._show_clause(child, depth + 1)

    def _import(self, path: Path, data: bytes, options: dict[str, object]) -> None:
        plan = plan_import(contract=self._contract(options, data), file_name=path.name, data=data)
        if options["format"] == "json":
            self.stdout.write(json.dumps(reading_as_dict(plan.reading), ensure_ascii=False, indent=2))
        self._remark(plan.reading)
        if not plan.is_needed:
            self.stderr.write("登録済みの条項と同じです。何も変更しませんでした。")
            return
        self._show_changes(plan)
        if plan.changes and not options["yes"] and not self._is_agreed():
            raise CommandError("登録を取りやめました。何も変更していません。")
        with command_context("import_specification"):
            specification = apply_plan(plan, by=None, at=timezone.now())
        self.stderr.write(
            f"{specification} を登録しました。条項 {len(plan.reading.walk())} 件、"
            f"条項に含めなかった部分 {len(plan.reading.left_out)} 件。"
        )

    def _contract(self, options: dict[str, object], data: bytes) -> Contract:
        chosen = options["contract"]
        if isinstance(chosen, int):
            contract = Contract.objects.filter(pk=chosen).first()
            if contract is None:
                raise CommandError(f"番号 {chosen} の契約はありません。")
            return contract
        contracts = list(Contract.objects.all()[:2])
        if len(contracts) > 1:
            raise CommandError("契約が複数あります。--contract で番号を指定してください。")
        if contracts:
            return contracts[0]
        title = read_text(decode(data)).title or "名称未設定の契約"
        return Contract(title=title, short_name=title[:60])

    def _show_changes(self, plan: Plan) -> None:
        for change in plan.changes:
            moved = f"{change.old_ref} → {change.ref}" if change.old_ref != change.ref else change.ref
            self.stderr.write(f"[{change.kind.value}] {moved.strip(' →')} {change.heading}")
            if change.marked:
                self.stderr.write(f"    {change.marked}")

    def _is_agreed(self) -> bool:
        """Ask whoever sits at the terminal; a script has seen the difference and goes on."""
        if not sys.stdin.isatty():
            return True
        return input("この内容で登録しますか。[y/N] ").strip().lower() in {"y", "yes"}
