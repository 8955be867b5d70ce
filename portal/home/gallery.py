"""Every component in every state on one page, for those who build and check the portal."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.enums import Permission
from portal.views import PortalView

ROWS = [
    ("カードの申請", "本庁舎", 128, "info", "受付中"),
    ("電子証明書の更新", "マロニエ住民窓口", 342, "success", "完了"),
    ("暗証番号の再設定", "いずみ住民窓口", 96, "warning", "確認待ち"),
    ("カードの交付", "こゆるぎ住民窓口", 211, "error", "差戻し"),
]
CHART = [(name, float(count), f"{count}件") for name, _, count, _, _ in ROWS]


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="件名", help_text="30 文字以内で入力してください。", max_length=30)
    task = forms.ChoiceField(label="業務", choices=[("", "選んでください"), ("1", "申請"), ("2", "交付")])
    day = forms.DateField(
        label="発生日",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日付を選んでください。"},
    )
    text = forms.CharField(label="内容", widget=forms.Textarea, required=False)
    counter = forms.ChoiceField(
        label="窓口",
        widget=forms.RadioSelect,
        choices=[("1", "本庁舎"), ("2", "出先")],
        help_text="発生した場所です。",
    )
    kinds = forms.MultipleChoiceField(
        label="区分",
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "苦情"), ("2", "事故")],
        required=False,
    )
    agreed = forms.BooleanField(label="内容を確認しました", help_text="送信すると取り消せません。")
    file = forms.FileField(label="添付ファイル", required=False)


class GalleryView(PortalView):
    """Show the components; only where the portal is developed or demonstrated."""

    access = Permission.READ_SYSTEM_STATUS

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the page with an empty form and one that was refused."""
        if not (settings.DEMO or settings.DEBUG):
            raise Http404
        messages.success(request, "保存しました。")
        page = Paginator(range(1, 241), 20).get_page(request.GET.get("page"))
        context = {
            "rows": ROWS,
            "chart": CHART,
            "page": page,
            "form": SampleForm(prefix="new"),
            "refused": SampleForm({"refused-title": "長い" * 20, "refused-day": "きのう"}, prefix="refused"),
            "terms": [("業務", "電子証明書の更新"), ("施行日", "令和8年3月1日(日)"), ("根拠条項", "5(2)ア")],
            "crumbs": [("マニュアル", "/manuals/"), ("部品の一覧", "")],
            "tabs": [("一覧", "?", True), ("履歴", "?tab=history", False), ("設定", "?tab=settings", False)],
            "chips": [
                ("すべて", "?", True, 12),
                ("未確認", "?state=open", False, 3),
                ("確認済み", "?state=done", False, 9),
            ],
            "points": ["今の版は履歴に残ります。", "関係する従事者に再研修が必要になります。"],
        }
        return render(request, "home/gallery.html", context)
