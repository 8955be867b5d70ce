"""Demonstration: law changes of every colour, linked with what the demonstration manual does about them.

The notices named here are invented; what they say keeps to the trade.
"""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from manuals.laws.actions import LawFacts, close_law, note_on_law, register_law_change, settle_page
from manuals.laws.enums import Closing
from manuals.laws.models import LawChange, LawChangePage
from manuals.models import ManualPage
from manuals.versions.models import ManualVersion
from portal.accounts.models import User
from portal.registry import DemoOptions

INVENTED = "（デモ用の架空のもの）"


@dataclass(frozen=True)
class Sample:
    """One law change: days from the loading to its day (None: the next first of April), and what was done."""

    title: str
    source: str
    summary: str
    in_days: int | None
    pages: tuple[str, ...]
    by: str = "city"
    unaffected: dict[str, str] = field(default_factory=dict)
    settled: tuple[str, ...] = ()
    note: str = ""
    closing: Closing | None = None
    reason: str = ""
    registered_days_ago: int = 20


SAMPLES = [
    Sample(
        "更新のお知らせの様式が変わります",
        f"市の通知「更新のお知らせの様式について」{INVENTED}",
        "電子証明書の更新のお知らせが新しい様式になります。お知らせがなくても受け付けます。",
        None,
        ("certificate-renewal", "certificate-expiry"),
        settled=("certificate-renewal",),
        unaffected={"certificate-expiry": "期限の読み方は変わらないため"},
        note="新しい様式の見本を市から受け取りました。研修担当に渡しました。",
    ),
    Sample(
        "法定代理人の確認書類の一覧が改まります",
        f"市の一覧表「本人確認書類」の改定{INVENTED}",
        "親子であることを確かめる書類の一覧が改まります。省ける場合の扱いは市職員が決めます。",
        9,
        ("issuance-child", "issuance-who", "application-child"),
        note="一覧表の確定版を待っています。施行日は変わらない見込みです。",
    ),
    Sample(
        "休日開庁の受付時刻が変わります",
        f"市の決定「休日開庁の時間」{INVENTED}",
        "指定された土曜日・日曜日の受付の終わりが15分早くなります。",
        38,
        ("reception-hours",),
        by="cityhead",
    ),
    Sample(
        "電話の音声案内の文言が変わります",
        f"市の依頼「電話案内の文言」{INVENTED}",
        "予約専用の電話の案内が短くなります。窓口での説明は変わりません。",
        60,
        ("telephone-basic",),
        by="manager",
    ),
    Sample(
        "コンビニ交付の休止日の掲示方法",
        f"市の連絡「休止日の掲示」{INVENTED}",
        "休止日の掲示は市のページへの案内に代えます。",
        -30,
        ("reception-outage",),
        unaffected={"reception-outage": "窓口の手順は変わらないため"},
        closing=Closing.DONE,
        reason="対象のページに変更が要らないことを確かめました。",
        registered_days_ago=70,
    ),
    Sample(
        "手数料の表示の統一",
        f"市の連絡「手数料の表示」{INVENTED}",
        "手数料の表示を市の掲示に合わせます。",
        -12,
        (),
        by="manager",
        closing=Closing.NOT_NEEDED,
        reason="マニュアルに手数料の額を書いていないため。",
        registered_days_ago=40,
    ),
]


def load_laws(options: DemoOptions) -> str:
    """Register the samples, unless there are law changes already."""
    people = {one.username: one for one in User.objects.filter(username__in=["city", "cityhead", "manager"])}
    if LawChange.objects.exists() or len(people) < 3:
        return "改正情報: 変更なし"
    pages = {page.slug: page for page in ManualPage.objects.live()}
    for sample in SAMPLES:
        _load(sample, people[sample.by], pages, options.at)
    return f"改正情報: {len(SAMPLES)}件"


def _load(sample: Sample, by: User, pages: dict[str, ManualPage], at: datetime.datetime) -> None:
    registered = at - datetime.timedelta(days=sample.registered_days_ago)
    facts = LawFacts(
        title=sample.title,
        source=sample.source,
        effective_date=_day(sample.in_days, timezone.localdate(at)),
        summary=sample.summary,
        owner_post="CITY_OFFICER",
    )
    chosen = [pages[slug] for slug in sample.pages if slug in pages]
    law = register_law_change(facts=facts, pages=chosen, by=by, at=registered)
    later = registered + datetime.timedelta(days=2)
    if sample.note:
        note_on_law(law=law, text=sample.note, by=by, at=later)
    for touched in LawChangePage.objects.filter(law_change=law).select_related("page", "law_change"):
        slug = touched.page.slug
        if slug in sample.unaffected:
            settle_page(touched=touched, unaffected_reason=sample.unaffected[slug], by=by, at=later)
        elif slug in sample.settled and (version := _waiting(touched.page_id, at)):
            settle_page(touched=touched, version=version, by=by, at=at)
    if sample.closing:
        close_law(law=law, closing=sample.closing, reason=sample.reason, by=by, at=later)


def _waiting(page: int, at: datetime.datetime) -> ManualVersion | None:
    return ManualVersion.objects.filter(page=page).waiting(at).first()


def _day(in_days: int | None, today: datetime.date) -> datetime.date:
    if in_days is not None:
        return today + datetime.timedelta(days=in_days)
    april = datetime.date(today.year, 4, 1)
    return april if april > today else april.replace(year=today.year + 1)
