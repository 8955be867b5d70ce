"""What the demonstration's city and contractor told all counters."""

from dataclasses import dataclass

from manuals.notices.enums import Audience, Importance


@dataclass(frozen=True)
class Said:
    """One notice, published so many days before the loading; of a hundred readers so many have read it."""

    days_ago: int
    by: str
    title: str
    body: str
    read_in_hundred: int
    importance: Importance = Importance.NORMAL
    audience: Audience = Audience.EVERYONE
    counters: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    # Days from publication to the last day for reading.
    days_to_read: int | None = None
    # The title of the notice that it corrects.
    corrects: str = ""
    withdrawn_for: str = ""


SAID = [
    Said(
        70,
        "cityhead",
        "個人番号を書いたメモを残さない取扱いの徹底",
        "お客さまの個人番号を控えたメモが、窓口の机に残っていた例がほかの市で報告されました。\n\n"
        "個人番号は書き写さず、必要な確認は書類と端末の画面で行ってください。"
        "誤って書いたときは、その場で業務管理責任者又は窓口の職員に伝え、決められた方法で廃棄してください。\n\n"
        "出先の窓口も同じ取扱いです。",
        100,
        Importance.IMPORTANT,
        pages=("privacy-number",),
        days_to_read=7,
    ),
    Said(
        44,
        "city",
        "住民窓口の電話番号の一覧を改めました",
        "各住民窓口の直通番号を改めました。お客さまに案内するときは、新しい一覧を使ってください。\n\n"
        "古い一覧は廃棄してください。",
        97,
        pages=("telephone-basic",),
    ),
    Said(
        30,
        "city",
        "国のシステムの点検による受付の休止",
        "次の第3土曜日の翌日（日曜日）は、国のシステムの点検のため、"
        "電子証明書の手続と暗証番号の再設定の受付を終日休みます。\n\n"
        "予約を受けるときは、この日を案内しないでください。",
        92,
        Importance.IMPORTANT,
        pages=("reception-outage",),
        days_to_read=5,
    ),
    Said(
        27,
        "city",
        "国のシステムの点検による受付の休止（訂正）",
        "先にお知らせした休止の時間を訂正します。\n\n"
        "電子証明書の手続と暗証番号の再設定は、終日ではなく、午前8時30分から正午まで休みます。"
        "午後は通常どおり受け付けます。\n\n"
        "既に予約をお断りした方がいる窓口は、窓口担当に連絡してください。",
        95,
        Importance.IMPORTANT,
        pages=("reception-outage",),
        days_to_read=5,
        corrects="国のシステムの点検による受付の休止",
    ),
    Said(
        20,
        "manager",
        "番号札の発券機の入替え",
        "番号札の発券機を入れ替えます。入替えの当日は、手書きの番号札を使います。",
        40,
        audience=Audience.CONTRACTOR,
        withdrawn_for="入替えの日程が変わったため。日程が決まりましたら、改めてお知らせします。",
    ),
    Said(
        13,
        "manager",
        "混雑時の声かけと待ち時間の案内",
        "待ち時間が30分を超えたときは、番号札をお渡しするときに、おおよその待ち時間をお伝えしてください。\n\n"
        "「すぐにご案内できます」とは言わず、お待ちの人数と見込みの時間をお伝えします。"
        "体調のすぐれない方やお子さま連れの方がいるときは、副責任者に知らせてください。",
        78,
        audience=Audience.CONTRACTOR,
        pages=("reception-congestion", "service-complaint"),
        days_to_read=9,
    ),
    Said(
        6,
        "city",
        "マロニエ・いずみ・こゆるぎの各住民窓口での交付の取次ぎ",
        "住民窓口でマイナンバーカードの交付の相談を受けたときは、本庁舎の予約を案内してください。\n\n"
        "住民窓口では本人確認書類を預からず、写しも取らないでください。",
        67,
        audience=Audience.COUNTERS,
        counters=("maronie", "izumi", "koyurugi"),
        pages=("reservation-change", "issuance-documents"),
        days_to_read=10,
    ),
    Said(
        2,
        "cityhead",
        "署名用電子証明書の暗証番号の再設定の本人確認",
        "顔写真のある本人確認書類を、必ず原本で確かめてください。"
        "スマートフォンの画面に表示した写真や、写しでは受け付けられません。\n\n"
        "判断に迷うときは、受け付ける前に窓口の職員の審査に回してください。",
        35,
        Importance.IMPORTANT,
        pages=("pin-unlock", "pin-reset"),
        days_to_read=5,
    ),
    Said(
        1,
        "manager",
        "避難訓練の実施",
        "来週の開庁前に、避難訓練を行います。集合場所と担当は、朝礼でお伝えします。\n\n"
        "当日は、カードの保管庫の施錠を2人で確かめてから避難してください。",
        20,
        pages=("emergency-disaster",),
        days_to_read=4,
    ),
]
