"""The tasks that clause 5 of the specification lists: code, name, short name, clause."""

TASKS = [
    ("RECEPTION", "来庁者受付・整理・混雑対策", "受付", "5(1)"),
    ("APPLICATION", "交付申請の受付", "申請受付", "5(2)"),
    ("ISSUANCE", "カードの交付", "交付", "5(3)"),
    ("CERTIFICATE", "電子証明書の発行・更新", "電子証明書", "5(4)"),
    ("PIN_RESET", "暗証番号の再設定", "暗証番号", "5(5)"),
    ("RECORDS", "申請書・受領書等の保存管理", "保存管理", "5(6)"),
    ("PRE_SETUP", "交付前設定・保管管理", "交付前設定", "5(7)"),
    ("MAIL", "郵送書類の作成・発送補助", "郵送", "5(8)"),
    ("VISIT_DISPATCH", "申請時来庁方式の発送", "来庁方式発送", "5(9)"),
    ("RESERVATION", "予約来庁者の管理", "予約", "5(10)"),
    ("TELEPHONE", "電話応対", "電話", "5(11)"),
    ("IMPROVEMENT", "効率化・改善の提案", "改善提案", "5(12)"),
    ("OTHER", "その他関連業務", "その他", "5(13)"),
]
