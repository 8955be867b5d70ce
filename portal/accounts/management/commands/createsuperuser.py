"""Django's name for making the first administrator: here a person in the post of system administrator."""

import argparse

from portal.accounts.enums import Post
from portal.accounts.management.commands import create_person


class Command(create_person.Command):
    """Make a system administrator. No flag gives rights here: posts do."""

    help = "システム管理者を登録し、仮パスワードを一度だけ表示します。"
    name = "createsuperuser"

    def add_post_argument(self, parser: argparse.ArgumentParser) -> None:
        """Take no post: it is the system administrator's."""
        parser.set_defaults(post=Post.SYSADMIN.value)
