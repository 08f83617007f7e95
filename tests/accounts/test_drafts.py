import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Draft
from signals.models import Attachment, Signal
from tests.stage import jpeg

SAVE, CREATE = "accounts:draft_save", "signals:create"


@pytest.fixture
def reporter(cast, login):
    return login(cast.reporter)


def upload():
    return SimpleUploadedFile("zolder.jpg", jpeg(), "image/jpeg")


def sent(**more):
    return {
        "facts": "De deur stond open.",
        "urgency": "soon",
        "channel": "seen",
        "happened_on": "2026-01-05",
        "reporter_role": "caretaker",
    } | more


def test_what_is_typed_comes_back(cast, reporter):
    answer = reporter.post(reverse(SAVE), {"draft": "signal", "facts": "Half een zin", "once": "x"})
    assert "Opgeslagen" in answer.content.decode()
    assert "Half een zin" in reporter.get(reverse(CREATE)).content.decode()
    assert set(Draft.objects.get().data) == {"facts"}


def test_a_draft_is_ones_own(cast, reporter, login):
    reporter.post(reverse(SAVE), {"draft": "signal", "facts": "Half een zin"})
    assert "Half een zin" not in login(cast.consultant).get(reverse(CREATE)).content.decode()


def test_a_bsn_is_not_kept_in_a_draft(cast, reporter):
    answer = reporter.post(reverse(SAVE), {"draft": "signal", "facts": "bsn 111222333"})
    assert "BSN" in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_label_gets_a_hint_while_typing(cast, reporter):
    answer = reporter.post(reverse(SAVE), {"draft": "signal", "facts": "Hij is verward."})
    assert "Dat is een etiket" in answer.content.decode()


def test_an_error_costs_neither_text_nor_photo(cast, reporter):
    page = reporter.post(reverse(CREATE), sent(urgency="", photos=upload()))
    text = page.content.decode()
    assert "Kies hoe dringend het is." in text
    assert "De deur stond open." in text
    assert "Foto 1 is bewaard" in text
    reporter.post(reverse(CREATE), sent())
    made = Signal.objects.exclude(pk=cast.signal.pk).get()
    assert made.attachments.count() == 1
    assert not Draft.objects.exists()


def test_the_name_of_a_photo_is_not_kept(cast, reporter):
    reporter.post(reverse(CREATE), sent(photos=upload()))
    assert "zolder" not in Attachment.objects.get().file.name


def test_finishing_later_works_without_javascript(cast, reporter):
    reporter.post(reverse(CREATE), {"facts": "Later meer", "action": "draft"})
    assert not Signal.objects.exclude(pk=cast.signal.pk).exists()
    assert "Later meer" in reporter.get(reverse(CREATE)).content.decode()


def test_a_draft_can_be_thrown_away(cast, reporter):
    reporter.post(reverse(SAVE), {"draft": "signal", "facts": "Weg ermee"})
    reporter.post(reverse("accounts:draft_drop"), {"draft": "signal"})
    assert not Draft.objects.exists()


def test_nobody_is_led_to_another_site(cast, reporter):
    answer = reporter.post(
        reverse("accounts:draft_drop"), {"draft": "signal", "next": "https://elders.example/"}
    )
    assert answer["Location"] == "/"
