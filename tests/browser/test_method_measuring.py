"""Measuring through the page: the resident on the coach's phone, drafts, signing, correcting."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Assessment, Score
from cases.workflow import measuring
from tests.browser.method import days, measured
from tests.browser.visit import Keyboard, about

pytestmark = pytest.mark.browser

HOW, ALONE, NOW = "Hoe gaat het met wonen?", "Lukt het u zelf?", "Wilt u hier nu iets aan doen?"
GOOD = re.compile("^goed")
SAID = "Ik ben trots op mijn huis."


def page_of(cast, name=""):
    return f"/trajecten/{cast.trajectory.number}/leefgebieden/{name}"


def path_of(cast, draft):
    return f"/trajecten/{cast.trajectory.number}/meting/{draft.number}/"


def open_domain(somebody, name):
    """Unfold a field of life."""
    somebody.page.locator("summary", has_text=name).click()


def reason(somebody):
    """Where the reason is typed, of the field of life that stands open."""
    return somebody.page.locator(".measurement[open] textarea")


def chosen_of(somebody, question):
    return somebody.page.get_by_role("group", name=question).get_by_role("radio", checked=True)


def answers(somebody, *, chosen=True):
    picked = ":checked" if chosen else ""
    return somebody.page.locator(f"main form input[type=radio]{picked}")


@pytest.fixture
def resident(visit, cast, width):
    """The coach hands over the phone: the form of the resident stands open."""
    somebody = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    somebody.tap("link", "Leefgebieden")
    somebody.tap("button", "Bewoner laten meten")
    somebody.reads("Hoe gaat het, volgens u?")
    return somebody


def fill_in(resident):
    open_domain(resident, "Wonen")
    resident.answer(HOW, GOOD)
    resident.answer(ALONE, "Lukt meestal zelf")
    resident.answer(NOW, "Dit sla ik over")
    reason(resident).fill(SAID)


def test_nothing_is_filled_in_beforehand(cast, visit, width):
    measured(cast.trajectory, cast.coach, values=(2, 3, 4))
    coach = visit(cast.coach, width=width, path=page_of(cast))
    for button in ("Zelf meten", "Samen meten", "Bewoner laten meten"):
        coach.go(page_of(cast))
        coach.tap("button", button)
        expect(answers(coach, chosen=False)).not_to_have_count(0)
        expect(answers(coach)).to_have_count(0)
        for field in coach.page.locator("main textarea").all():
            assert field.input_value() == ""


def test_the_resident_scores_on_the_coachs_phone_and_signs(resident, cast):
    fill_in(resident)
    resident.tap("button", "Meting ondertekenen")
    resident.reads("Meting ondertekend")
    made = Assessment.objects.get(assessor="resident")
    assert made.signed_at
    assert list(made.scores.order_by("pk").values_list("aspect", "value")) == [
        ("situation", 4),
        ("skill", 4),
        ("behaviour", None),
    ]
    resident.tap("link", about("Openen", "bewoner"))
    card = resident.page.locator("main .card-plain").filter(has_text="Wonen")
    for words in (SAID, "Situatie: 4", "niet besproken", cast.coach.name):
        expect(card).to_contain_text(words)
    expect(resident.page.locator("main form")).to_have_count(0)


def test_the_form_of_the_resident_says_u_and_uses_no_figures(resident):
    open_domain(resident, "Wonen")
    labels = resident.page.locator(".measurement[open] .choice-tile__label").all_text_contents()
    assert len(labels) == 18
    assert not [label for label in labels if any(sign.isdigit() for sign in label)]
    resident.answer(HOW, GOOD)
    resident.tap("button", "Meting ondertekenen")
    resident.reads("Schrijf in een paar woorden waarom u dit kiest")
    expect(chosen_of(resident, HOW)).to_have_count(1)


def test_the_score_of_last_time_shows_after_the_own_choice_only(visit, cast, width):
    for assessor in ("resident", "coach"):
        measured(cast.trajectory, cast.coach, assessor=assessor, values=(2, 2, 2), ago=30)
    coach = visit(cast.coach, width=width, path=page_of(cast))
    for button, question, answer, before in (
        ("Bewoner laten meten", HOW, "Heel goed", "Vorige keer: slecht."),
        ("Zelf meten", "Situatie", "Het gaat meestal goed", "Vorige keer: 2."),
    ):
        coach.go(page_of(cast))
        coach.tap("button", button)
        open_domain(coach, "Wonen")
        group = coach.page.get_by_role("group", name=question)
        last_time = group.locator("xpath=following-sibling::p")
        expect(last_time).to_be_hidden()
        group.get_by_role("radio", name=answer).click()
        expect(last_time).to_be_visible()
        expect(last_time).to_contain_text(before)


def test_a_draft_is_kept_on_the_server_and_finished_by_a_colleague(resident, visit, cast, width):
    with resident.page.expect_response("**/meting/**") as answer:
        fill_in(resident)
    assert answer.value.status == 200
    expect(resident.page.locator("[data-saved]")).to_contain_text("Opgeslagen")
    resident.page.reload()
    expect(answers(resident)).to_have_count(3)
    expect(reason(resident)).to_have_value(SAID)
    backup = visit(cast.backup, width=width, path=page_of(cast))
    backup.tap("link", "Concept afmaken: bewoner")
    expect(reason(backup)).to_have_value(SAID)
    expect(backup.page.locator(".measurement__after:visible").first).to_contain_text(
        cast.coach.name
    )
    backup.tap("button", "Meting ondertekenen")
    backup.reads("Meting ondertekend")
    assert {score.set_by for score in Score.objects.all()} == {cast.coach}


def test_a_number_that_may_not_be_kept_is_refused_while_typing(resident):
    open_domain(resident, "Wonen")
    with resident.page.expect_response("**/meting/**"):
        reason(resident).fill("Mijn nummer is 111222333.")
    expect(resident.page.locator("[data-saved]")).to_contain_text("BSN")
    expect(resident.page.locator("h1")).to_have_count(1)


def test_a_word_that_is_a_label_gets_a_hint_while_the_coach_types(visit, cast):
    draft = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    coach = visit(cast.coach, path=path_of(cast, draft))
    open_domain(coach, "Wonen")
    with coach.page.expect_response("**/meting/**"):
        reason(coach).fill("Een verwarde man.")
    expect(coach.page.locator("[data-saved]")).to_contain_text("Dat is een etiket")


def test_what_is_signed_never_changes_also_from_a_second_phone(visit, cast, width):
    draft = measuring.begin(cast.trajectory, assessor="resident", by=cast.coach)
    first = visit(cast.coach, width=width, path=path_of(cast, draft))
    second = visit(cast.backup, width=width, path=path_of(cast, draft))
    for phone in (first, second):
        fill_in(phone)
    first.tap("button", "Meting ondertekenen")
    first.reads("Meting ondertekend")
    second.answer(HOW, "Heel slecht")
    second.tap("button", "Meting ondertekenen")
    second.reads("Deze meting is net ondertekend")
    second.is_at(path_of(cast, draft))
    assert draft.scores.get(aspect="situation").value == 4


def test_a_double_click_signs_once(resident):
    fill_in(resident)
    resident.find("button", "Meting ondertekenen").dblclick()
    resident.reads("Meting ondertekend")
    assert Assessment.objects.count() == 1


def test_differences_of_two_steps_become_something_to_talk_about(visit, cast, width):
    measured(cast.trajectory, cast.coach, values=(1, 3, 2))
    measured(cast.trajectory, cast.coach, assessor="resident", values=(4, 4, 2))
    coach = visit(cast.coach, width=width, path=page_of(cast))
    talk = coach.page.locator(".card-plain").filter(has_text="Om over te praten")
    expect(talk.get_by_role("listitem").filter(has_text="Wonen")).to_have_count(1)
    expect(talk).to_contain_text("Wonen: situatie")
    expect(talk).to_contain_text("bewoner 4, wooncoach 1")
    expect(talk).not_to_contain_text("vaardigheid")


def test_a_correction_is_a_new_measurement_that_names_the_old_one(visit, cast, width):
    old = measured(cast.trajectory, cast.coach, values=(2, 2, 2))
    coach = visit(cast.coach, width=width, path=path_of(cast, old))
    coach.tap("link", "Meting corrigeren")
    coach.tap("button", "Correctie maken")
    coach.reads("Nog niet opgeslagen")
    coach.write("Wat was er fout?", "Het was een ander huis.")
    coach.tap("button", "Correctie maken")
    coach.reads(f"Correctie van {old.number}")
    coach.page.get_by_role("group", name="Situatie").first.get_by_role("radio", name="5 ·").click()
    coach.tap("button", "Meting ondertekenen")
    coach.reads("Meting ondertekend")
    coach.go(path_of(cast, old))
    coach.reads("gecorrigeerd door")
    expect(coach.page.get_by_role("link", name="Meting corrigeren")).to_have_count(0)
    expect(coach.page.locator("main .card-plain").first).to_contain_text("Situatie: 2")


def test_health_is_asked_after_the_coach_switched_it_on_and_seen_by_who_was_named(
    visit, cast, width
):
    coach = visit(cast.coach, width=width, path=page_of(cast))
    coach.tap("button", "Zelf meten")
    expect(coach.page.locator("summary", has_text="Gezondheid")).to_have_count(0)
    coach.go(page_of(cast))
    coach.tap("link", "Gezondheid: aan of uit")
    coach.tap("checkbox", "Gezondheid wordt besproken")
    coach.tap("button", "Keuze opslaan")
    for who, sees in ((cast.coach, 1), (cast.backup, 0)):
        somebody = visit(who, width=width, path=page_of(cast))
        somebody.tap("button", "Zelf meten")
        expect(somebody.page.locator("summary", has_text="Gezondheid")).to_have_count(sees)


def test_measuring_works_with_javascript_off(visit, cast, width):
    resident = visit(cast.coach, width=width, path=page_of(cast), java_script_enabled=False)
    resident.tap("button", "Bewoner laten meten")
    fill_in(resident)
    resident.tap("button", "Later afmaken")
    resident.reads("Bewaard als concept")
    resident.tap("link", "Concept afmaken: bewoner")
    expect(answers(resident)).to_have_count(3)
    resident.tap("button", "Meting ondertekenen")
    resident.reads("Meting ondertekend")


def test_measuring_works_by_keyboard_and_by_the_keys_one_to_five(visit, cast):
    coach = visit(cast.coach, path=page_of(cast))
    keys = Keyboard(coach)
    keys.push("Zelf meten")
    coach.reads("Meting: wooncoach")
    keys.to(coach.page.locator("summary", has_text="Wonen"))
    keys.press("Enter")
    for question, key in (("Situatie", "3"), ("Vaardigheid", "5"), ("Gedrag", "1")):
        keys.choose(question, "Niet besproken")
        keys.press(key)
        expect(chosen_of(coach, question)).to_be_focused()
    keys.to(reason(coach))
    keys.type("De gang is 1 meter breed.")
    keys.push("Meting ondertekenen")
    coach.reads("Meting ondertekend")
    values = Score.objects.order_by("pk").values_list("aspect", "value")
    assert dict(values) == {"situation": 3, "skill": 5, "behaviour": 1}
    assert Assessment.objects.get().measured_on == days(0)
