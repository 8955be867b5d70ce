"""Who is who in the demonstration: fictional people in real posts."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from portal.accounts.enums import OrganisationKind, Post

CONTRACT_START = datetime.date(2026, 2, 1)
CONTRACT_END = datetime.date(2029, 2, 28)
CONTRACTOR = "株式会社カウンター小田原(架空)"
CITY = "小田原市"
AUDIT = "小田原市監査事務局"
MAIN, MARONIE, IZUMI, KOYURUGI = "main", "maronie", "izumi", "koyurugi"

ORGANISATIONS: dict[OrganisationKind, str] = {
    OrganisationKind.CONTRACTOR: CONTRACTOR,
    OrganisationKind.CITY: CITY,
    OrganisationKind.AUDIT: AUDIT,
}
# Code, name, whether it is the main office.
COUNTERS: list[tuple[str, str, bool]] = [
    (MAIN, "本庁舎", True),
    (MARONIE, "マロニエ住民窓口", False),
    (IZUMI, "いずみ住民窓口", False),
    (KOYURUGI, "こゆるぎ住民窓口", False),
]


@dataclass(frozen=True)
class Persona:
    """One person of the demonstration and the post held from `start` to `end` (both included)."""

    username: str
    post: Post
    name: str
    name_kana: str
    staff_number: str
    side: OrganisationKind
    counter: str | None = None
    start: datetime.date = CONTRACT_START
    end: datetime.date | None = CONTRACT_END
    has_left: bool = False


_WORKERS = OrganisationKind.CONTRACTOR
_OFFICE = OrganisationKind.CITY

# Those who sign in during the demonstration, by user name.
PERSONAS: dict[str, Persona] = {
    person.username: person
    for person in [
        Persona("staff", Post.STAFF, "佐藤 美咲", "サトウ ミサキ", "K1012", _WORKERS, MAIN),
        Persona("deputy", Post.DEPUTY, "鈴木 健太", "スズキ ケンタ", "K1002", _WORKERS, MAIN),
        Persona("manager", Post.MANAGER, "高橋 裕子", "タカハシ ユウコ", "K1001", _WORKERS, MAIN),
        Persona("privacy", Post.PRIVACY, "渡辺 真一", "ワタナベ シンイチ", "K1003", _WORKERS, MAIN),
        Persona("trainer", Post.TRAINER, "中村 由美", "ナカムラ ユミ", "K1004", _WORKERS, MAIN),
        Persona("city", Post.CITY_OFFICER, "山口 浩", "ヤマグチ ヒロシ", "2041", _OFFICE, MAIN),
        Persona("cityhead", Post.CITY_APPROVER, "小林 恵子", "コバヤシ ケイコ", "2040", _OFFICE, MAIN),
        Persona("inspector", Post.INSPECTOR, "加藤 誠", "カトウ マコト", "2077", _OFFICE),
        Persona("auditor", Post.AUDITOR, "井上 明", "イノウエ アキラ", "3005", OrganisationKind.AUDIT),
        Persona("branch", Post.BRANCH_STAFF, "松本 さくら", "マツモト サクラ", "2103", _OFFICE, MARONIE),
        Persona("sysadmin", Post.SYSADMIN, "石田 徹", "イシダ トオル", "2090", _OFFICE),
    ]
}

# Further people whom the contract names, and one who has left.
OTHERS: list[Persona] = [
    Persona("deputy2", Post.DEPUTY, "木村 直樹", "キムラ ナオキ", "K1005", _WORKERS, MAIN),
    Persona("director", Post.CITY_DIRECTOR, "斎藤 隆", "サイトウ タカシ", "2010", _OFFICE),
    Persona("csirt", Post.CITY_CSIRT, "清水 香織", "シミズ カオリ", "2020", _OFFICE),
    Persona("ciso", Post.CISO, "森田 博之", "モリタ ヒロユキ", "2001", _OFFICE),
    Persona("izumi", Post.BRANCH_STAFF, "原 千尋", "ハラ チヒロ", "2104", _OFFICE, IZUMI),
    Persona("koyurugi", Post.BRANCH_STAFF, "内田 大輔", "ウチダ ダイスケ", "2105", _OFFICE, KOYURUGI),
    Persona(
        "leaver",
        Post.STAFF,
        "岡本 麻衣",
        "オカモト マイ",
        "K1019",
        _WORKERS,
        MAIN,
        end=datetime.date(2026, 5, 31),
        has_left=True,
    ),
]

_FAMILY = [
    ("青木", "アオキ"),
    ("池田", "イケダ"),
    ("上田", "ウエダ"),
    ("遠藤", "エンドウ"),
    ("大野", "オオノ"),
    ("金子", "カネコ"),
    ("菊地", "キクチ"),
    ("久保", "クボ"),
    ("近藤", "コンドウ"),
    ("坂本", "サカモト"),
    ("柴田", "シバタ"),
    ("杉山", "スギヤマ"),
    ("高木", "タカギ"),
    ("千葉", "チバ"),
    ("土屋", "ツチヤ"),
    ("中島", "ナカジマ"),
    ("西村", "ニシムラ"),
    ("野口", "ノグチ"),
    ("長谷川", "ハセガワ"),
    ("平野", "ヒラノ"),
    ("福田", "フクダ"),
    ("増田", "マスダ"),
    ("三浦", "ミウラ"),
    ("村上", "ムラカミ"),
    ("横山", "ヨコヤマ"),
]
_GIVEN = [
    ("葵", "アオイ"),
    ("彩花", "アヤカ"),
    ("香奈", "カナ"),
    ("一樹", "カズキ"),
    ("恵美", "エミ"),
    ("慎吾", "シンゴ"),
    ("翔太", "ショウタ"),
    ("聡子", "サトコ"),
    ("拓也", "タクヤ"),
    ("智子", "トモコ"),
    ("菜々子", "ナナコ"),
    ("典子", "ノリコ"),
    ("陽子", "ヨウコ"),
    ("久美子", "クミコ"),
    ("美穂", "ミホ"),
    ("康平", "コウヘイ"),
    ("優", "ユウ"),
    ("亮", "リョウ"),
]
STAFF_AT_SCALE_ONE = 25


def counter_staff(*, seed: int, scale: int) -> Iterator[Persona]:
    """Yield 25 × `scale` counter staff, the same for the same seed."""
    # Names of a demonstration, not secrets.
    choose = random.Random(seed)  # noqa: S311
    families = choose.sample(_FAMILY, len(_FAMILY))
    for index in range(STAFF_AT_SCALE_ONE * scale):
        family, given = families[index % len(families)], choose.choice(_GIVEN)
        yield Persona(
            f"staff{index + 2:02}",
            Post.STAFF,
            f"{family[0]} {given[0]}",
            f"{family[1]} {given[1]}",
            f"K{2001 + index}",
            _WORKERS,
            MAIN,
        )
