"""Numbered letters between the city and the contractor's manager."""

from django.apps import AppConfig

KINDS = {
    "manuals.letter.drafted": "{subject}の下書きを作りました。",
    "manuals.letter.edited": "{subject}の下書きを変更しました。",
    "manuals.letter.discarded": "{subject}の下書きを破棄しました。",
    "manuals.letter.sent": "{subject}を送付しました。",
    "manuals.letter.read": "{subject}を閲覧しました。",
    "manuals.letter.answered": "{subject}に回答しました。",
    "manuals.letter.decision_proposed": "{subject}の決定の内容を示しました。",
    "manuals.letter.decision_returned": "{subject}の決定の内容を差し戻しました。",
    "manuals.letter.decided": "{subject}の決定に合意しました。",
    "manuals.letter.confirmed": "{subject}を確認しました。",
    "manuals.letter.replaced": "{subject}は、訂正の文書に置き換わりました。",
    "manuals.letter.linked": "{subject}に、反映したマニュアルを登録しました。",
    "manuals.letters.exported": "文書の一覧をファイルに書き出しました。",
}
WRITTEN_BY_ACTIONS = {
    "letters.Letter": "each act on a letter has an entry of its own",
    "letters.LetterDecision": "putting down, agreeing and returning have entries of their own",
    "letters.LetterCounter": "the last number; each sending has an entry of its own",
}


class LettersConfig(AppConfig):
    name = "manuals.letters"
    label = "letters"
    verbose_name = "文書"

    def ready(self) -> None:
        """Declare kinds; add to pages, home and beats."""
        from compliance.ledger.registration import exempt
        from manuals.letters.chasing import chase
        from manuals.letters.demo.loader import load_letters
        from manuals.letters.extras import letters_extra
        from manuals.letters.panels import letters_panel
        from manuals.registry import PageExtra, register_page_extra
        from portal.accounts.enums import Permission
        from portal.recording import register_kinds
        from portal.registry import (
            Beat,
            DemoLoader,
            Panel,
            register_beat,
            register_demo_loader,
            register_panel,
        )

        register_kinds(KINDS)
        exempt(WRITTEN_BY_ACTIONS)
        folder = "manuals/letters"
        register_page_extra(PageExtra("letters", f"{folder}/letters_extra.html", letters_extra, "foot", 30))
        register_beat(Beat("letters.chase", chase, order=57))
        register_demo_loader(DemoLoader("letters", load_letters, order=44))
        register_panel(
            Panel("letters", f"{folder}/panel.html", letters_panel, Permission.READ_LETTERS, order=7)
        )
