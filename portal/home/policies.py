"""What the home page says by the time of day, and what a counter looks up most."""

import datetime

MORNING_ENDS = datetime.time(11)
DAY_ENDS = datetime.time(17)
# Cases that come to a card counter every day; each is a look-up in one touch.
FREQUENT_LOOKUPS = ["暗証番号 再設定", "電子証明書 更新", "代理人 受取り", "住所変更", "紛失", "本人確認書類"]


def greeting(time: datetime.time) -> str:
    """Return the greeting that fits a local time of day."""
    if time < MORNING_ENDS:
        return "おはようございます"
    return "こんにちは" if time < DAY_ENDS else "お疲れさまです"
