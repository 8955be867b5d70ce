"""PDFs of versions kept for good, booklets, and the copy for emergencies."""

import datetime
import hashlib
import io
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from pypdf import PdfReader

from compliance.ledger.models import LedgerEntry
from manuals.blocks import ManualBody
from manuals.paper import making
from manuals.paper.actions import choose_emergency_chapters
from manuals.paper.beats import keep_missing_pdfs, tell_of_stale_copies
from manuals.paper.making import frozen_pdf
from manuals.paper.models import PaperCopy
from manuals.paper.queries import emergency_copy
from manuals.versions.models import FrozenPdf, KeptForGood, ManualVersion
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona
from tests.integration.manuals.conftest import blocks

ClientFor = Callable[[str], Client]
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Keep the booklets of a test to itself."""
    settings.VAR = tmp_path


def words(content: bytes) -> str:
    """Return all text of a PDF without spaces."""
    sheets = PdfReader(io.BytesIO(content)).pages
    return "".join(sheet.extract_text() for sheet in sheets).replace(" ", "").replace("\n", "")


def test_every_block_reaches_the_paper(make_page, picture, now) -> None:
    page = make_page(body=blocks("語りの文", image=picture.pk))
    kinds = {block.block_type for block in page.body}
    assert kinds == set(ManualBody().child_blocks)
    pdf = frozen_pdf(version_in_force(page, now), at=now)
    text = words(bytes(pdf.content))
    # Each kind shows its text at least once, most of them more often.
    assert text.count("語りの文") >= len(kinds)
    assert len(PdfReader(io.BytesIO(bytes(pdf.content))).pages[0].images) >= 0
    for shown in ("職員確認", "市民への言い方", "必要な書類", "関連様式", "問1", "小田原市所有", "第1版"):
        assert shown in text


def test_pdf_of_a_version_is_made_once_and_never_changes(make_page, now) -> None:
    version = version_in_force(make_page(), now)
    first = frozen_pdf(version, at=now)
    assert first.sha256 == hashlib.sha256(bytes(first.content)).hexdigest()
    assert frozen_pdf(version, at=now + DAY).made_at == now
    first.content = b"other"
    with pytest.raises(KeptForGood):
        first.save()
    with pytest.raises(KeptForGood):
        FrozenPdf.objects.all().delete()


def test_clock_makes_what_is_missing(make_page, now) -> None:
    pages = [make_page(f"頁{number}") for number in range(3)]
    keep_missing_pdfs(now)
    keep_missing_pdfs(now)
    assert {page.pk for page in pages} < {pdf.version.page_id for pdf in FrozenPdf.objects.all()}
    assert not ManualVersion.objects.filter(frozen_pdf__isnull=True).exists()
    assert LedgerEntry.objects.filter(kind="manuals.pdf.made").count() == FrozenPdf.objects.count()


def test_one_pdf_that_fails_keeps_no_other_from_being_made(make_page, now, monkeypatch) -> None:
    for number in range(2):
        make_page(f"頁{number}")
    draw = making.typeset

    def broken(data, pictures):
        if data["title"] == "頁1":
            raise ValueError("cannot be drawn")
        return draw(data, pictures)

    monkeypatch.setattr(making, "typeset", broken)
    with pytest.raises(ExceptionGroup):
        keep_missing_pdfs(now)
    left = ManualVersion.objects.filter(frozen_pdf__isnull=True)
    assert [version.title for version in left] == ["頁1"]


def test_approval_has_the_worker_make_the_pdf(make_page, now, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = make_page("新しい頁")
    version = version_in_force(page, now)
    pdf = FrozenPdf.objects.get(version=version)
    entry = LedgerEntry.objects.filter(kind="manuals.pdf.made").latest("pk")
    assert entry.additional_data["sha256"] == pdf.sha256


def test_pdf_of_a_version_comes_from_the_version_alone(make_page, now) -> None:
    page = make_page("古い題名")
    version = version_in_force(page, now)
    first = making._pdf_of(version)
    revise(page, title="新しい題名")
    approve(page, at=now)
    assert making._pdf_of(version) == first
    assert "古い題名" in words(first)


def test_paper_tells_the_minute_it_was_made_and_whose_day_it_is(make_page, client_for: ClientFor) -> None:
    page = make_page("頁")
    client = client_for("staff")
    for path in (f"/manuals/pdf/page/{page.pk}/", "/manuals/pdf/all/"):
        assert "令和8年6月17日(水)10:00作成" in words(client.get(path).content)
        other = words(client.get(f"{path}?on=2026-06-17T09:00").content)
        assert "令和8年6月17日(水)10:00作成（令和8年6月17日(水)09:00の内容）" in other


@pytest.mark.parametrize("on", ["昨日", "2026-13-01", "2026/06/01"])
def test_day_that_cannot_be_read_gives_no_paper(make_page, client_for: ClientFor, on: str) -> None:
    page = make_page()
    client = client_for("staff")
    for path in (f"/manuals/pdf/page/{page.pk}/", "/manuals/pdf/all/"):
        response = client.get(path, {"on": on}, follow=True)
        assert response.redirect_chain == [("/manuals/pdf/", 302)]
        assert "PDFは作っていません" in response.content.decode()
    assert not PaperCopy.objects.exists()


def test_pdf_of_a_version_is_sent_as_it_is_kept(make_page, client_for: ClientFor, now) -> None:
    version = version_in_force(make_page("頁"), now)
    response = client_for("auditor").get(f"/manuals/pdf/version/{version.pk}/")
    kept = FrozenPdf.objects.get(version=version)
    assert hashlib.sha256(response.content).hexdigest() == kept.sha256
    entry = LedgerEntry.objects.filter(kind="manuals.pdf.opened").latest("pk")
    assert entry.additional_data == {"page": version.page_id, "version": 1, "sha256": kept.sha256}
    shown = client_for("auditor").get(f"/manuals/versions/{version.pk}/").content.decode()
    assert kept.sha256 in shown


def test_page_is_sent_as_it_stood_on_the_day_asked_for(make_page, client_for: ClientFor, now) -> None:
    page = make_page("古い題名")
    revise(page, title="新しい題名")
    approve(page, at=now)
    client = client_for("staff")
    today = client.get(f"/manuals/pdf/page/{page.pk}/")
    assert today["Content-Type"] == "application/pdf"
    assert "filename*=utf-8''" in today["Content-Disposition"]
    assert "新しい題名第2版" in words(today.content)
    before = client.get(f"/manuals/pdf/page/{page.pk}/?on={(now - DAY).date()}")
    assert "古い題名第1版" in words(before.content)
    entry = LedgerEntry.objects.filter(kind="manuals.pdf.opened").latest("pk")
    assert entry.actor == persona("staff")
    assert client.get(f"/manuals/pdf/page/{page.pk}/?on=2020-01-01").status_code == 404


def test_nothing_is_sent_that_cannot_be_recorded(make_page, client_for: ClientFor, break_ledger) -> None:
    page = make_page()
    client = client_for("staff")
    client.raise_request_exception = False
    break_ledger()
    for path in (f"/manuals/pdf/page/{page.pk}/", "/manuals/pdf/all/"):
        response = client.get(path)
        assert response.status_code == 503
        assert b"%PDF" not in response.content


def test_whole_manual_has_contents_and_every_page(make_page, client_for: ClientFor) -> None:
    for number in range(3):
        make_page(f"手順の{number}番")
    content = client_for("branch").get("/manuals/pdf/all/").content
    text = words(content)
    assert "目次" in text
    for number in range(3):
        assert text.count(f"手順の{number}番") >= 2  # in the contents and on its own sheet
    total = len(PdfReader(io.BytesIO(content)).pages)
    assert f"{total}/{total}" in text


def test_emergency_copy_goes_stale_with_a_new_version(make_page, chapter, client_for: ClientFor, now) -> None:
    page = make_page("非常のとき")
    choose_emergency_chapters(chapters=[chapter], by=persona("manager"), at=now)
    client = client_for("manager")
    assert "写しをまだ作っていません" in client.get("/manuals/pdf/").content.decode()
    assert "非常のとき" in words(client.get("/manuals/pdf/emergency/").content)
    assert PaperCopy.objects.get().made_by == persona("manager")
    assert "いまも施行中の内容です" in client.get("/manuals/pdf/").content.decode()
    tell_of_stale_copies(now)
    assert not Notification.objects.filter(key__startswith="paper.stale").exists()
    revise(page, title="非常のときの新しい手順")
    approve(page, at=now)
    assert not emergency_copy(now).is_current
    assert "写しが古くなっています" in client.get("/manuals/pdf/").content.decode()
    tell_of_stale_copies(now)
    tell_of_stale_copies(now + DAY)
    told = Notification.objects.filter(key__startswith="paper.stale")
    assert set(told.values_list("recipient__username", flat=True)) == {"manager", "deputy", "deputy2"}


def test_only_those_in_charge_choose_the_emergency_chapters(chapter, client_for: ClientFor, now) -> None:
    for name in ("staff", "city", "auditor"):
        with pytest.raises(PermissionDenied):
            choose_emergency_chapters(chapters=[chapter], by=persona(name), at=now)
        client = client_for(name)
        assert "この章を備える" not in client.get("/manuals/pdf/").content.decode()
        assert client.post("/manuals/pdf/emergency/chapters/", {"chapters": [chapter.pk]}).status_code in {
            403,
            404,
        }
    client = client_for("cityhead")
    client.post("/manuals/pdf/emergency/chapters/", {"chapters": [chapter.pk]})
    assert [one.pk for one in emergency_copy(now).chapters] == [chapter.pk]
    assert client.post("/manuals/pdf/emergency/chapters/", {"chapters": [999_999]}).status_code == 422
    client.post("/manuals/pdf/emergency/chapters/", {"seen": chapter.pk})
    assert emergency_copy(now).chapters == []


def test_who_chooses_later_than_somebody_else_is_told(chapter, client_for: ClientFor, now) -> None:
    choose_emergency_chapters(chapters=[chapter], by=persona("manager"), at=now)
    response = client_for("cityhead").post("/manuals/pdf/emergency/chapters/", {"seen": ""})
    assert response.status_code == 409
    assert "ほかの方が先に変更しました" in response.content.decode()
    assert [one.pk for one in emergency_copy(now).chapters] == [chapter.pk]
    again = {"seen": response.context["form"]["seen"].value()}
    assert client_for("cityhead").post("/manuals/pdf/emergency/chapters/", again).status_code == 302
    assert emergency_copy(now).chapters == []


def test_stale_copy_stands_on_the_home_page_of_those_who_keep_it(
    make_page, chapter, client_for: ClientFor, now
) -> None:
    page = make_page("非常のとき")
    manager = client_for("manager")
    assert "緊急時の写し" not in manager.get("/").content.decode()
    choose_emergency_chapters(chapters=[chapter], by=persona("manager"), at=now)
    assert "緊急時の写しをまだ作っていません" in manager.get("/").content.decode()
    manager.get("/manuals/pdf/emergency/")
    assert "緊急時の写し" not in manager.get("/").content.decode()
    revise(page, title="非常のときの新しい手順")
    with time_machine.travel(now + HOUR, tick=True):
        approve(page, at=now + HOUR)
        shown = client_for("manager").get("/").content.decode()
        assert "緊急時の写しは古くなっています" in shown
        assert "非常のときの新しい手順 第2版" in shown
        assert "緊急時の写しは古くなっています" not in client_for("staff").get("/").content.decode()


def test_new_title_of_a_chapter_makes_the_copy_stale(make_page, chapter, client_for: ClientFor, now) -> None:
    make_page()
    choose_emergency_chapters(chapters=[chapter], by=persona("manager"), at=now)
    client_for("manager").get("/manuals/pdf/emergency/")
    assert emergency_copy(now).is_current
    draft = chapter.get_latest_revision_as_object()
    draft.title = "非常時の章"
    draft.save_revision(user=persona("city"))
    approve(chapter, at=now)
    assert not emergency_copy(now).is_current


def test_manual_without_pages_in_force_has_no_booklet(chapter, client_for: ClientFor) -> None:
    assert client_for("staff").get(f"/manuals/pdf/chapter/{chapter.pk}/").status_code == 404
    assert client_for("staff").get("/manuals/pdf/emergency/").status_code == 404
