"""What the demonstration's city and contractor wrote to each other."""

from dataclasses import dataclass

from manuals.letters.enums import LetterKind

CONSULTATION, INSTRUCTION, CONFIRMATION = (
    LetterKind.CONSULTATION,
    LetterKind.INSTRUCTION,
    LetterKind.CONFIRMATION,
)


@dataclass(frozen=True)
class Written:
    """One letter, sent so many days before the loading by `by` (None: still a draft of `drafter`).

    What follows happens so many days after the sending: `answer` (days, who, text), `decision` (days, who,
    text), `closed` (days, who). `refers_to` and `corrects` are subjects; `changed` are the slugs of pages
    whose next version came of it.
    """

    days_ago: int
    kind: LetterKind
    drafter: str
    subject: str
    body: str
    by: str | None = None
    clause: str = "仕様書 17(6)"
    days_to_answer: int | None = None
    pages: tuple[str, ...] = ()
    refers_to: str = ""
    corrects: bool = False
    answer: tuple[int, str, str] | None = None
    decision: tuple[int, str, str] | None = None
    closed: tuple[int, str] | None = None
    changed: tuple[str, ...] = ()


# The oldest first: numbers follow the days.
WRITTEN = [
    Written(
        95,
        CONSULTATION,
        "deputy",
        "有効期限が切れた本人確認書類の取扱い",
        "交付のとき、有効期限が切れた運転免許証をお持ちの方が1日に数人います。\n\n"
        "仕様書とマニュアルに定めがないため、受付の段階でお断りしてよいか、"
        "職員の審査に回すべきかを協議します。",
        "manager",
        days_to_answer=7,
        pages=("issuance-documents",),
        answer=(4, "city", "受付の段階では断らず、職員の審査に回してください。可否は市が判断します。"),
        decision=(6, "cityhead", "有効期限が切れた本人確認書類は、受付で断らず、職員の審査に回す。"),
        closed=(7, "manager"),
    ),
    Written(
        80,
        CONFIRMATION,
        "city",
        "有効期限が切れた本人確認書類の取扱い",
        "標記の件について、協議で決定した取扱いを全窓口で始めたことを確認します。",
        "cityhead",
        refers_to="有効期限が切れた本人確認書類の取扱い",
        pages=("issuance-documents",),
        closed=(2, "manager"),
    ),
    Written(
        62,
        INSTRUCTION,
        "city",
        "国のシステムが停止する日の案内の掲示",
        "国のシステムが停止する日は、開庁の30分前までに、受付の入口と番号札の発券機の横に"
        "案内を掲示してください。\n\n掲示の文案は市が作成し、前日までにお渡しします。",
        "cityhead",
        clause="仕様書 4(3)",
        days_to_answer=5,
        pages=("reception-outage",),
        answer=(3, "manager", "承知しました。掲示の担当を副責任者とし、次の停止日から実施します。"),
        closed=(9, "cityhead"),
    ),
    Written(
        30,
        CONSULTATION,
        "manager",
        "止まった暗証番号を端末で確かめる手順",
        "どの暗証番号が止まったかをお客さまから聞き取る手順では、聞き間違いによるやり直しが続いています。\n\n"
        "先に端末で状態を確かめてから聞き取る手順に改めることについて協議します。",
        "manager",
        days_to_answer=10,
        pages=("pin-unlock",),
        answer=(
            5,
            "city",
            "端末の確認を先に行うことに支障はありません。画面をお客さまに見せないでください。",
        ),
        decision=(7, "manager", "端末で状態を確かめてから聞き取る。マニュアルの該当する手順を改正する。"),
        closed=(8, "cityhead"),
        changed=("pin-unlock",),
    ),
    Written(
        28,
        CONSULTATION,
        "city",
        "15歳未満の方が車内で待つ場合の扱い",
        "15歳未満の方が車内や待合で待っているときの交付について、"
        "本人が窓口にいない状態で手続を始めた例がありました。\n\n"
        "本人が窓口に来てから受付を始める取扱いとすることを協議します。",
        "cityhead",
        days_to_answer=7,
        pages=("issuance-child",),
        answer=(1, "manager", "異議ありません。声かけの言い方もマニュアルに加えたいと考えます。"),
        decision=(
            2,
            "cityhead",
            "本人が窓口に来てから受付を始める。マニュアルを改正し、従事者の確認を求める。",
        ),
        closed=(2, "manager"),
        changed=("issuance-child",),
    ),
    Written(
        26,
        CONSULTATION,
        "deputy",
        "予約のない方が集中した日の受付枠",
        "月曜日と連休の翌日に、予約のない方が集中し、予約の方をお待たせすることが続いています。\n\n"
        "予約のない方の受付枠を、1時間に6人までとすることについて協議します。",
        "manager",
        clause="仕様書 4(3)、17(6)",
        days_to_answer=14,
        pages=("reception-congestion",),
    ),
    Written(
        11,
        CONSULTATION,
        "city",
        "有効期限のお知らせの手紙をお持ちでない方の受付",
        "電子証明書の更新のとき、お知らせの手紙をお持ちでない方をお断りした例がありました。\n\n"
        "手紙がなくても受け付ける取扱いとすることを協議します。",
        "city",
        days_to_answer=7,
        pages=("certificate-renewal",),
        answer=(3, "manager", "受付は可能です。手紙の番号を控える欄を様式から除く必要があります。"),
        decision=(6, "cityhead", "手紙がなくても受け付ける。様式の改定に合わせ、次の4月1日から実施する。"),
        changed=("certificate-renewal",),
    ),
    Written(
        9,
        INSTRUCTION,
        "city",
        "離席するときの画面の保護の点検",
        "離席するときに端末の画面を保護しているかを、全席について点検し、結果を報告してください。",
        "cityhead",
        clause="仕様書 10(1)",
        days_to_answer=5,
        pages=("privacy-screen",),
        answer=(3, "manager", "全席を点検し、2席で設定の時間が長いことがわかったため、5分に改めました。"),
    ),
    Written(
        5,
        CONSULTATION,
        "deputy",
        "昼の交替の時刻の変更",
        "昼の交替の時刻を、11時30分から12時に改めることについて協議します。",
        "manager",
        days_to_answer=7,
        pages=("reception-hours",),
    ),
    Written(
        4,
        CONSULTATION,
        "deputy",
        "昼の交替の時刻の掲示",
        "先の文書では交替の時刻の変更としましたが、協議する内容を訂正します。\n\n"
        "交替の時刻を、業務管理責任者が前日の夕方までに掲示することについて協議します。",
        "manager",
        days_to_answer=7,
        pages=("reception-hours",),
        refers_to="昼の交替の時刻の変更",
        corrects=True,
    ),
    Written(
        3,
        CONFIRMATION,
        "city",
        "15歳未満の方の受付の開始時期",
        "15歳未満の方の交付は、本人が窓口に来てから受付を始めることを、改正したマニュアルのとおり確認します。",
        "city",
        refers_to="15歳未満の方が車内で待つ場合の扱い",
        pages=("issuance-child",),
    ),
    Written(
        2,
        INSTRUCTION,
        "city",
        "火曜日の延長時間の緊急の連絡先の掲示",
        "火曜日の午後5時15分から7時までの間に職員の審査が必要になったときの連絡先を、"
        "受付の内側に掲示してください。",
        "cityhead",
        clause="仕様書 4(3)",
        days_to_answer=7,
        pages=("reception-hours",),
    ),
    Written(
        0,
        CONSULTATION,
        "deputy",
        "年度末の繁忙期の体制",
        "3月下旬から4月上旬の土曜日・日曜日の開設に向けた人員の体制について協議します。",
        clause="仕様書 4(3)",
        pages=("reception-congestion",),
    ),
    Written(
        0,
        INSTRUCTION,
        "city",
        "使用済みの番号札の廃棄の立会い",
        "使用済みの手書きの番号札を廃棄するときは、職員の立会いを求めてください。",
        clause="仕様書 10(1)",
        pages=("records-disposal",),
    ),
]
