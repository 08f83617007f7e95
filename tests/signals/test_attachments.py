"""A photo or PDF of a signal: stored out of reach, handed out as a download without a name."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Draft
from signals.models import Attachment
from tests.access import form_for
from tests.stage import address, photo

ARTIST, GPS = 0x013B, 0x8825


def phone_photo():
    data = Image.Exif()
    data[ARTIST] = "Buurvrouw Jansen"
    data.get_ifd(GPS).update({1: "N", 2: (53.0, 6.0, 36.5)})
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG", exif=data)
    return out.getvalue()


@pytest.fixture
def sent(cast, login):
    """A photo with place and maker, sent with a signal by the reporter."""
    upload = SimpleUploadedFile("Jansen Kade 14.jpg", phone_photo(), "image/jpeg")
    data = form_for("signals:create", cast) | {"photos": upload}
    answer = login(cast.reporter).post(address("signals:create", cast), data)
    assert answer.status_code == 302
    return Attachment.objects.get()


def body(answer):
    return b"".join(answer.streaming_content)


def url(attachment):
    return f"/signalen/bijlage/{attachment.key}/"


def test_what_comes_back_is_the_picture_without_place_maker_or_name(cast, login, sent):
    answer = login(cast.coach).get(url(sent))
    picture = Image.open(io.BytesIO(body(answer)))
    assert picture.size == (80, 60)
    assert dict(picture.getexif()) == {}
    assert "Jansen" not in str(answer.headers) and "Jansen" not in sent.file.name


def test_it_is_a_download_a_browser_will_not_open_as_a_page(cast, login, sent):
    answer = login(cast.coach).get(url(sent))
    body(answer)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bijlage.jpg"'
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_no_other_address_leads_to_the_file(cast, login, sent):
    client = login(cast.coach)
    for path in (f"/media/{sent.file.name}", f"/{sent.file.name}", f"/static/{sent.file.name}"):
        assert client.get(path).status_code == 404


def test_only_its_owner_can_read_the_file_on_disk(sent):
    assert Path(sent.file.path).stat().st_mode & 0o777 == 0o600


def test_who_may_no_longer_see_the_signal_may_no_longer_see_its_photo(cast, login, sent):
    assert body(login(cast.reporter).get(url(sent)))
    cast.reporter.memberships.update(until="2020-01-02")
    assert login(cast.reporter).get(url(sent)).status_code == 404


def test_a_photo_of_a_draft_is_for_its_owner(cast, login):
    draft = Draft.objects.create(user=cast.reporter, key="signal")
    kept = photo(draft=draft)
    answer = login(cast.reporter).get(url(kept))
    assert body(answer)
    for other in (cast.coach, cast.privacy_officer, cast.outsider):
        assert login(other).get(url(kept)).status_code == 404


def test_a_photo_that_is_sent_cannot_be_dropped_any_more(cast, login, sent):
    assert login(cast.reporter).post(f"{url(sent)}weg/").status_code == 404
    assert Attachment.objects.filter(pk=sent.pk).exists()
