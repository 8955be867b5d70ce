"""Japanese for what Wagtail says without asking any catalogue; the rest stands in `portal/locale`."""

from django.forms import Form
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

LINK_TEXT = "リンクの文字"
# Fields that Wagtail leaves to Django, which makes English labels of their names.
LABELS: dict[type[Form], dict[str, str]] = {
    ExternalLinkChooserForm: {"link_text": LINK_TEXT},
    AnchorLinkChooserForm: {"url": "位置の名前", "link_text": LINK_TEXT},
    EmailLinkChooserForm: {
        "email_address": "メールアドレス",
        "link_text": LINK_TEXT,
        "subject": "件名",
        "body": "本文",
    },
    PhoneLinkChooserForm: {"phone_number": "電話番号", "link_text": LINK_TEXT},
}


def label_fields() -> None:
    """Give the fields of the choosers of links their Japanese labels."""
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
