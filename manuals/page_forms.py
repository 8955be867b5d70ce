"""The form of a page in the CMS: whoever saves second is told, and loses nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Revision

OVERTAKEN = (
    "あなたが開いた後に、{name}さんが{time}に下書きを保存しました。まだ保存していません。入力した内容は、この画面に"
    "残っています。相手の下書きを「履歴を見る」で確かめてください。もう一度保存すると、この画面の内容が新しい下書きに"
    "なります。相手の下書きも履歴に残ります。"
)


class RecordedPageForm(WagtailAdminPageForm):
    """Refuse once what would pass over another person's draft; the form comes back with the newest number."""

    def clean(self) -> dict[str, Any]:
        """Compare the draft that was opened with the latest one."""
        cleaned: dict[str, Any] = super().clean()
        opened = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        latest = self.instance.latest_revision_id
        if opened and latest and opened != str(latest):
            newer = Revision.objects.select_related("user").defer("content").get(pk=latest)
            if newer.user_id == self.for_user.pk:
                # Their own draft, saved by the clock while they pressed the button.
                return cleaned
            time = timezone.localtime(newer.created_at)
            name = newer.user.name if newer.user else "ほかの方"
            raise ValidationError(OVERTAKEN.format(name=name, time=f"{time:%H:%M}"))
        return cleaned
