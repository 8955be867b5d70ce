"""The kinds of entries that the ledger itself takes in from Django, allauth, Wagtail and guardian."""

from collections.abc import Iterable

from django.db.models import Model

SIGN_IN = {
    "accounts.session.signed_in": "サインインしました。",
    "accounts.session.signed_out": "サインアウトしました。",
    "accounts.session.sign_in_failed": "サインインに失敗しました（{subject}）。",
    "accounts.second_factor.added": "二要素認証の手段を追加しました。",
    "accounts.second_factor.removed": "二要素認証の手段を削除しました。",
    "accounts.second_factor.renewed": "予備コードを作り直しました。",
    "accounts.second_factor.used": "二要素認証を通過しました。",
    "accounts.second_factor.failed": "二要素認証に失敗しました。",
}
LEDGER = {
    "ledger.entries.read": "記録を閲覧しました。",
    "ledger.entries.exported": "記録をファイルに書き出しました。",
    "commands.run": "管理コマンド「{subject}」を実行しました。",
}
CMS_ACTIONS = {
    "wagtail.create": "ページ「{subject}」を作成しました。",
    "wagtail.edit": "ページ「{subject}」の下書きを保存しました。",
    "wagtail.delete": "「{subject}」を削除しました。",
    "wagtail.publish": "ページ「{subject}」を公開しました。",
    "wagtail.publish.scheduled": "ページ「{subject}」を予定により公開しました。",
    "wagtail.publish.schedule": "ページ「{subject}」の公開を予定しました。",
    "wagtail.schedule.cancel": "ページ「{subject}」の公開予定を取り消しました。",
    "wagtail.unpublish": "ページ「{subject}」を非公開にしました。",
    "wagtail.unpublish.scheduled": "ページ「{subject}」を予定により非公開にしました。",
    "wagtail.lock": "ページ「{subject}」をロックしました。",
    "wagtail.unlock": "ページ「{subject}」のロックを解除しました。",
    "wagtail.rename": "ページ「{subject}」の名前を変えました。",
    "wagtail.revert": "ページ「{subject}」を以前の版に戻しました。",
    "wagtail.copy": "ページ「{subject}」を複製しました。",
    "wagtail.copy_for_translation": "ページ「{subject}」を翻訳のために複製しました。",
    "wagtail.create_alias": "ページ「{subject}」の別名を作成しました。",
    "wagtail.convert_alias": "ページ「{subject}」の別名を通常のページにしました。",
    "wagtail.move": "ページ「{subject}」を移動しました。",
    "wagtail.reorder": "ページ「{subject}」を並べ替えました。",
    "wagtail.view_restriction.create": "ページ「{subject}」の閲覧制限を設けました。",
    "wagtail.view_restriction.edit": "ページ「{subject}」の閲覧制限を変更しました。",
    "wagtail.view_restriction.delete": "ページ「{subject}」の閲覧制限を外しました。",
    "wagtail.comments.create": "ページ「{subject}」にコメントを付けました。",
    "wagtail.comments.edit": "ページ「{subject}」のコメントを変更しました。",
    "wagtail.comments.delete": "ページ「{subject}」のコメントを削除しました。",
    "wagtail.comments.resolve": "ページ「{subject}」のコメントを解決済みにしました。",
    "wagtail.comments.create_reply": "ページ「{subject}」のコメントに返信しました。",
    "wagtail.comments.edit_reply": "ページ「{subject}」のコメントの返信を変更しました。",
    "wagtail.comments.delete_reply": "ページ「{subject}」のコメントの返信を削除しました。",
    "wagtail.moderation.approve": "ページ「{subject}」を承認しました。",
    "wagtail.moderation.reject": "ページ「{subject}」を差し戻しました。",
    "wagtail.workflow.start": "ページ「{subject}」の承認手続を始めました。",
    "wagtail.workflow.approve": "ページ「{subject}」を承認しました。",
    "wagtail.workflow.reject": "ページ「{subject}」を差し戻しました。",
    "wagtail.workflow.resume": "ページ「{subject}」の承認手続を再開しました。",
    "wagtail.workflow.cancel": "ページ「{subject}」の承認手続を取りやめました。",
}
CMS_OTHER = "cms.other"


def cms_kind(action: str) -> str:
    """Return the kind of an action in Wagtail's own log."""
    return f"cms.{action.removeprefix('wagtail.')}" if action in CMS_ACTIONS else CMS_OTHER


def cms_kinds() -> dict[str, str]:
    """Return the kinds of everything Wagtail logs, with their sentences."""
    return {cms_kind(action): sentence for action, sentence in CMS_ACTIONS.items()} | {
        CMS_OTHER: "「{subject}」を管理画面で操作しました。"
    }


def change_kinds(models: Iterable[type[Model]]) -> dict[str, str]:
    """Return the kinds of django-auditlog's change entries for these models."""
    done = {"created": "登録しました", "changed": "変更しました", "deleted": "削除しました"}
    return {
        f"{model._meta.label_lower}.{what}": f"{model._meta.verbose_name}「{{subject}}」を{said}。"
        for model in models
        for what, said in done.items()
    }
