"""One beat of the clock: everything that is due, then the mark that the clock runs."""

import datetime
import logging
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.context import command_context
from portal.models import Heartbeat
from portal.registry import Beat, beats

CLOCK = "clock"
logger = logging.getLogger(__name__)


def instant(text: str) -> datetime.datetime:
    """Return the aware instant that a text in ISO 8601 names, in Tokyo time unless it says otherwise."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError("日時は 2026-06-17T10:00 の形で指定してください。")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


class Command(BaseCommand):
    """Run every registered beat; one that fails does not keep the others from running."""

    help = "時計を一つ進め、期限の来た処理を行います。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Allow another instant than now."""
        parser.add_argument("--at", type=instant, help="この日時として処理します(省略すると現在)。")

    def handle(self, *args: object, at: datetime.datetime | None = None, **options: object) -> None:
        """Run the beats and mark the time; fail at the end if a beat did."""
        with command_context("tick"):
            failed = [beat.key for beat in beats() if not self._ran(beat, at or timezone.now())]
        # The mark tells that the clock runs, so it holds the real time even with --at.
        Heartbeat.objects.update_or_create(name=CLOCK, defaults={"at": timezone.now()})
        if failed:
            raise CommandError(f"{'、'.join(failed)} の処理に失敗しました。")

    def _ran(self, beat: Beat, at: datetime.datetime) -> bool:
        try:
            beat.run(at)
        except Exception:
            logger.exception("beat %s failed", beat.key)
            return False
        Heartbeat.objects.update_or_create(name=beat.key, defaults={"at": timezone.now()})
        return True
