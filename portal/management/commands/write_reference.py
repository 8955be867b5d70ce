"""Write the reference pages that are made from the code itself, or check that they are fresh."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from portal.reference import pages


class Command(BaseCommand):
    """Write `docs/reference/*.md`; with `--check` only compare."""

    help = "コードから作る参照文書を書き出します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Allow a check without writing."""
        parser.add_argument("--check", action="store_true", help="書き出さずに調べます。")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        """Write or compare each page."""
        folder = settings.ROOT / "docs" / "reference"
        stale = []
        for name, text in pages().items():
            path = folder / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
        if check and stale:
            raise CommandError(f"{'、'.join(stale)} が古くなっています。make docs を実行してください。")
        self.stdout.write(f"{'、'.join(stale) or '変更なし'}")
