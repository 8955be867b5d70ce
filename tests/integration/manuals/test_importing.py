"""The import from the file to the drafts: screens, refusals, records, the command."""

import datetime
import gc
import json
import warnings
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from docx import Document
from wagtail.images.models import Image
from wagtail.models import PageLogEntry

from compliance.ledger.models import LedgerEntry
from manuals.importing.actions import drop_expired
from manuals.importing.models import PendingImport, PendingPage, PendingPicture
from manuals.models import ManualPage
from manuals.versions.actions import submit_proposal
from manuals.versions.enums import VersionKind
from manuals.versions.models import DraftEdit
from tests.conftest import persona
from tests.unit.manuals.importing.makers import NUMBER, document, picture, saved, workbook

pytestmark = pytest.mark.django_db
URL = "/manuals/import/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def client(client_for):
    return client_for("manager")


def manual() -> Document:
    made = Document()
    made.add_heading("受付", 1)
    made.add_paragraph("最初の文です。")
    made.add_paragraph("※席を外しません。")
    made.add_picture(BytesIO(picture()))
    made.add_paragraph().add_run("線の文字").underline = True
    made.add_heading("交付", 1)
    made.add_paragraph("交付します。")
    return made


def upload(made, name="手引.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made if isinstance(made, bytes) else saved(made).getvalue())


def send(client, chapter, *files):
    return client.post(URL, {"chapter": chapter.pk, "uploads": list(files)})


@pytest.fixture
def pending(client, chapter) -> PendingImport:
    response = send(client, chapter, upload(manual()))
    assert response.status_code == 302
    return PendingImport.objects.get()


def address(pending) -> str:
    return f"{URL}{pending.pk}/"


def choices(pending, **changes) -> dict:
    """Return what the form sends as it stands, with changes; None leaves a field out."""
    found = {"version": pending.version, "shown": 0}
    for page in pending.pages.filter(taken_at__isnull=True):
        found[f"title-{page.pk}"] = page.title
        if page.is_wanted:
            found[f"take-{page.pk}"] = "on"
    found |= changes
    return {key: value for key, value in found.items() if value is not None}


def text(response) -> str:
    return response.content.decode()


def entries(kind) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(kind=kind))


class TestReading:
    def test_files_lead_to_their_pages(self, client, chapter):
        response = send(client, chapter, upload(manual()), upload(workbook(["本文"]), "表.xlsx"))
        pending = PendingImport.objects.get()
        assert response["Location"] == address(pending)
        assert [page.title for page in pending.pages.all()] == ["受付", "交付", "受付"]
        (entry,) = entries("manuals.import.previewed")
        assert entry.additional_data["files"] == ["手引.docx", "表.xlsx"]
        assert (entry.additional_data["pages"], entry.additional_data["pictures"]) == (3, 1)

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("手引.docx", b"", "空です"),
            ("手引.docx", b"text", "中身は"),
            ("手引.docm", b"text", "マクロ"),
            ("手引.doc", b"text", "古い形式"),
            ("手引.md", "受付の手引です。".encode("cp932"), "Shift_JIS"),
        ],
    )
    def test_a_refused_file_leaves_nothing_but_its_entry(self, client, chapter, name, content, told):
        response = send(client, chapter, upload(manual()), upload(content, name))
        assert response.status_code == 422
        assert told in text(response)
        assert not PendingImport.objects.exists()
        if content:
            (entry,) = entries("manuals.import.refused")
            assert entry.additional_data["file"] == name
            assert entry.actor == persona("manager")

    def test_a_my_number_is_refused_and_shown_nowhere(self, client, chapter):
        response = send(client, chapter, upload(document(f"番号 {NUMBER}")))
        assert response.status_code == 422
        assert "段落1" in text(response)
        response = send(client, chapter, upload(document("本文"), f"{NUMBER}.docx"))
        assert response.status_code == 422
        assert NUMBER not in text(response)
        assert not PendingImport.objects.exists()
        told = str([(entry.additional_data, entry.object_repr) for entry in LedgerEntry.objects.all()])
        assert NUMBER not in told
        assert [entry.additional_data["reason"] for entry in entries("manuals.import.refused")] == [
            "MY_NUMBER"
        ] * 2

    def test_nothing_chosen_is_told(self, client, chapter):
        response = client.post(URL, {})
        assert response.status_code == 422
        assert "章を選んでください。" in text(response)
        assert "ファイルを選んでください。" in text(response)

    def test_too_many_pending_imports_are_told(self, client, chapter, monkeypatch):
        monkeypatch.setattr("manuals.importing.actions.reading.MOST_PENDING", 1)
        send(client, chapter, upload(manual()))
        assert "取り込みかけのファイルが 1 件" in text(send(client, chapter, upload(manual())))

    def test_what_cannot_be_recorded_is_not_kept(self, client, chapter, break_ledger):
        break_ledger()
        client.raise_request_exception = False
        assert send(client, chapter, upload(manual())).status_code == 503
        assert not PendingImport.objects.exists()


class NeverRead:
    """A body that fails the test when somebody reads it."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = read


class TestSize:
    def test_a_big_request_is_refused_unread(self, client, chapter, settings):
        settings.IMPORT_MAX_MB = 1
        response = client.generic(
            "POST",
            URL,
            b"",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(300 * 1024 * 1024),
            **{"wsgi.input": NeverRead()},
        )
        assert response.status_code == 413
        assert "1 MB まで" in text(response)

    def test_a_request_that_lies_about_its_files_is_stopped(self, client, chapter, settings):
        settings.IMPORT_MAX_MB = 1
        big = upload(b"x" * (1024 * 1024 + 1000), "手引.docx")
        response = send(client, chapter, big)
        assert response.status_code == 413
        assert "大きすぎます" in text(response)
        assert not PendingImport.objects.exists()

    def test_several_files_count_together(self, client, chapter, settings):
        settings.IMPORT_MAX_MB = 1
        half = b"# a\n" + b"x" * 600_000
        response = send(client, chapter, upload(half, "a.md"), upload(half, "b.md"))
        assert response.status_code == 413

    def test_the_token_is_asked_for(self, chapter):
        client = Client(enforce_csrf_checks=True)
        client.force_login(persona("manager"), backend="portal.accounts.backends.StaffNumberBackend")
        assert send(client, chapter, upload(manual())).status_code == 403
        token = client.get(URL).cookies["csrftoken"].value
        data = {"chapter": chapter.pk, "uploads": upload(manual()), "csrfmiddlewaretoken": token}
        assert client.post(URL, data).status_code == 302


class TestPreview:
    def test_pages_look_as_they_will_with_the_report_beside(
        self, client, pending, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(25):
            shown = text(client.get(address(pending)))
        assert 'class="manual-caution" data-level="INFO"' in shown
        assert "席を外しません。" in shown
        assert "線の文字" in shown
        assert "この図の代替テキスト" in shown
        assert "取り込まなかったもの" in shown

    def test_another_page_is_shown_on_request(self, client, pending):
        assert "交付します。" in text(client.get(address(pending), {"page": 1}))
        assert "最初の文です。" in text(client.get(address(pending), {"page": "x"}))

    def test_pictures_go_to_their_owner_only(self, client, pending, client_for):
        kept = PendingPicture.objects.get()
        response = client.get(f"{address(pending)}pictures/{kept.sha256}/")
        assert (response["Content-Type"], response.content) == ("image/png", picture())
        assert client.get(f"{address(pending)}pictures/{'0' * 64}/").status_code == 404
        assert client_for("deputy").get(f"{address(pending)}pictures/{kept.sha256}/").status_code == 404

    @pytest.mark.parametrize("path", ["", "discard/", "report.csv"])
    def test_others_do_not_know_of_it(self, pending, client_for, path):
        assert client_for("deputy").get(address(pending) + path).status_code == 404
        assert client_for("staff").get(address(pending) + path).status_code == 403

    def test_it_waits_for_its_owner_after_signing_out(self, client, pending, client_for):
        client.logout()
        again = client_for("manager")
        assert "手引.docx" in text(again.get(URL))
        assert again.get(address(pending)).status_code == 200
        assert "手引.docx" not in text(client_for("deputy").get(URL))

    def test_the_report_is_a_file_too(self, client, pending):
        response = client.get(f"{address(pending)}report.csv")
        told = response.content.decode("utf-8-sig").splitlines()
        assert told[0] == "ファイル,ページ,結果,種類,場所,内容"
        assert any("線の文字" in line and "受付" in line for line in told)
        assert entries("manuals.import.report_downloaded")

    def test_a_namesake_in_the_chapter_is_told(self, client, pending, make_page):
        make_page("交付", live=False)
        assert "同じ題名のページ" in text(client.get(address(pending)))


class TestChoices:
    def test_titles_ticks_and_texts_are_kept(self, client, pending):
        first, second = pending.pages.all()
        figure = first.figures[0]["id"]
        changes = {f"title-{first.pk}": "受付の手引", f"take-{second.pk}": None, f"alt-{figure}": "窓口の図"}
        sent = choices(pending, save="1", **changes)
        assert client.post(address(pending), sent).status_code == 302
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.title, second.is_wanted) == ("受付の手引", False)
        assert first.figures[0]["value"]["alt"] == "窓口の図"

    def test_showing_another_page_saves_first(self, client, pending):
        first = pending.pages.first()
        response = client.post(address(pending), choices(pending, **{f"title-{first.pk}": "新", "show": "1"}))
        assert response["Location"].endswith("?page=1#preview")
        assert PendingPage.objects.get(pk=first.pk).title == "新"

    def test_scripts_save_and_get_the_new_version(self, client, pending):
        response = client.post(
            address(pending), choices(pending, save="1"), headers={"X-Requested-With": "fetch"}
        )
        assert response.json() == {"version": 2}

    def test_a_second_tab_is_told_and_keeps_what_it_typed(self, client, pending):
        stale = choices(pending, save="1")
        client.post(address(pending), choices(pending, save="1"))
        first = pending.pages.first()
        response = client.post(address(pending), stale | {f"title-{first.pk}": "別の画面で書いた題"})
        assert response.status_code == 409
        assert "別の画面で書いた題" in text(response)
        assert "別の画面でこの取込みが変更されました" in text(response)
        assert PendingPage.objects.get(pk=first.pk).title == "受付"
        # Sent again from what is shown now, it is kept.
        stale["version"] = 2
        assert client.post(address(pending), stale).status_code == 302

    @pytest.mark.parametrize(
        ("title", "told"),
        [("", "題名を入力"), ("あ" * 256, "255文字まで"), (f"番号{NUMBER}", "12桁の数字")],
    )
    def test_a_title_that_cannot_be_is_told_at_its_field(self, client, pending, title, told):
        first = pending.pages.first()
        response = client.post(
            address(pending), choices(pending, **{f"title-{first.pk}": title, "take": "1"})
        )
        assert response.status_code == 409
        assert told in text(response)
        assert not ManualPage.objects.filter(title=title).exists()

    @pytest.mark.parametrize(("alt", "told"), [("あ" * 401, "400文字まで"), (NUMBER, "12桁の数字")])
    def test_an_alternative_text_that_cannot_be_is_told(self, client, pending, alt, told):
        figure = pending.pages.first().figures[0]["id"]
        response = client.post(address(pending), choices(pending, **{f"alt-{figure}": alt}))
        assert response.status_code == 409
        assert told in text(response)

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
    def test_a_version_that_is_none_changes_nothing(self, client, pending, version):
        assert client.post(address(pending), choices(pending, version=version)).status_code == 409


class TestTaking:
    def take(self, client, pending, **changes):
        return client.post(address(pending), choices(pending, take="1", **changes))

    def test_chosen_pages_become_drafts_that_nobody_sees(self, client, pending, chapter, client_for):
        figure = pending.pages.first().figures[0]["id"]
        assert self.take(client, pending, **{f"alt-{figure}": "窓口の図"}).status_code == 302
        pages = list(ManualPage.objects.child_of(chapter))
        assert [page.title for page in pages] == ["受付", "交付"]
        assert not any(page.live for page in pages)
        assert {page.owner for page in pages} == {persona("manager")}
        draft = pages[0].get_latest_revision_as_object()
        assert [block.block_type for block in draft.body] == ["paragraph", "caution", "figure", "paragraph"]
        assert draft.body[2].value["alt"] == "窓口の図"
        draft.full_clean()
        assert DraftEdit.objects.get(page=pages[0].pk).edited_by == persona("manager")
        actions = PageLogEntry.objects.filter(page=pages[0].pk).values_list("action", flat=True)
        assert set(actions) == {"wagtail.create", "wagtail.edit"}
        assert client_for("staff").get(f"/manuals/trial/{pages[0].slug}/").status_code == 404
        (entry,) = entries("manuals.import.done")
        assert entry.additional_data["pages"] == [page.pk for page in pages]

    def test_the_drafts_open_in_the_editor(self, client, pending, chapter):
        self.take(client, pending)
        shown = text(client.get(address(pending)))
        page = ManualPage.objects.child_of(chapter).first()
        assert f"/cms/pages/{page.pk}/edit/" in shown
        # Wagtail leaves a temporary file to the garbage collector when it makes a size.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
            gc.collect()

    def test_a_missing_alternative_text_is_asked_for_by_the_proposal(self, client, pending, chapter, now):
        self.take(client, pending)
        draft = ManualPage.objects.child_of(chapter).first().get_latest_revision_as_object()
        assert draft.body[2].value["alt"] == ""
        page = ManualPage.objects.child_of(chapter).first()
        facts = {"kind": VersionKind.MAJOR, "change_note": "初版", "by": persona("manager"), "at": now}
        with pytest.raises(ValidationError, match="3番目の「図」"):
            submit_proposal(page=page, **facts)
        draft.body[2].value["alt"] = "窓口の図"
        draft.save_revision(user=persona("manager"))
        assert submit_proposal(page=page, **facts).pk

    def test_only_the_ticked_pages_are_taken_and_the_rest_later(self, client, pending, chapter):
        second = pending.pages.last()
        self.take(client, pending, **{f"take-{second.pk}": None})
        assert [page.title for page in ManualPage.objects.child_of(chapter)] == ["受付"]
        pending.refresh_from_db()
        self.take(client, pending, **{f"take-{second.pk}": "on"})
        assert [page.title for page in ManualPage.objects.child_of(chapter)] == ["受付", "交付"]

    def test_two_tabs_make_no_page_twice(self, client, pending, chapter):
        sent = choices(pending, take="1")
        client.post(address(pending), sent)
        assert client.post(address(pending), sent).status_code == 409
        assert ManualPage.objects.child_of(chapter).count() == 2

    def test_nothing_ticked_is_told(self, client, pending, chapter):
        first, second = pending.pages.all()
        response = self.take(client, pending, **{f"take-{first.pk}": None, f"take-{second.pk}": None})
        assert "下書きにするページを選んでください。" in text(response)

    def test_a_picture_known_already_is_used_again(self, client, chapter):
        for _ in range(2):
            send(client, chapter, upload(manual()))
            self.take(client, PendingImport.objects.latest("uploaded_at"))
        assert Image.objects.count() == 1
        assert Image.objects.get().uploaded_by_user == persona("manager")

    def test_a_failure_leaves_neither_pages_nor_files(self, client, pending, chapter, media, break_ledger):
        break_ledger()
        client.raise_request_exception = False
        assert self.take(client, pending).status_code == 503
        assert not ManualPage.objects.child_of(chapter).exists()
        assert not Image.objects.exists()
        assert not [path for path in media.rglob("*") if path.is_file()]
        assert not default_storage.exists("original_images/import.png")

    def test_throwing_away_keeps_the_drafts(self, client, pending, chapter):
        self.take(client, pending)
        assert "破棄しますか" in text(client.get(f"{address(pending)}discard/"))
        assert client.post(f"{address(pending)}discard/").status_code == 302
        assert not PendingImport.objects.exists()
        assert not PendingPicture.objects.exists()
        assert ManualPage.objects.child_of(chapter).count() == 2
        assert entries("manuals.import.discarded")


def test_what_is_past_its_time_is_gone(client_for, pending, now):
    later = now + datetime.timedelta(days=14, seconds=30)
    with time_machine.travel(later):
        assert client_for("manager").get(address(pending)).status_code == 404
    drop_expired(now)
    assert PendingImport.objects.exists()
    drop_expired(later)
    assert not PendingImport.objects.exists()
    (entry,) = entries("manuals.import.discarded")
    assert entry.additional_data["reason"] == "expired"


class TestCommand:
    def run(self, *arguments):
        out, error = StringIO(), StringIO()
        call_command("import_manual", *map(str, arguments), stdout=out, stderr=error)
        return out.getvalue(), error.getvalue()

    @pytest.fixture
    def file(self, tmp_path):
        path = tmp_path / "手引.docx"
        path.write_bytes(saved(manual()).getvalue())
        return path

    def test_drafts_are_made(self, file, chapter):
        out, error = self.run(file, "--chapter", "trial", "--user", "manager")
        assert "2ページの下書き" in out
        assert "線の文字" in error
        assert ManualPage.objects.child_of(chapter).count() == 2
        assert entries("manuals.import.done")[0].actor == persona("manager")

    def test_a_dry_run_changes_nothing(self, file, chapter):
        out, _ = self.run(file, "--chapter", "trial", "--user", "manager", "--dry-run")
        assert "受付（4 ブロック）" in out
        assert not PendingImport.objects.exists()
        assert not ManualPage.objects.child_of(chapter).exists()

    def test_the_result_is_json_too(self, file, chapter):
        out, _ = self.run(file, "--chapter", "trial", "--user", "manager", "--dry-run", "--format", "json")
        (found,) = json.loads(out)
        assert [page["title"] for page in found["pages"]] == ["受付", "交付"]
        assert {line["outcome"] for line in found["report"]} == {"LOST", "CHECK"}
        out, _ = self.run(file, "--chapter", "trial", "--user", "manager", "--format", "json")
        assert [page["title"] for page in json.loads(out)["pages"]] == ["受付", "交付"]

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--chapter", "nowhere", "--user", "manager"], "章「nowhere」はありません"),
            (["--chapter", "trial", "--user", "nobody"], "利用者「nobody」はいません"),
            (["--chapter", "trial", "--user", "staff"], "マニュアルを書く職"),
        ],
    )
    def test_a_wrong_argument_is_one_sentence(self, file, chapter, arguments, told):
        with pytest.raises(CommandError, match=told):
            self.run(file, *arguments)

    def test_a_wrong_file_is_one_sentence(self, tmp_path, chapter):
        path = tmp_path / "手引.docx"
        path.write_bytes(b"text")
        for extra in ([], ["--dry-run"]):
            with pytest.raises(CommandError, match="中身は"):
                self.run(path, "--chapter", "trial", "--user", "manager", *extra)
        with pytest.raises(CommandError, match="ファイルがありません"):
            self.run(tmp_path / "none.docx", "--chapter", "trial", "--user", "manager")
