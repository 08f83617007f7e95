"""Files from people: judged by content, images re-encoded, nothing of the maker left inside."""

import io
from typing import IO

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
            if content_type == JPEG:
                picture.convert("RGB").save(out, "JPEG", quality=85)
            else:
                picture.convert("RGBA").save(out, "PNG", optimize=True)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This photo cannot be read."), code="unreadable") from error
    return ContentFile(out.getvalue())


def _clean_pdf(upload: IO[bytes] | ContentFile) -> ContentFile:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    out = io.BytesIO()
    try:
        writer = PdfWriter()
        for page in PdfReader(upload).pages:
            for active in ("/AA", "/Annots"):
                page.pop(active, None)
            writer.add_page(page)
        writer.metadata = None
        writer.write(out)
    except (PyPdfError, OSError, ValueError, KeyError, RecursionError) as error:
        raise ValidationError(_("This PDF cannot be read."), code="unreadable") from error
    return ContentFile(out.getvalue())
