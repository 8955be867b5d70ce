"""People, posts and sign-in."""

from django.apps import AppConfig

KINDS = {
    "accounts.person.created": "利用者「{subject}」を登録しました。",
    "accounts.person.changed": "利用者「{subject}」の登録内容を変更しました。",
    "accounts.person.read": "利用者「{subject}」の画面を閲覧しました。",
    "accounts.person.locked": "利用者「{subject}」のサインインを停止しました。",
    "accounts.person.unlocked": "利用者「{subject}」のサインインを再開しました。",
    "accounts.person.deactivated": "利用者「{subject}」を無効にしました。",
    "accounts.person.reactivated": "利用者「{subject}」の利用を再開しました。",
    "accounts.people.listed": "利用者の一覧を閲覧しました。",
    "accounts.people.exported": "利用者の一覧をファイルに書き出しました。",
    "accounts.post.assigned": "利用者「{subject}」を職に任命しました。",
    "accounts.post.ended": "利用者「{subject}」の職の最終日を登録しました。",
    "accounts.post.cancelled": "利用者「{subject}」の職の予定を取り消しました。",
    "accounts.password.changed": "利用者「{subject}」がパスワードを変更しました。",
    "accounts.password.reset": "利用者「{subject}」に仮パスワードを発行しました。",
    "accounts.second_factor.reset": "利用者「{subject}」の二要素認証を解除しました。",
    "accounts.session.shut_out": "失敗が続いたため、サインインを受け付けませんでした({subject})。",
    "accounts.sessions.ended": "利用者「{subject}」をすべての端末からサインアウトしました。",
}


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "利用者と職"

    def ready(self) -> None:
        """Declare the kinds of entries; offer navigation and the demonstration's people."""
        from portal.accounts.demo import load_people
        from portal.accounts.enums import Permission
        from portal.accounts.panels import attention
        from portal.recording import register_kinds
        from portal.registry import (
            DemoLoader,
            NavItem,
            Panel,
            register_demo_loader,
            register_nav,
            register_panel,
        )

        register_kinds(KINDS)
        register_nav(NavItem("体制", "people", Permission.READ_PEOPLE, order=80, icon="people"))
        register_panel(Panel("people", "accounts/panel.html", attention, Permission.READ_PEOPLE, order=60))
        register_demo_loader(DemoLoader("accounts", load_people, order=10))
