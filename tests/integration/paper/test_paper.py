"""PDFs of versions kept for good, booklets, and the copy for emergencies."""

import datetime
import hashlib
import io
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pypdf import PdfReader

from compliance.ledger.models import LedgerEntry
from manuals.blocks import ManualBody
from manuals.paper.actions import choose_emergency_chapters
from manuals.paper.beats import keep_missing_pdfs, tell_of_stale_copies
from manuals.paper.making import frozen_pdf
from manuals.paper.models import PaperCopy
from manuals.paper.queries import emergency_copy
from manuals.versions.models import FrozenPdf, KeptForGood
from manuals.versions.queries import version_in_force
from portal.notifications.models import Notification
from tests.approving import approve, revise
from tests.conftest import persona
from tests.integration.manuals.conftest import blocks

ClientFor = Callable[[str], Client]
DAY = datetime.timedelta(days=1)


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
    assert {pdf.version.page_id for pdf in FrozenPdf.objects.all()} == {page.pk for page in pages}


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
    client.post("/manuals/pdf/emergency/chapters/", {})
    assert emergency_copy(now).chapters == []


def test_manual_without_pages_in_force_has_no_booklet(chapter, client_for: ClientFor) -> None:
    assert client_for("staff").get(f"/manuals/pdf/chapter/{chapter.pk}/").status_code == 404
    assert client_for("staff").get("/manuals/pdf/emergency/").status_code == 404
