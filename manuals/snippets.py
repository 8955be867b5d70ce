"""The catalogue of tasks in Wagtail's admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from manuals.models import CounterTask


class CounterTaskViewSet(SnippetViewSet):
    """Tasks are added, renamed and retired; never deleted, for records name them."""

    model = CounterTask
    icon = "tasks"
    menu_label = "業務"
    menu_name = "tasks"
    menu_order = 400
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "name",
        "code",
        "short_name",
        "clause",
        "order",
        Column("is_active", label="実施", accessor=lambda task: "実施中" if task.is_active else "休止中"),
    ]
    list_per_page = 50
    ordering = ["order", "code"]
    panels = [
        FieldPanel("code", help_text="英大文字と下線で書きます。登録したあとは変えないでください。"),
        FieldPanel("name"),
        FieldPanel("short_name", help_text="マニュアルのページに表示する短い名前です。"),
        FieldPanel("clause", help_text="例：5(5)"),
        FieldPanel("order"),
        FieldPanel("is_active", help_text="行わなくなった業務は、削除せずにここを外します。"),
    ]
