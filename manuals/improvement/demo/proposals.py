"""What the demonstration's people found wrong with the manual, and what they were answered."""

from dataclasses import dataclass

from manuals.improvement.enums import ImprovementKind as Kind
from manuals.improvement.enums import Verdict


@dataclass(frozen=True)
class Said:
    """One answer, so many days before the loading; `change` is the note of the linked change of the page."""

    days_ago: int
    verdict: Verdict
    text: str
    by: str = "city"
    change: str = ""


@dataclass(frozen=True)
class Found:
    """One proposal on the nth block of a kind ("" for the whole page), so many days before the loading."""

    slug: str
    block: str
    nth: int
    kind: Kind
    days_ago: int
    text: str
    by: str = "staff"
    answers: tuple[Said, ...] = ()


CONSIDERING, ADOPTED, DECLINED = Verdict.CONSIDERING, Verdict.ADOPTED, Verdict.DECLINED

FOUND = [
    Found(
        "pin-unlock", "step", 1, Kind.DIFFERS, 26,
        "お客さまの話だけでは、どの番号が止まったか違うことが多いです。先に端末で状態を見てから聞くほうが、やり直しがありません。",
        answers=(
            Said(22, CONSIDERING, "聞き間違いによるやり直しの件数を確かめます。", "manager"),
            Said(
                11, ADOPTED,
                "ご指摘のとおり、端末の確認を先にする手順に改めました。",
                change="端末で状態を確かめる",
            ),
        ),
    ),
    Found(
        "issuance-child", "step", 1, Kind.UNCLEAR, 45,
        "お子さまが車で待っている場合に受付だけ先にしてよいのか、人によって扱いが違います。",
        by="deputy",
        answers=(
            Said(41, CONSIDERING, "受付の前に本人がそろう必要があるかを、市で整理します。"),
            Said(
                24, ADOPTED,
                "窓口へ来ていただいてから受付を始めることにします。",
                change="車や待合で待っているとき",
            ),
        ),
    ),
    Found(
        "certificate-renewal", "step", 4, Kind.MISSING, 20,
        "機械のエラーが出たとき、画面を消してしまい、何のエラーだったか伝えられないことがありました。",
        answers=(
            Said(
                1, ADOPTED,
                "画面をそのままにすることを書き加えました。",
                "trainer", "機械のエラー",
            ),
        ),
    ),
    Found(
        "certificate-renewal", "documents", 1, Kind.UNCLEAR, 30,
        "お知らせの手紙がない方をお受けしてよいか、その都度市に確認しています。月に30件ほどあります。",
        by="manager",
        answers=(
            Said(27, CONSIDERING, "手紙がなくてもお受けできるか、様式の改正と合わせて検討します。"),
            Said(7, ADOPTED, "来年度の様式の変更に合わせて改めます。", "cityhead", "お知らせの手紙の扱い"),
        ),
    ),
    Found(
        "reception-hours", "step", 2, Kind.DIFFERS, 12,
        "昼の交替の時刻が当日まで決まらず、窓口が1つになる時間があります。前の日に決まっていると助かります。",
        answers=(
            Said(
                3, ADOPTED,
                "前日の夕方までに掲示することとし、改正案を出しました。",
                change="昼の交替の時刻",
            ),
        ),
    ),
    Found(
        "telephone-basic", "step", 1, Kind.MISSING, 9,
        "折り返しの時刻を聞き違えたことがあります。番号だけでなく、時刻も復唱すると書いてほしいです。",
        answers=(Said(2, ADOPTED, "復唱することを加える改正案を出しました。", "trainer", "時刻を復唱"),),
    ),
    Found(
        "reception-congestion", "step", 3, Kind.MISSING, 8,
        "火曜日の夕方は副責任者が交付の窓口に入っていて、すぐに伝えられません。代わりに伝える人を書いてほしいです。",
        answers=(Said(5, CONSIDERING, "火曜日の夕方の体制と合わせて検討します。", "manager"),),
    ),
    Found(
        "certificate-address", "step", 2, Kind.MISSING, 6,
        "券面の追記欄がいっぱいのとき、再交付になるのか、その日にできることがあるのかが書いてありません。",
        answers=(Said(4, CONSIDERING, "再交付の案内の文を市で用意します。"),),
    ),
    Found(
        "issuance-pin", "step", 3, Kind.UNCLEAR, 5,
        "目の不自由な方に画面の向きだけを案内しても、入力が進みません。音声や点字の案内があるかを書いてほしいです。",
        answers=(Said(3, CONSIDERING, "国の案内資料を確かめています。"),),
    ),
    Found(
        "service-words", "", 0, Kind.UNCLEAR, 38,
        "「失効」は「使えなくなる」と言い換えてよいか、ページによって書き方が違います。",
        answers=(
            Said(
                33, DECLINED,
                "「失効」は手続の名前として使います。言い換えの例は、このページの表にまとめています。",
            ),
        ),
    ),
    Found(
        "reception-tickets", "step", 3, Kind.DIFFERS, 52,
        "3回呼んでも来ない方は、実際には5分待ってからもう一度呼んでいます。",
        answers=(
            Said(
                47, DECLINED,
                "混雑時の公平のため、3回のままとします。戻られた方は次の番号でお呼びしてください。",
                "manager",
            ),
        ),
    ),
    Found(
        "privacy-carry", "", 0, Kind.OTHER, 60,
        "書類を運ぶかばんに鍵の番号を付けて管理する案です。鍵の数が増えるので、ご検討ください。",
        by="privacy",
        answers=(
            Said(58, CONSIDERING, "費用を確かめます。", "manager"),
            Said(49, DECLINED, "今年度は、いまのかばんで運用します。来年度の予算で改めて検討します。"),
        ),
    ),
    Found(
        "mail-returned", "step", 1, Kind.DIFFERS, 70,
        "返戻の封筒は、郵便局の付せんを見てから宛先を確かめるほうが早いです。",
        answers=(
            Said(66, CONSIDERING, "ほかの従事者の手順も確かめます。", "deputy"),
            Said(56, DECLINED, "付せんがない返戻もあるため、いまの順のままとします。"),
        ),
    ),
    Found(
        "application-photo", "", 0, Kind.TYPO, 75,
        "写真の大きさの「縦4.5」のあとに単位がない箇所があります。",
        answers=(Said(72, CONSIDERING, "該当の箇所を確かめています。", "trainer"),),
    ),
    Found(
        "certificate-proxy", "step", 1, Kind.MISSING, 2,
        "封が開いた回答書を持ってこられた方への言い方がありません。今日も2件ありました。",
    ),
    Found(
        "issuance-not-today", "", 0, Kind.MISSING, 1,
        "通知書を家に忘れた方に、当日もう一度来られる時刻の案内がほしいです。",
        by="trainer",
    ),
    Found(
        "other-lost", "step", 1, Kind.UNCLEAR, 4,
        "警察の受理番号が必要な場合と要らない場合の区別がわかりにくいです。",
        by="branch",
    ),
    Found(
        "application-visit", "", 0, Kind.DIFFERS, 13,
        "申請時来庁方式の控えは、いまは2枚渡しています。マニュアルでは1枚になっています。",
    ),
    Found(
        "pin-convenience", "", 0, Kind.MISSING, 16,
        "スーパーの端末で設定したいという方が増えました。使える端末の場所の一覧があると案内できます。",
        by="branch",
    ),
    Found(
        "reception-language", "step", 2, Kind.MISSING, 33,
        "ベトナム語とネパール語の指さしの案内がありません。月に10組ほど来られます。",
        by="deputy",
        answers=(Said(29, ADOPTED, "2つの言語を加えます。訳ができたら改正案を出します。"),),
    ),
]  # fmt: skip
# Said of the manual as a whole: no page answers it.
WHOLE = Found(
    "", "", 0, Kind.MISSING, 3,
    "「スマホ用電子証明書」を調べても、機種変更のときの案内が見つかりません。",
    by="manager",
)  # fmt: skip
