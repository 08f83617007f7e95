"""The resident's own page on a phone: from the letter to the answer on “dit klopt niet”."""

import re

import pytest

from cases import tasks
from cases.models import Document
from privacy.models import CorrectionRequest
from tests.browser.looks import troubles
from tests.pdfs import words_of
from tests.stage import furnish

pytestmark = pytest.mark.browser


def letter_code(trajectory):
    """What the resident reads in the letter on the mat."""
    document = Document.objects.get(kind="resident_letter")
    tasks.make_document(document.pk)
    document.refresh_from_db()
    with document.file.open() as opened:
        text = words_of(opened.read()).replace(trajectory.number, "")
    return re.search(r"\b\w{4}-\w{4}-\w{4}\b", text).group()


def test_from_the_letter_to_the_answer(visit, cast):
    furnish(cast)
    file = cast.trajectory
    coach = visit(cast.coach, path=f"/trajecten/{file.number}/plan/")
    coach.tap("link", "Brief en tweede code")
    assert not troubles(coach.page)
    coach.tap("button", "Nieuwe brief maken")
    coach.reads("Brief voor de bewoner")
    code = letter_code(file)
    coach.go(f"/trajecten/{file.number}/mijn-plan/")
    coach.tap("button", "Tweede code maken")
    second = coach.page.locator(".code-to-tell").inner_text()

    resident = visit(path="/mijn-plan/")
    assert not troubles(resident.page)
    resident.write("De code in uw brief", code.lower())
    resident.tap("button", "Verder")
    resident.write("Code", second)
    resident.tap("button", "Pagina openen")
    resident.reads("Ik betaal.")
    assert not troubles(resident.page)
    resident.tap("link", re.compile("Dit klopt niet.*Dit zijn de stappen"))
    assert not troubles(resident.page)
    resident.write("Wat klopt er niet?", "De post is al open.")
    resident.tap("button", "Versturen")
    resident.reads("Dank u wel")
    asked = CorrectionRequest.objects.get(part="steps")

    officer = visit(cast.privacy_officer, path="/verzoeken/")
    assert not troubles(officer.page)
    officer.go(f"/verzoeken/{asked.key}/")
    assert not troubles(officer.page)
    officer.answer("Wat heb je besloten?", "aangepast", exact=True)
    officer.write("Antwoord aan de bewoner", "Dat klopt, de stap is klaar.")
    officer.tap("button", "Antwoord versturen")
    officer.reads("Beantwoord")

    resident.page.reload()
    resident.reads("Dat klopt, de stap is klaar.")
    resident.tap("button", "Mijn pagina sluiten")
    resident.reads("De pagina is dicht")
