"""Import of manuals that exist as Word, Excel or Markdown files, into drafts."""

from django.apps import AppConfig

KINDS = {
    "manuals.import.previewed": "ファイルを読み込み、「{subject}」の下書きの候補にしました。",
    "manuals.import.refused": "ファイルの取込みを断りました（{subject}）。",
    "manuals.import.done": "取り込んだファイルから、「{subject}」に下書きを作りました。",
    "manuals.import.discarded": "取り込みかけのファイルを破棄しました（{subject}）。",
    "manuals.import.report_downloaded": "取込みの報告をファイルに書き出しました（{subject}）。",
}
# Rows that come to be by one action each, which has an entry of its own.
WRITTEN_BY_ACTIONS = {
    "importing.PendingImport": "reading, taking over and discarding have entries of their own",
    "importing.PendingPage": "what a person has chosen and not yet taken over; taking over has an entry",
    "importing.PendingPicture": "part of a pending import; as a picture of the manual it is watched",
}


class ImportingConfig(AppConfig):
    name = "manuals.importing"
    label = "importing"
    verbose_name = "マニュアルの取込み"

    def ready(self) -> None:
        """Declare kinds; throw away what nobody took over in time."""
        from compliance.ledger.registration import exempt
        from manuals.importing.actions import drop_expired
        from portal.recording import register_kinds
        from portal.registry import Beat, register_beat

        register_kinds(KINDS)
        exempt(WRITTEN_BY_ACTIONS)
        register_beat(Beat("manuals.importing", drop_expired, order=70))
