"""Components: filters kept by pagination and sorting, ARIA of fields, charts with their table."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory


class Elements(HTMLParser):
    """Collect the elements of a fragment as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]

    def by_id(self, name: str) -> dict[str, str | None]:
        return next(attributes for _, attributes in self.found if attributes.get("id") == name)


def draw(source: str, request: HttpRequest | None = None, **context: object) -> Elements:
    template = Template("{% load portal_components %}" + source)
    return Elements(template.render(Context({"request": request, **context})))


@pytest.fixture
def filtered(rf: RequestFactory) -> HttpRequest:
    return rf.get("/people/", {"q": "佐藤", "post": ["STAFF", "DEPUTY"], "page": "2", "sort": "name"})


def test_pagination_keeps_every_filter(filtered: HttpRequest) -> None:
    page = Paginator(range(100), 10).get_page(2)
    links = draw("{% pagination page %}", filtered, page=page).all("a")
    assert links
    for link in links:
        assert "q=%E4%BD%90%E8%97%A4" in link["href"]
        assert "post=STAFF&post=DEPUTY" in link["href"]
        assert "sort=name" in link["href"]
        assert link["href"].count("page=") == 1


def test_pagination_marks_the_open_page(filtered: HttpRequest) -> None:
    page = Paginator(range(100), 10).get_page(2)
    marked = [
        link for link in draw("{% pagination page %}", filtered, page=page).all("a") if "aria-current" in link
    ]
    assert [link["aria-label"] for link in marked] == ["2ページ目(表示中)"]


def test_pagination_of_one_page_has_no_links(rf: RequestFactory) -> None:
    page = Paginator(range(5), 10).get_page(1)
    assert draw("{% pagination page %}", rf.get("/"), page=page).all("a") == []


def test_pagination_of_nothing_is_absent(rf: RequestFactory) -> None:
    assert draw("{% pagination page %}", rf.get("/"), page=Paginator([], 10).get_page(1)).found == []


def test_sorting_keeps_filters_and_returns_to_the_first_page(filtered: HttpRequest) -> None:
    elements = draw('{% sort_header "氏名" "name" %}', filtered)
    assert elements.all("th")[0]["aria-sort"] == "ascending"
    href = elements.all("a")[0]["href"]
    assert "sort=-name" in href
    assert "post=STAFF&post=DEPUTY" in href
    assert "page=" not in href


def test_unsorted_column_has_no_direction(filtered: HttpRequest) -> None:
    elements = draw('{% sort_header "窓口" "counter" %}', filtered)
    assert "aria-sort" not in elements.all("th")[0]
    assert "sort=counter" in elements.all("a")[0]["href"]


def test_default_order_is_marked_without_a_query(rf: RequestFactory) -> None:
    elements = draw('{% sort_header "氏名" "name" default="-name" %}', rf.get("/"))
    assert elements.all("th")[0]["aria-sort"] == "descending"


def test_bar_chart_draws_each_value_and_its_table_row() -> None:
    elements = draw("{% bar_chart rows '件数' %}", rows=[("甲", 50, "50件"), ("乙", 200, "200件", "error")])
    widths = [bar["width"] for bar in elements.all("rect") if bar["class"] == "bars__bar"]
    assert widths == ["25.00", "100.00"]
    assert len([cell for cell in elements.all("th") if cell.get("scope") == "row"]) == 2


def test_bar_chart_of_zeros_divides_by_nothing() -> None:
    elements = draw("{% bar_chart rows '件数' %}", rows=[("甲", 0, "0件")])
    assert [bar["width"] for bar in elements.all("rect") if bar["class"] == "bars__bar"] == ["0.00"]


class Sample(forms.Form):
    title = forms.CharField(label="件名", help_text="30 文字以内", max_length=30)
    note = forms.CharField(label="備考", required=False)
    place = forms.ChoiceField(
        label="窓口", widget=forms.RadioSelect, choices=[("1", "本庁舎")], help_text="場所"
    )
    agreed = forms.BooleanField(label="確認しました", help_text="取り消せません")

    def clean(self) -> None:
        self.add_error(None, "期間が重なっています。")


def test_field_names_its_help_by_aria_describedby() -> None:
    elements = Elements(str(Sample()))
    assert elements.by_id("id_title")["aria-describedby"] == "id_title_helptext"
    assert elements.by_id("id_title_helptext")
    assert "aria-invalid" not in elements.by_id("id_title")


def test_refused_field_names_help_and_error() -> None:
    elements = Elements(str(Sample({"title": "長" * 31})))
    control = elements.by_id("id_title")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_title_helptext id_title_error"
    assert elements.by_id("id_title_error")
    assert control["value"] == "長" * 31


def test_refused_checkbox_names_help_and_error() -> None:
    elements = Elements(str(Sample({})))
    control = elements.by_id("id_agreed")
    assert control["aria-describedby"] == "id_agreed_helptext id_agreed_error"
    assert elements.by_id("id_agreed_helptext")
    assert elements.by_id("id_agreed_error")


def test_group_of_choices_is_a_fieldset_that_names_help_and_error() -> None:
    elements = Elements(str(Sample({})))
    group = elements.all("fieldset")[0]
    assert group["aria-describedby"] == "id_place_helptext id_place_error"
    assert elements.all("legend")
    assert elements.by_id("id_place_error")


def test_every_id_stands_once() -> None:
    ids = [attributes["id"] for _, attributes in Elements(str(Sample({}))).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_summary_links_to_each_refused_field_and_tells_of_the_whole_form() -> None:
    html = render_to_string("components/form_errors.html", {"form": Sample({})})
    targets = [link["href"] for link in Elements(html).all("a")]
    assert targets == ["#id_title", "#id_place_0", "#id_agreed"]
    assert "期間が重なっています。" in html
    assert Elements(html).all("div")[0]["role"] == "alert"


def test_summary_is_absent_while_all_is_well() -> None:
    assert render_to_string("components/form_errors.html", {"form": Sample()}).strip() == ""


def test_values_are_escaped() -> None:
    html = render_to_string("components/notice.html", {"title": "<b>", "text": "<script>"})
    assert "<script>" not in html
    assert "<b>" not in html
