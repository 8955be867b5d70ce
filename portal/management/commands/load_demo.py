"""Load the demonstration contract: every app's share, in order."""

import argparse

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.context import command_context
from portal.registry import DemoOptions, demo_loaders


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("1 以上の整数を指定してください。")
    return int(text)


class Command(BaseCommand):
    """Run every registered demonstration loader; running it again adds only what is missing."""

    help = "実演用の契約(利用者、マニュアルなど)を読み込みます。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the seed and the scale."""
        parser.add_argument("--seed", type=int, default=1, help="同じ値なら同じ内容になります。")
        parser.add_argument("--scale", type=_positive, default=1, help="量を何倍にするか。")

    def handle(self, *args: object, **options: object) -> None:
        """Refuse outside the demonstration; write one line a loader."""
        if not settings.DEMO:
            raise CommandError("実演用のデータは、設定 MADOGUCHI_DEMO=1 のときだけ読み込めます。")
        chosen = DemoOptions(
            seed=int(str(options["seed"])), scale=int(str(options["scale"])), at=timezone.now()
        )
        with command_context("load_demo"):
            for loader in demo_loaders():
                self.stdout.write(f"{loader.key}: {loader.load(chosen)}")
