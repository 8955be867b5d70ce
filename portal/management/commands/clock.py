"""Beat once a minute, on the minute, until stopped."""

import logging
import time
from argparse import ArgumentParser

from django.core.management import BaseCommand, call_command
from django.db import close_old_connections

SECONDS = 60
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run `tick` at every full minute; one beat that fails does not stop the clock."""

    help = "毎分 tick を実行します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Allow a bounded number of beats."""
        parser.add_argument("--beats", type=int, default=0, help="この回数で終了します(0 は止めるまで)。")

    def handle(self, *args: object, beats: int, **options: object) -> None:
        """Beat, then sleep until the next full minute."""
        done = 0
        while True:
            close_old_connections()
            try:
                call_command("tick", verbosity=0)
            except Exception:
                logger.exception("a beat of the clock failed")
            done += 1
            if beats and done >= beats:
                return
            time.sleep(SECONDS - time.time() % SECONDS)
