"""Check that what a file calls a picture is one, and bring it into a form a browser shows."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageOps

from manuals.importing.reading.limits import Limits
from manuals.importing.reading.tree import PictureData

READ = ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"]
KEPT = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
# What Pillow tells of a picture that says nothing about who took it, where and with what.
HARMLESS = {
    "dpi", "gamma", "srgb", "transparency", "icc_profile", "jfif", "jfif_version", "jfif_unit",
    "jfif_density", "progressive", "progression", "adobe", "adobe_transform", "aspect", "background",
    "chromaticity", "loop", "duration", "interlace", "default_image", "timestamp", "timestamp_unit",
}  # fmt: skip
ORIENTATION = 0x0112
WMF_MARKS = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
DRAWN = (
    "{name} 形式の図は取り込めません。元のファイルで図を右クリックし、「図として保存」で PNG にしてから、"
    "編集画面の「図」ブロックで加えてください。"
)
STRIPPED = "撮影場所など、図に付いていた情報を除きました。"


class NotAPicture(ValueError):
    """What a file calls a picture cannot be taken; the text is one Japanese sentence."""


@dataclass(frozen=True)
class Checked:
    """A picture fit to be shown, and what had to be done to it ("" for nothing)."""

    data: PictureData
    change: str


def checked(content: bytes, limits: Limits) -> Checked:
    """Return a picture as PNG, JPEG or WebP without metadata; raise `NotAPicture` for anything else."""
    if name := _drawn(content):
        raise NotAPicture(DRAWN.format(name=name))
    try:
        with warnings.catch_warnings():
            # Size is checked below, before anything is unpacked.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=READ) as picture:
                return _kept(picture, content, limits)
    except NotAPicture:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise NotAPicture("図として読めないデータのため、取り込みません。") from error


def _drawn(content: bytes) -> str:
    """Return the name of a format that is drawn rather than made of dots, else ""."""
    if content[40:44] == b" EMF":
        return "EMF"
    if content.startswith(WMF_MARKS):
        return "WMF"
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "SVG" if head.startswith((b"<svg", b"<?xml", b"<!--")) else ""


def _kept(picture: Image.Image, content: bytes, limits: Limits) -> Checked:
    if picture.width * picture.height > limits.pixels:
        raise NotAPicture(
            f"図が大きすぎます（{picture.width}×{picture.height}）。縮小して、編集画面で加えてください。"
        )
    picture.load()
    kind = str(picture.format)
    told = {str(key) for key in picture.info} - HARMLESS
    if kind in KEPT and not told:
        return _result(picture, content, KEPT[kind], "")
    change = STRIPPED if kind in KEPT else f"{kind} を PNG に変えました。"
    return _resaved(picture, kind, change)


def _resaved(picture: Image.Image, kind: str, change: str) -> Checked:
    """Save a picture anew, upright and without what it told besides itself."""
    turned = picture.getexif().get(ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(picture) if turned else picture
    out = BytesIO()
    if kind == "JPEG":
        profile = picture.info.get("icc_profile")
        quality: int | str = 92 if turned else "keep"
        upright.save(out, "JPEG", exif=b"", comment=b"", icc_profile=profile, quality=quality)
        return _result(upright, out.getvalue(), "jpg", change)
    if kind == "WEBP":
        upright.save(out, "WEBP", exif=b"", xmp=b"", quality=92)
        return _result(upright, out.getvalue(), "webp", change)
    see_through = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if see_through else "L" if upright.mode in {"1", "L"} else "RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    bare.save(out, "PNG")
    return _result(bare, out.getvalue(), "png", change)


def _result(picture: Image.Image, content: bytes, extension: str, change: str) -> Checked:
    if len(content) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise NotAPicture(
            f"図が大きすぎます（{len(content) // 1024 // 1024} MB）。縮小して、編集画面で加えてください。"
        )
    digest = hashlib.sha256(content).hexdigest()
    return Checked(PictureData(digest, extension, content, picture.width, picture.height), change)
