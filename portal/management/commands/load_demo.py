"""Load the demonstration contract: every app's share, in order."""

import argparse

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.accounts.demo import PERSONAS
from portal.accounts.models import User
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
        """Take the seed and the scale, and what `make serve` asks for."""
        parser.add_argument("--seed", type=int, default=1, help="同じ値なら同じ内容になります。")
        parser.add_argument("--scale", type=_positive, default=1, help="量を何倍にするか。")
        parser.add_argument(
            "--if-empty", action="store_true", help="利用者がまだいないときだけ読み込みます。"
        )
        parser.add_argument("--list", action="store_true", help="サインインできる利用者名を表示します。")

    def handle(self, *args: object, **options: object) -> None:
        """Refuse outside the demonstration; write one line a loader, and mark the installation."""
        if not settings.DEMO:
            raise CommandError("実演用のデータは、設定 MADOGUCHI_DEMO=1 のときだけ読み込めます。")
        if options["list"]:
            self._list()
            return
        if options["if_empty"] and User.objects.exists():
            return
        chosen = DemoOptions(
            seed=int(str(options["seed"])), scale=int(str(options["scale"])), at=timezone.now()
        )
        with command_context("load_demo"):
            for loader in demo_loaders():
                self.stdout.write(f"{loader.key}: {loader.load(chosen)}")
        # `make serve` takes an installation with this mark for a demonstration from now on.
        (settings.VAR / "demo").touch()

    def _list(self) -> None:
        self.stdout.write(f"実演用の利用者（パスワードは全員 {settings.DEMO_PASSWORD}）")
        for persona in PERSONAS.values():
            self.stdout.write(f"  {persona.username:10} {persona.post.label}  {persona.name}")
