"""What is left of a file somebody sends: the picture or the pages, and nothing of the maker."""

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from common.uploads import JPEG, MAX_BYTES, MAX_SIDE, PDF, PNG, clean_upload

MAKER = "Buurvrouw Jansen"
GPS, DATE, ARTIST = 0x8825, 0x0132, 0x013B


def clean(content, size=None):
    copy, kind = clean_upload(io.BytesIO(content), size or len(content))
    return copy.read(), kind


def refused(content, code, size=None):
    with pytest.raises(ValidationError) as error:
        clean(content, size)
    assert error.value.code == code


def picture(size=(60, 40), mode="RGB"):
    return Image.new(mode, size, "teal" if mode in ("RGB", "RGBA") else 7)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif():
    data = Image.Exif()
    data[ARTIST], data[DATE] = MAKER, "2026:11:21 10:15:00"
    data.get_ifd(GPS).update({1: "N", 2: (53.0, 6.0, 36.5), 3: "E", 4: (6.0, 57.0, 1.0)})
    return data


def jpeg_of_a_phone():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = picture()
    return saved(
        image, "JPEG", exif=exif(), comment=MAKER.encode(), icc_profile=profile, xmp=MAKER.encode()
    )


def test_a_photo_keeps_the_picture_and_loses_place_maker_and_comments():
    content = jpeg_of_a_phone()
    assert MAKER.encode() in content
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(GPS)
    copy, kind = clean(content)
    assert kind == JPEG
    assert MAKER.encode() not in copy
    left = Image.open(io.BytesIO(copy))
    assert left.size == (60, 40)
    assert dict(left.getexif()) == {}
    assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_held_sideways_is_put_upright_before_its_orientation_is_forgotten():
    data = Image.Exif()
    data[0x0112] = 6
    copy, _kind = clean(saved(picture(), "JPEG", exif=data))
    assert Image.open(io.BytesIO(copy)).size == (40, 60)


def test_a_png_loses_its_texts():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", MAKER)
    notes.add_itxt("XML:com.adobe.xmp", MAKER, zip=False)
    content = saved(picture(mode="RGBA"), "PNG", pnginfo=notes, exif=exif())
    assert MAKER.encode() in content
    copy, kind = clean(content)
    assert kind == PNG
    assert MAKER.encode() not in copy
    assert Image.open(io.BytesIO(copy)).info == {}


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "1"])
def test_every_kind_of_jpeg_can_be_read(mode):
    image = picture(mode="L").convert(mode) if mode != "1" else picture(mode="L")
    copy, kind = clean(saved(image, "JPEG"))
    assert (kind, Image.open(io.BytesIO(copy)).mode) == (JPEG, "RGB")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_read(mode):
    image = Image.new(mode, (20, 20))
    assert clean(saved(image, "PNG"))[1] == PNG


def test_a_large_photo_becomes_as_large_as_is_needed_to_read_a_letter():
    copy, _kind = clean(saved(picture((4000, 3000)), "JPEG"))
    assert Image.open(io.BytesIO(copy)).size == (MAX_SIDE, MAX_SIDE * 3 // 4)


# --- PDF ------------------------------------------------------------------------------------------


def stream(data, **keys):
    made = StreamObject()
    made.set_data(data)
    made.update({NameObject(f"/{name}"): value for name, value in keys.items()})
    return made


def pdf_full_of_things():
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": MAKER, "/Producer": MAKER})
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{MAKER}')"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script)
    writer.add_attachment("brief.exe", MAKER.encode())
    text = TextStringObject(MAKER)
    note = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Contents"): text}
    )
    photo = stream(
        jpeg_of_a_phone(),
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Image"),
        Filter=NameObject("/DCTDecode"),
        Metadata=writer._add_object(stream(MAKER.encode())),
    )
    form = stream(b"q Q", Type=NameObject("/XObject"), PieceInfo=DictionaryObject({
        NameObject("/Camera"): text,
    }))  # fmt: skip
    objects = DictionaryObject({
        NameObject("/Photo"): writer._add_object(photo),
        NameObject("/Form"): writer._add_object(form),
    })  # fmt: skip
    action = DictionaryObject(
        {NameObject("/JS"): text, NameObject("/S"): NameObject("/JavaScript")}
    )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    page[NameObject("/Metadata")] = writer._add_object(stream(MAKER.encode()))
    page[NameObject("/AF")] = ArrayObject([writer._add_object(stream(MAKER.encode()))])
    page[NameObject("/B")] = ArrayObject([DictionaryObject({NameObject("/I"): text})])
    page[NameObject("/Contents")] = writer._add_object(stream(b"q /Photo Do Q"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_maker_scripts_notes_and_attached_files():
    content = pdf_full_of_things()
    assert content.count(MAKER.encode()) >= 8
    copy, kind = clean(content)
    assert kind == PDF
    assert MAKER.encode() not in copy
    for word in (b"/JavaScript", b"/JS", b"/OpenAction", b"/EmbeddedFile", b"/Annots", b"/AA"):
        assert word not in copy, word
    left = PdfReader(io.BytesIO(copy))
    (page,) = left.pages
    assert left.metadata is None or not any(left.metadata.values())
    assert left.attachments == {}
    photo = page["/Resources"]["/XObject"]["/Photo"]
    assert Image.open(io.BytesIO(photo._data)).size == (60, 40)
    assert b"/Photo Do" in page.get_contents().get_data()


def test_a_pdf_of_several_pages_keeps_them_in_order():
    writer = PdfWriter()
    for width in (100, 200, 300):
        writer.add_blank_page(width, 50)
    out = io.BytesIO()
    writer.write(out)
    copy, _kind = clean(out.getvalue())
    assert [int(p.mediabox.width) for p in PdfReader(io.BytesIO(copy)).pages] == [100, 200, 300]


def test_a_pdf_with_a_password_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    refused(out.getvalue(), "unreadable")


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [
    b"MZ\x90\x00 this program cannot be run in DOS mode", b"GIF89a....", b"<svg onload='x'/>",
    b"<html><script>alert(1)</script>", b"PK\x03\x04", b"", b"\xff\xd8", b"%PD", b"RIFF0000WEBP",
    b"\x00\x00\x00 ftypheic", b"\xef\xbb\xbf%PDF-1.7", b"BM000000",
])  # fmt: skip
def test_a_file_is_judged_by_its_content_whatever_its_name(content):
    refused(content, "type")


@pytest.mark.parametrize("content", [
    b"\xff\xd8\xff" + b"MZ program" * 50, b"\x89PNG\r\n\x1a\n" + b"<script>" * 50,
    b"%PDF-1.7\n" + b"MZ" * 500, b"%PDF-1.7\n%%EOF", b"\xff\xd8\xff",
])  # fmt: skip
def test_the_right_first_bytes_alone_are_not_enough(content):
    refused(content, "unreadable")


@pytest.mark.parametrize("content", [
    jpeg_of_a_phone(), saved(picture(mode="RGBA"), "PNG"), pdf_full_of_things(),
], ids=["jpeg", "png", "pdf"])  # fmt: skip
def test_a_file_cut_off_halfway_is_refused_or_read_but_never_crashes(content):
    outcomes = set()
    for part in range(1, 20):
        try:
            outcomes.add(clean(content[: len(content) * part // 20])[1])
        except ValidationError as error:
            outcomes.add(error.code)
    assert outcomes & {"unreadable", "type"}
    assert outcomes <= {"unreadable", "type", JPEG, PNG, PDF}


def test_what_is_two_things_at_once_comes_out_as_a_picture_only():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("virus.exe", MAKER)
    script = f"<script>alert('{MAKER}')</script>".encode()
    for content in (
        saved(picture(), "JPEG") + archive.getvalue(),
        saved(picture(), "JPEG", comment=script),
        saved(picture(), "PNG") + script,
    ):
        copy, _kind = clean(content)
        assert MAKER.encode() not in copy
        assert not zipfile.is_zipfile(io.BytesIO(copy))


def test_fifteen_megabytes_are_the_most():
    refused(saved(picture(), "JPEG"), "size", size=MAX_BYTES + 1)
    assert clean(saved(picture(), "JPEG"), size=MAX_BYTES)[1] == JPEG


def bomb(width, height):
    """A small PNG that says it is enormous."""
    content = bytearray(saved(picture((1, 1)), "PNG"))
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize("side", [8_000, 10_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_does(side):
    refused(bomb(side, side), "pixels")


def test_the_field_of_the_form_takes_what_django_hands_it():
    copy, kind = clean_upload(ContentFile(saved(picture(), "JPEG"), name="x.exe"), 100)
    assert kind == JPEG and copy.size > 0
