"""Files from people: judged by content, images re-encoded, nothing of the maker left inside."""

import io
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

MAX_BYTES = 15 * 1024 * 1024
MAX_SIDE = 2400  # pixels: a letter on a photo stays readable
MAX_PIXELS = 60_000_000

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
EXTENSION = {JPEG: "jpg", PNG: "png", PDF: "pdf"}


def clean_upload(upload: IO[bytes] | ContentFile, size: int) -> tuple[ContentFile, str]:
    """A clean copy of an uploaded file and its content type; raises ValidationError in plain words.

    Name, metadata, thumbnails, scripts and attached files are gone from the copy.
    """
    if size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 15 MB."), code="size")
    head = upload.read(8)
    upload.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return _clean_image(upload, JPEG), JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _clean_image(upload, PNG), PNG
    if head.startswith(b"%PDF-"):
        return _clean_pdf(upload), PDF
    raise ValidationError(_("Choose a photo (JPEG or PNG) or a PDF."), code="type")


def _clean_image(upload: IO[bytes] | ContentFile, content_type: str) -> ContentFile:
    from PIL import Image, ImageOps

    out = io.BytesIO()
    try:
        with Image.open(upload, formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(_("This photo has too many pixels."), code="pixels")
            picture = ImageOps.exif_transpose(image)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            picture = picture.convert("RGB" if content_type == JPEG else "RGBA")
            picture.info.clear()  # comments and colour profiles are saved along otherwise
            if content_type == JPEG:
                picture.save(out, "JPEG", quality=85)
            else:
                picture.save(out, "PNG", optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("This photo has too many pixels."), code="pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("This photo cannot be read."), code="unreadable") from error
    return ContentFile(out.getvalue())


# All a page needs to look as it looks; what else hangs on it (notes, scripts, files) stays behind.
_PAGE_KEYS = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources",
    "/Contents",
}  # fmt: skip
_OF_THE_MAKER = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/OPI", "/Thumb", "/Alternates",
)  # fmt: skip


def _clean_pdf(upload: IO[bytes] | ContentFile) -> ContentFile:
    from pypdf import PdfReader, PdfWriter

    out = io.BytesIO()
    try:
        writer = PdfWriter()
        for page in PdfReader(upload).pages:
            for key in set(page) - _PAGE_KEYS:
                del page[key]
            _forget_maker(page, set())
            writer.add_page(page)
        if not writer.pages:
            raise ValueError("no pages")
        writer.metadata = None
        writer.write(out)
    except Exception as error:  # whatever a broken file makes the library do
        raise ValidationError(_("This PDF cannot be read."), code="unreadable") from error
    return ContentFile(out.getvalue())


def _forget_maker(item: Any, seen: set[int]) -> None:
    """Take what tells of the maker out of a page and all it uses: metadata, and that of photos."""
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

    item = item.get_object()
    if id(item) in seen:
        return
    seen.add(id(item))
    if isinstance(item, ArrayObject):
        parts = list(item)
    elif isinstance(item, DictionaryObject):
        for key in _OF_THE_MAKER:
            item.pop(key, None)
        parts = [item.raw_get(key) for key in item if key != "/Parent"]
        if isinstance(item, StreamObject) and item.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            item._data = _bare_jpeg(item._data)
    else:
        return
    for part in parts:
        _forget_maker(part, seen)


def _bare_jpeg(data: bytes) -> bytes:
    """A JPEG without its comments and application segments, but for those that say its colours."""
    kept, at = [data[:2]], 2
    while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
        marker, length = data[at + 1], 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[at : at + length])
        at += length
    return b"".join(kept) + data[at:]
