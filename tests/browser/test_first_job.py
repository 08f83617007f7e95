"""The first job from end to end at phone width: from a signal at the door to a note after a visit.

Three times: as most people do it, with JavaScript switched off, and without a mouse.
"""

import datetime as dt
import io

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from signals.models import Attachment, Signal
from tests.browser.visit import Keyboard

pytestmark = pytest.mark.browser

ADDRESS = "Lange Kade 12"
FACTS = "De deur stond open en er brandde een pit zonder pan."
TOLD = "We gaan morgen langs. Dank je wel voor het melden."
NOTE = "Mevrouw liet ons binnen en vertelde over de post."
DANGER = "Nu gevaar"  # always on today's list; the others may be due next week
CARE_FIRST = "overlast door kwetsbaar huishouden"
GPS, LATITUDE = 0x8825, 2


@pytest.fixture
def photo():
    """A photo as a phone makes it: large, and it tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(GPS)[LATITUDE] = (52.0, 22.0, 30.0)
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 40).convert("RGB").save(out, "JPEG", exif=exif)
    return {"name": "IMG_20260101_de_Vries.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def town(cast):
    """The cast without work of its own, so that today's list shows this job alone."""
    Signal.objects.all().delete()
    cast.trajectory.grants.all().delete()
    cast.trajectory.delete()
    return cast


def next_visit():
    return timezone.localdate() + dt.timedelta(days=9)


def the_photo_tells_nothing():
    attachment = Attachment.objects.get(signal__facts=FACTS)
    with attachment.file.open() as file, Image.open(file) as stored:
        assert max(stored.size) <= 2400
        assert not stored.getexif()
    assert "Vries" not in attachment.file.name


def the_log_tells_who_saw_what(visit, town, **options):
    """The privacy officer asks the log about the file and about the signal."""
    officer = visit(town.privacy_officer, **options)
    signal = Signal.objects.get(facts=FACTS)
    officer.tap("link", "Logboek openen")
    for number, names in (
        (signal.number, (town.reporter.name, town.coach.name)),
        (signal.trajectory.number, (town.coach.name,)),
    ):
        officer.write("Nummer van een traject", number)
        officer.tap("button", "Logboek tonen")
        rows = officer.page.get_by_role("row")
        for name in names:
            seen = rows.filter(has_text=name).filter(has_text="ekeken").filter(has_text=number)
            expect(seen.first).to_be_visible()


def the_story_by_touch(visit, town, photo, *, scripts):
    """Reporter, coach and reporter again, by tapping; the same words with and without scripts."""
    options = {"has_touch": True, "java_script_enabled": scripts}
    reporter = visit(town.reporter, **options)
    reporter.tap("link", "Signaal maken")
    reporter.write("Welk adres", ADDRESS)
    reporter.write("Wat zag of hoorde je?", FACTS)
    reporter.tap("radio", DANGER)
    reporter.reads("112")
    reporter.open_more("Meer")
    reporter.page.get_by_label("Foto of pdf").set_input_files(photo)
    if scripts:
        reporter.until("document.querySelector('[name=photos]').files[0].name === 'foto.jpg'")
    reporter.tap("button", "Signaal opslaan")
    reporter.reads("Signaal opgeslagen")
    reporter.reads("Een collega kijkt er uiterlijk")
    the_photo_tells_nothing()

    coach = visit(town.coach, **options)
    line = coach.page.get_by_role("listitem").filter(has_text=ADDRESS)
    expect(line).to_contain_text("Signaal beoordelen")
    coach.tap("link", "Signaal beoordelen")
    coach.reads(FACTS)
    coach.tap("radio", CARE_FIRST)
    coach.tap("button", "Signaal oppakken")
    coach.tap("link", "Melder terugkoppelen")
    coach.tap("radio", "verteld wat er gebeurt")
    coach.write("Bericht aan de melder", TOLD)
    coach.tap("button", "Terugkoppeling opslaan")
    coach.tap("link", "Traject starten of toevoegen")
    coach.tap("radio", "de Vries")
    coach.tap("button", "Traject starten")
    coach.reads("gestart")
    coach.tap("link", "Notitie maken")
    coach.tap("radio", "Ja, gesproken")
    coach.write("Wat zag of hoorde je?", NOTE)
    coach.write("Volgend contact", next_visit().isoformat())
    coach.tap("button", "Notitie opslaan")
    coach.reads("Notitie opgeslagen")
    expect(coach.page.locator(".timeline")).to_contain_text(NOTE)

    reporter.go("/")
    expect(reporter.page.get_by_role("row").filter(has_text=ADDRESS)).to_contain_text(
        "eruggekoppeld"
    )
    reporter.page.get_by_role("row").get_by_role("link").click()
    reporter.reads(TOLD)
    the_log_tells_who_saw_what(visit, town, **options)


def test_the_first_job_on_a_phone(visit, town, photo):
    the_story_by_touch(visit, town, photo, scripts=True)


def test_the_first_job_with_javascript_off(visit, town, photo):
    the_story_by_touch(visit, town, photo, scripts=False)


def test_the_first_job_by_keyboard_alone(visit, town, photo):
    reporter = visit(town.reporter)
    reporter.page.on("filechooser", lambda chooser: chooser.set_files(photo))
    keys = Keyboard(reporter)
    keys.follow("Signaal maken")
    reporter.is_at("/signalen/nieuw/")
    keys.type(ADDRESS)
    expect(reporter.page.locator("#addresses")).to_contain_text(ADDRESS)
    keys.write("Wat zag of hoorde je?", FACTS)
    keys.choose("Hoe dringend is het?", DANGER)
    keys.to(reporter.page.locator("summary", has_text="Meer"))
    keys.press("Enter")
    keys.to(reporter.page.get_by_label("Foto of pdf"))
    keys.press("Enter")
    reporter.until("document.querySelector('[name=photos]').files.length === 1")
    keys.push("Signaal opslaan")
    reporter.reads("Signaal opgeslagen")
    the_photo_tells_nothing()

    coach = visit(town.coach)
    keys = Keyboard(coach)
    keys.follow("Signaal beoordelen")
    coach.reads(FACTS)
    keys.choose("Wat is het?", CARE_FIRST)
    keys.push("Signaal oppakken")
    keys.follow("Melder terugkoppelen")
    coach.is_at("/terugkoppelen/")
    keys.choose("Wat vertel je?", "verteld wat er gebeurt")
    keys.write("Bericht aan de melder", TOLD)
    keys.push("Terugkoppeling opslaan")
    keys.follow("Traject starten of toevoegen")
    coach.is_at("/traject/")
    keys.choose("Voor wie?", "de Vries")
    keys.push("Traject starten")
    coach.reads("gestart")
    keys.follow("Notitie maken")
    coach.is_at("/notitie/")
    keys.choose("Heb je de bewoner gesproken?", "Ja, gesproken")
    keys.write("Wat zag of hoorde je?", NOTE)
    keys.pick_date("Volgend contact", next_visit())
    keys.push("Notitie opslaan")
    coach.reads("Notitie opgeslagen")
    expect(coach.page.locator(".timeline")).to_contain_text(NOTE)

    keys = Keyboard(reporter)
    keys.follow("Wooncoach, naar vandaag")
    reporter.is_at("/")
    keys.to(reporter.page.get_by_role("row").get_by_role("link"))
    keys.press("Enter")
    reporter.reads(TOLD)
    the_log_tells_who_saw_what(visit, town)
