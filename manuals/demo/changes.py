"""How the demonstration manual changed: what was rewritten, by whom, and how far its approval has come."""

import datetime
from dataclasses import dataclass
from enum import Enum

from manuals.versions.enums import VersionKind


class Stage(Enum):
    """How far a change has come."""

    APPROVED = "approved"
    BEFORE_THE_CITY = "before the city"
    BEFORE_THE_CONTRACTOR = "before the contractor"
    RETURNED = "returned"


@dataclass(frozen=True)
class Change:
    """One change: old words → new words in a page's blocks, put forward so many days before the loading.

    `in_days` is the day of effect counted from the loading, None for the approval itself; `next_april`
    takes the next first of April instead.
    """

    slug: str
    days_ago: int
    kind: VersionKind
    note: str
    words: dict[str, str]
    author: str = "trainer"
    stage: Stage = Stage.APPROVED
    in_days: int | None = None
    next_april: bool = False
    comment: str = ""


CHANGES = [
    Change(
        "pin-unlock",
        60,
        VersionKind.MINOR,
        "お返しする前の確認項目の言い方を、わかりやすく改めました。",
        {"番号を書いた紙やメモが窓口に残っていない": "番号を書いた紙やメモが、どこにも残っていない"},
    ),
    Change(
        "pin-unlock",
        12,
        VersionKind.MAJOR,
        "どの番号が止まったかを聞く前に、端末で状態を確かめる手順に改めました。聞き間違いによるやり直しがあったためです。",
        {
            "どの番号が止まったかを聞き分けます": "端末で状態を確かめてから、どの番号が止まったかを聞きます",
            "わからなければ、端末で状態を確かめてから進めます。": (
                "端末の状態とお話が合わないときは、副責任者に伝えてから進めます。"
            ),
        },
    ),
    Change(
        "issuance-child",
        25,
        VersionKind.MAJOR,
        "お子さまが車や待合で待っているときの扱いを明確にしました。",
        {
            "本人が車や待合で待っているときは、交付の前に窓口へ来ていただきます。": (
                "本人が車や待合で待っているときは、受付をせず、窓口へ来ていただいてから始めます。"
            ),
        },
        in_days=-7,
    ),
    Change(
        "certificate-renewal",
        8,
        VersionKind.MAJOR,
        "来年度の様式の変更に合わせて、お知らせの手紙の扱いを改めます。",
        {"お知らせの手紙は、あればお持ちいただきます。なくてもお受けできるかは市に確認します。": (
            "お知らせの手紙がなくても、お受けします。手紙の番号は控えません。"
        )},
        author="city",
        next_april=True,
    ),
    Change(
        "certificate-renewal",
        2,
        VersionKind.MINOR,
        "機械のエラーが出たときに伝える相手を加えました。",
        {"機械のエラーが出たら続けて押さず、副責任者に伝えます。": (
            "機械のエラーが出たら続けて押さず、画面をそのままにして、副責任者に伝えます。"
        )},
    ),
    Change(
        "reception-hours",
        4,
        VersionKind.MAJOR,
        "昼の交替の時刻を、業務管理責任者が前日までに決めることにします。",
        {"交替の時刻は副責任者が決めます。": "交替の時刻は、業務管理責任者が前日の夕方までに掲示します。"},
        author="city",
        stage=Stage.BEFORE_THE_CITY,
        in_days=10,
    ),
    Change(
        "telephone-basic",
        3,
        VersionKind.MINOR,
        "折り返しの電話の時刻を復唱することを加えました。",
        {"番号と都合のよい時間を聞き、復唱し、": "番号と都合のよい時間を聞き、どちらも復唱し、"},
        stage=Stage.BEFORE_THE_CONTRACTOR,
    ),
    Change(
        "reception-congestion",
        6,
        VersionKind.MINOR,
        "混雑したときの声かけを短くしました。",
        {"お客さま": "お客様"},
        stage=Stage.RETURNED,
        comment="このマニュアルでは「お客さま」に統一しています。元の書き方に戻してください。",
    ),
]  # fmt: skip


def day_of_effect(change: Change, today: datetime.date) -> datetime.date | None:
    """Return the day from which a change is to be in force, None for the approval itself."""
    if change.next_april:
        april = datetime.date(today.year, 4, 1)
        return april if april > today else datetime.date(today.year + 1, 4, 1)
    return None if change.in_days is None else today + datetime.timedelta(days=change.in_days)
