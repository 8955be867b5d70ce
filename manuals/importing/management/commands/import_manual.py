"""Import Word, Excel or Markdown files into drafts of a chapter, from the command line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import IO

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from manuals.importing.actions import Choices, Upload, read_uploads, take_pages
from manuals.importing.conversion import Conversion, convert
from manuals.importing.exports import conversion_as_dict
from manuals.importing.policies import limits
from manuals.importing.presentation import Line, lines_of, report_line
from manuals.importing.reading.refusals import Refused
from manuals.models import ChapterPage, ManualPage
from portal.accounts.models import User
from portal.context import command_context


class Command(BaseCommand):
    """Make a draft of every page of the files; a refused file refuses them all."""

    help = "Word・Excel・Markdown のマニュアルを読み、章のページの下書きを作ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files, the chapter, and in whose name."""
        parser.add_argument("files", nargs="+", metavar="FILE", help=".docx、.xlsx、.md のファイル")
        parser.add_argument("--chapter", required=True, metavar="SLUG", help="章のアドレス（例：pin）")
        parser.add_argument("--user", required=True, metavar="USERNAME", help="下書きを書いた人の利用者名")
        parser.add_argument("--dry-run", action="store_true", help="下書きを作らず、結果と報告を表示します。")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="表示の形式")

    def handle(self, *args: object, **options: object) -> None:
        """Read, show, write."""
        chapter = ChapterPage.objects.filter(slug=str(options["chapter"])).first()
        if chapter is None:
            known = "、".join(ChapterPage.objects.order_by("path").values_list("slug", flat=True)) or "なし"
            raise CommandError(f"章「{options['chapter']}」はありません。ある章: {known}")
        user = User.objects.filter(username=str(options["user"]), is_active=True).first()
        if user is None:
            raise CommandError(f"利用者「{options['user']}」はいません。")
        paths = [Path(str(path)) for path in options["files"]]  # type: ignore[attr-defined]
        as_json = options["format"] == "json"
        if options["dry_run"]:
            self._show([self._converted(path) for path in paths], as_json=as_json)
        else:
            self._import(paths, chapter, user, as_json=as_json)

    def _converted(self, path: Path) -> Conversion:
        try:
            with _opened(path) as file:
                return convert(path.name, file, limits())
        except Refused as error:
            raise CommandError(f"{path.name}：{error}") from error

    def _import(self, paths: list[Path], chapter: ChapterPage, user: User, *, as_json: bool) -> None:
        """Read and take over; what was read stays on the screen for a while, with the report."""
        uploads = [Upload(path.name, _opened(path)) for path in paths]
        at = timezone.now()
        try:
            with command_context("import_manual"):
                pending = read_uploads(uploads=uploads, chapter=chapter, by=user, at=at)
                made = take_pages(pending=pending, choices=Choices(version=1), by=user, at=at)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(f"利用者「{user.username}」は、マニュアルを書く職にありません。") from error
        finally:
            for upload in uploads:
                upload.file.close()
        self._tell(pending.file_names, lines_of(pending), made, as_json=as_json)

    def _show(self, conversions: list[Conversion], *, as_json: bool) -> None:
        if as_json:
            self._write_json([conversion_as_dict(one) for one in conversions])
            return
        for one in conversions:
            self.stdout.write(one.file_name)
            for page in one.pages:
                self.stdout.write(f"  {page.title}（{len(page.blocks)} ブロック）")
            for line in one.report:
                self._write_line(report_line(0, line))
        self.stdout.write("下書きは作っていません（--dry-run）。")

    def _tell(self, names: list[str], lines: list[Line], made: list[ManualPage], *, as_json: bool) -> None:
        if as_json:
            told = [{"outcome": line.outcome.value, "kind": line.label, "text": line.text} for line in lines]
            pages = [{"id": page.pk, "title": page.title} for page in made]
            self._write_json({"files": names, "pages": pages, "report": told})
            return
        for line in lines:
            self._write_line(line)
        for page in made:
            self.stdout.write(f"下書き {page.pk}：{page.title}")
        self.stdout.write(f"{'、'.join(names)} から、{len(made)}ページの下書きを作りました。")

    def _write_line(self, line: Line) -> None:
        place = f" {line.place}" if line.place else ""
        self.stderr.write(f"[{line.outcome.label}] {line.label}{place}：{line.text}")

    def _write_json(self, data: object) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))


def _opened(path: Path) -> IO[bytes]:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "ファイルがありません",
        IsADirectoryError: "フォルダーです。ファイルを指定してください",
        PermissionError: "読み取りが許可されていません",
    }
    try:
        return path.open("rb")
    except OSError as error:
        told = reasons.get(type(error), error.strerror)
        raise CommandError(f"{path} を読めません（{told}）。") from error
