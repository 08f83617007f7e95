"""Click budgets of the design: clicks after login; typing, and the cursor put for it, not counted."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from cases import workflow as cases
from signals.models import Signal

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1360
ADDRESS = "Lange Kade 12"
CONTACT = re.compile("Notitie maken.*Contact gepland")


@pytest.mark.parametrize("who", ["reporter", "coach", "consultant"])
def test_a_signal_at_the_door_takes_three_clicks(visit, cast, who):
    somebody = visit(getattr(cast, who), width=PHONE)
    somebody.tap("link", "Signaal maken")
    somebody.write("Welk adres", ADDRESS)
    somebody.write("Wat zag of hoorde je?", "Er staat water in de gang.")
    somebody.tap("radio", "Binnen 2 dagen")
    somebody.tap("button", "Signaal opslaan")
    somebody.reads("Signaal opgeslagen")
    assert somebody.clicks <= 3
    assert Signal.objects.get(facts="Er staat water in de gang.").dwelling == cast.home


def test_a_note_after_a_visit_with_the_next_date_takes_four_clicks(visit, cast):
    cases.plan_contact(cast.trajectory, on=timezone.localdate())
    coach = visit(cast.coach, width=PHONE)
    coach.tap("link", CONTACT)
    coach.tap("radio", "Ja, gesproken")
    coach.write("Wat zag of hoorde je?", "De keuken is opgeruimd.")
    coach.write("Volgend contact", (timezone.localdate() + dt.timedelta(days=7)).isoformat())
    coach.tap("button", "Notitie opslaan")
    coach.reads("Notitie opgeslagen")
    assert coach.clicks <= 4


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_to_do_now_takes_no_click_and_no_scrolling(visit, cast, width):
    cases.plan_contact(cast.trajectory, on=timezone.localdate())
    coach = visit(cast.coach, width=width)
    button = coach.find("link", CONTACT)
    box = button.bounding_box()
    assert box["y"] + box["height"] < 844
    assert coach.clicks == 0


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_who_viewed_a_file_takes_the_privacy_officer_two_clicks(visit, cast, width):
    visit(cast.coach, path=cast.trajectory.get_absolute_url())
    officer = visit(cast.privacy_officer, width=width)
    officer.tap("link", re.compile("^Logboek"))
    officer.write("Nummer van een traject", cast.trajectory.number)
    officer.tap("button", "Logboek tonen")
    row = officer.page.get_by_role("row").filter(has_text=cast.coach.name)
    row.filter(has_text="Bekeken").first.wait_for()
    assert officer.clicks <= 2
