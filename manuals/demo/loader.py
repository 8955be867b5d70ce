"""Load the demonstration manual from its files into real, published Wagtail pages."""

from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images.models import Image
from wagtail.models import Page

from manuals.demo.blocks import stream_data
from manuals.demo.files import ChapterFile, PageFile, read_chapters
from manuals.models import ChapterPage, CounterTask, ManualIndexPage, ManualPage
from portal.registry import DemoOptions

HERE = Path(__file__).resolve().parent
TASKS = [
    ("RECEPTION", "来庁者受付・整理・混雑対策", "受付", "5(1)"),
    ("APPLICATION", "交付申請の受付", "申請受付", "5(2)"),
    ("ISSUANCE", "カードの交付", "交付", "5(3)"),
    ("CERTIFICATE", "電子証明書の発行・更新", "電子証明書", "5(4)"),
    ("PIN_RESET", "暗証番号の再設定", "暗証番号", "5(5)"),
    ("RECORDS", "申請書・受領書等の保存管理", "保存管理", "5(6)"),
    ("PRE_SETUP", "交付前設定・保管管理", "交付前設定", "5(7)"),
    ("MAIL", "郵送書類の作成・発送補助", "郵送", "5(8)"),
    ("VISIT_DISPATCH", "申請時来庁方式の発送", "来庁方式発送", "5(9)"),
    ("RESERVATION", "予約来庁者の管理", "予約", "5(10)"),
    ("TELEPHONE", "電話応対", "電話", "5(11)"),
    ("IMPROVEMENT", "効率化・改善の提案", "改善提案", "5(12)"),
    ("OTHER", "その他関連業務", "その他", "5(13)"),
]


@transaction.atomic
def load_manual(options: DemoOptions) -> str:
    """Add or update tasks, pictures, chapters and pages; return one Japanese line that counts them."""
    tasks = _tasks()
    images = _images(HERE / "images")
    index = ManualIndexPage.objects.get()
    number = 0
    files = read_chapters(HERE / "pages")
    for file in files:
        chapter = _put_chapter(index, file, tasks)
        for page in file.pages:
            for copy in range(options.scale):
                _put_page(chapter, page, copy, tasks=tasks, images=images)
                number += 1
    return f"業務 {len(tasks)}、章 {len(files)}、ページ {number}、図 {len(images)}"


def _tasks() -> dict[str, CounterTask]:
    found = {}
    for order, (code, name, short, clause) in enumerate(TASKS):
        defaults = {"name": name, "short_name": short, "clause": clause, "order": order}
        found[code], _ = CounterTask.objects.get_or_create(code=code, defaults=defaults)
    return found


def _images(folder: Path) -> dict[str, Image]:
    found = {}
    for path in sorted(folder.glob("*.png")):
        image = Image.objects.filter(title=path.stem).first()
        if image is None:
            image = Image(title=path.stem)
            with path.open("rb") as file:
                image.file = ImageFile(file, name=path.name)
                image.save()
        found[path.name] = image
    return found


def _put_chapter(index: ManualIndexPage, file: ChapterFile, tasks: dict[str, CounterTask]) -> ChapterPage:
    chapter = ChapterPage.objects.child_of(index).filter(slug=file.slug).first() or ChapterPage(
        slug=file.slug
    )
    chapter.title, chapter.summary, chapter.clause = file.title, file.summary, file.clause
    chapter.tasks.set([tasks[code] for code in file.tasks])
    _publish(index, chapter)
    return chapter


def _put_page(
    chapter: ChapterPage,
    file: PageFile,
    copy: int,
    *,
    tasks: dict[str, CounterTask],
    images: dict[str, Image],
) -> None:
    slug = file.slug if copy == 0 else f"{file.slug}-{copy + 1}"
    title = file.title if copy == 0 else f"{file.title}（{copy + 1}）"
    page = ManualPage.objects.child_of(chapter).filter(slug=slug).first() or ManualPage(slug=slug)
    body = stream_data(file, images)
    if (
        page.pk
        and page.title == title
        and [block["value"] for block in page.body.get_prep_value()]
        == [block["value"] for block in ManualPage(body=body).body.get_prep_value()]
    ):
        return
    page.title, page.summary, page.clause = title, file.summary, file.clause
    page.keywords = "、".join(file.keywords)
    page.owner_post, page.in_force_from = file.owner_post, file.in_force_from
    page.body = body
    page.tasks.set([tasks[code] for code in file.tasks])
    _publish(chapter, page)


def _publish(parent: Page, page: Any) -> None:
    """Make the page as an editor would: a draft, a revision, a publication."""
    page.live = page.live if page.pk else False
    if page.pk is None:
        parent.add_child(instance=page)
    page.save_revision(clean=True).publish()
