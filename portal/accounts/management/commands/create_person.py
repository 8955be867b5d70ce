"""Make a person from the command line: the first ones of a new installation, above all."""

import argparse
import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.accounts.actions import PersonFacts, create_person
from portal.accounts.enums import OrganisationKind, Post
from portal.accounts.models import Counter, Organisation
from portal.accounts.policies import Span
from portal.accounts.roles import ROLES
from portal.context import command_context


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日付は 2026-04-01 の形で指定してください。") from error


class Command(BaseCommand):
    """Make a person with a post and print the temporary password once."""

    help = "利用者を登録し、仮パスワードを一度だけ表示します。"
    name = "create_person"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the facts of the person; what is missing is asked for."""
        parser.add_argument("--username", help="利用者名(サインインに使います)")
        parser.add_argument("--staff-number", help="職員番号")
        parser.add_argument("--name", help="氏名")
        parser.add_argument("--kana", help="氏名(カナ)")
        parser.add_argument("--organisation", help="組織の名称(なければ作ります)")
        parser.add_argument("--counter", help="所属窓口のコード")
        parser.add_argument("--start", type=_date, help="就任日(既定は今日)")
        parser.add_argument("--end", type=_date, help="最終日")
        self.add_post_argument(parser)

    def add_post_argument(self, parser: argparse.ArgumentParser) -> None:
        """Ask which post; the side of the organisation follows from it."""
        words = "、".join(f"{post.value}={post.label}" for post in Post)
        parser.add_argument("--post", required=True, choices=Post.values, help=words)

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        """Make the person; every refusal is one Japanese sentence."""
        at = timezone.now()
        post = Post(str(options["post"]))
        start = options["start"] or timezone.localdate(at)
        end = options["end"]
        span = Span(
            post,
            start if isinstance(start, datetime.date) else timezone.localdate(at),
            end if isinstance(end, datetime.date) else None,
        )
        with command_context(self.name):
            try:
                made = create_person(facts=self._facts(options, post), by=None, at=at, first_post=span)
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"{made.user.name}さん({made.user.username})を「{post.label}」として登録しました。")
        self.stdout.write(f"仮パスワード: {made.temporary_password}(期限は72時間。一度だけ表示します)")

    def _facts(self, options: dict[str, object], post: Post) -> PersonFacts:
        return PersonFacts(
            username=self._asked(options, "username", "利用者名"),
            staff_number=self._asked(options, "staff_number", "職員番号"),
            name=self._asked(options, "name", "氏名"),
            name_kana=self._asked(options, "kana", "氏名(カナ)"),
            organisation=self._organisation(options, ROLES[post].organisation),
            counter=_counter(options.get("counter")),
        )

    def _organisation(self, options: dict[str, object], kind: OrganisationKind) -> Organisation:
        present = list(Organisation.objects.filter(kind=kind)[:2])
        if options.get("organisation") is None and len(present) == 1:
            return present[0]
        name = self._asked(options, "organisation", f"組織の名称({kind.label})")
        found, _ = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
        return found

    def _asked(self, options: dict[str, object], key: str, label: str) -> str:
        given = options.get(key)
        try:
            text = str(given) if given is not None else input(f"{label}: ")
        except EOFError as error:
            raise CommandError(f"--{key.replace('_', '-')} を指定してください。") from error
        if not text.strip():
            raise CommandError(f"{label}を入力してください。")
        return text


def _counter(code: object) -> Counter | None:
    if code is None:
        return None
    found = Counter.objects.filter(code=str(code)).first()
    if found is None:
        known = "、".join(Counter.objects.values_list("code", flat=True)) or "なし"
        raise CommandError(f"窓口「{code}」はありません。登録されている窓口: {known}")
    return found
