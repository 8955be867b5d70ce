"""What the demonstration's counter looks up and reads: weights from which figures are drawn."""

from typing import NamedTuple


class Sought(NamedTuple):
    """One query: searches a day, percentages that find nothing or some of the words only, who searches."""

    words: str
    a_day: float
    nothing: int
    partly: int
    people: int = 14


SEARCHES = [
    Sought("暗証番号 ロック", 3.1, 0, 0),
    Sought("電子証明書 更新", 2.8, 0, 0),
    Sought("代理人 受け取り", 2.2, 0, 0),
    Sought("住所変更", 1.9, 0, 0),
    Sought("15歳未満", 1.6, 0, 0),
    Sought("本人確認書類", 1.6, 0, 0),
    Sought("紛失", 1.3, 0, 0),
    Sought("交付通知書 期限", 1.2, 0, 5),
    Sought("顔認証マイナンバーカード", 1.1, 0, 0),
    Sought("通知書 忘れた", 1.0, 0, 10),
    Sought("コンビニ交付", 0.9, 0, 0),
    Sought("成年被後見人", 0.8, 0, 0),
    Sought("券面事項", 0.8, 0, 0),
    Sought("火曜 延長", 0.7, 0, 0),
    Sought("システム停止", 0.6, 0, 0),
    Sought("番号札", 0.6, 0, 0),
    Sought("照会書 封", 0.6, 0, 20),
    Sought("返戻", 0.5, 0, 0),
    Sought("国外転出", 0.5, 0, 0),
    Sought("特急発行", 0.5, 0, 0),
    Sought("予約 変更", 0.5, 0, 0),
    Sought("電話 取り次ぎ", 0.4, 0, 0),
    Sought("クレーム", 0.4, 0, 0),
    Sought("廃棄 立会い", 0.3, 0, 0),
    Sought("暗証番号 代理", 0.9, 0, 0),
    Sought("スマホ 機種変更", 0.9, 20, 80),
    Sought("在留カード 更新 同時", 0.6, 10, 90),
    Sought("マイナ保険証 資格確認書", 0.8, 0, 100),
    Sought("旧氏 併記", 0.6, 100, 0),
    Sought("点字", 0.4, 100, 0),
    Sought("ベトナム語", 0.5, 100, 0),
    Sought("追記欄 満欄", 0.5, 70, 30),
    Sought("手数料 免除", 0.4, 0, 100),
    Sought("マイナ免許証", 0.7, 100, 0),
    Sought("口座登録", 0.4, 100, 0),
]
# Sought by one or two people: counted, never shown by its words.
RARE = ["かばんの鍵", "制服の注文", "駐車券", "ロッカーの番号"]
# Slug → readings a day; every other page is opened less, some never.
READ_OFTEN: dict[str, float] = {
    "pin-unlock": 9,
    "certificate-renewal": 8,
    "issuance-flow": 7,
    "issuance-proxy": 6,
    "issuance-documents": 6,
    "issuance-child": 5,
    "reception-flow": 5,
    "certificate-address": 4,
    "pin-reset": 4,
    "application-flow": 3,
    "other-lost": 3,
}
READ_SELDOM = 0.6
NEVER_READ = ["emergency-drill", "records-disposal", "emergency-photo", "other-abroad", "dispatch-return"]
DAYS = 90
# The counter is closed on Sundays.
CLOSED = 6
