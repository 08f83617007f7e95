"""The administrator's questionnaires: versions that never change, and a form that loses nothing."""

import pytest

from evaluation.forms.questionnaires import QuestionnaireForm
from evaluation.models import FIXED, Questionnaire
from evaluation.workflow import moments, questionnaires
from tests.access_evaluation_clock import questionnaire_form
from tests.pages import Page


@pytest.fixture
def asked(cast):
    moments.prepare(cast.kade)
    return cast


def base_of(cast, level):
    return cast.kade.questionnaires.get(level=level, in_use=True)


def path_of(base):
    return f"/vragenlijsten/{base.pk}/versie/"


@pytest.fixture
def editor(asked, login):
    """editor(level): (client, path, what the form would send) of the version in use."""

    def _editor(level="coach"):
        base = base_of(asked, level)
        return login(asked.administrator), path_of(base), questionnaire_form(base)

    return _editor


def place_of(sent, code):
    return next(name.split("-")[0] for name, value in sent.items() if value == code)


def told(version):
    """Everything a version says, as data."""
    return [
        {
            "code": q.code, "text": q.text, "help": q.help_text, "kind": q.kind,
            "moments": q.moments, "dont_know": q.dont_know, "rather_not": q.rather_not,
            "after": q.after and q.after.code, "after_options": q.after_options,
            "options": [(o.code, o.label) for o in q.options.all()],
        }
        for q in version.questions.all()
    ]  # fmt: skip


def sent_and_saved(asked, client, path, sent, level="coach"):
    answer = client.post(path, sent)
    assert answer.status_code == 302
    return base_of(asked, level)


@pytest.mark.parametrize("level", ["resident", "coach", "network"])
def test_saved_unchanged_the_next_version_says_exactly_the_same(asked, editor, level):
    before = base_of(asked, level)
    made = sent_and_saved(asked, *editor(level), level=level)
    assert (made.version, made.made_by) == (2, asked.administrator)
    assert told(made) == told(before)
    assert not Questionnaire.objects.get(pk=before.pk).in_use


def test_a_question_is_reworded_and_keeps_its_code(asked, editor):
    client, path, sent = editor()
    q = place_of(sent, "position")
    sent |= {f"{q}-text": "Stond je sterk genoeg?", f"{q}-moments": ["year"]}
    made = sent_and_saved(asked, client, path, sent)
    question = made.questions.get(code="position")
    assert (question.text, question.moments) == ("Stond je sterk genoeg?", ["year"])


def test_an_answer_reworded_in_its_place_keeps_its_code_and_a_moved_one_too(asked, editor):
    client, path, sent = editor("network")
    q = place_of(sent, "again")
    sent[f"{q}-options"] = "nee\nja, mits\nja"  # turned round, the middle one reworded
    after = place_of(sent, "again_but")
    sent[f"{after}-after_options"] = "ja, mits\nNEE"
    made = sent_and_saved(asked, client, path, sent, "network")
    options = made.questions.get(code="again").options.values_list("code", "label")
    assert list(options) == [("no", "nee"), ("yes_but", "ja, mits"), ("yes", "ja")]
    assert made.questions.get(code="again_but").after_options == ["yes_but", "no"]


def test_a_question_without_text_goes_out_but_one_that_wooncoach_reads_stays(asked, editor):
    client, path, sent = editor()
    sent[f"{place_of(sent, 'support')}-text"] = ""
    made = sent_and_saved(asked, client, path, sent)
    assert not made.questions.filter(code="support").exists()
    client, path, sent = editor()
    sent[f"{place_of(sent, 'lives_there')}-text"] = ""
    answer = client.post(path, sent)
    assert answer.status_code == 200
    assert "heeft deze vraag nodig" in answer.content.decode()


@pytest.mark.parametrize("code", FIXED)
def test_what_wooncoach_reads_keeps_its_kind_and_its_codes(asked, editor, code):
    client, path, sent = editor()
    q = place_of(sent, code)
    sent[f"{q}-kind"] = "text"  # a browser that sends something else
    if FIXED[code]:
        count = len(FIXED[code])
        sent[f"{q}-options"] = "\n".join(f"woord {n}" for n in range(count - 1))
        assert client.post(path, sent).status_code == 200
        sent[f"{q}-options"] = "\n".join(f"woord {n}" for n in range(count))
    question = sent_and_saved(asked, client, path, sent).questions.get(code=code)
    assert question.kind == base_of(asked, "coach").questions.get(code=code).kind != "text"
    assert tuple(question.options.values_list("code", flat=True)) == FIXED[code]


def test_a_form_without_a_needed_question_makes_no_version(asked, editor):
    client, path, sent = editor()
    last = len(QuestionnaireForm(base=base_of(asked, "coach"), seen=1).forms) - 1
    sent = {name: value for name, value in sent.items() if not name.startswith(f"q{last}-")}
    answer = client.post(path, sent)
    assert answer.status_code == 200
    assert questionnaires.newest_version(asked.kade.pk, "coach") == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("options", "een\ntwee", "vijf woorden"),
        ("options", "a\na\nb\nc\nd", "twee keer"),
        ("moments", [], "minstens één moment"),
        ("text", "BSN 111222333", "burgerservicenummer"),
        ("kind", "", "verplicht"),
        ("after", "instruments", "onder de vraag"),  # itself above it
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_is_lost(
    asked, editor, field, value, told
):
    client, path, sent = editor()
    q = place_of(sent, "signal_in_time")
    sent |= {f"{q}-help_text": "Net getypt.", f"{q}-{field}": value}
    answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 200 and told in page.replace("&quot;", '"')
    assert "Net getypt." in page
    assert questionnaires.newest_version(asked.kade.pk, "coach") == 1


def test_a_question_moves_up_and_down_with_all_that_was_typed_and_saves_nothing(asked, editor):
    client, path, sent = editor()
    sent |= {"q0-help_text": "Net getypt.", "do": "down-0"}
    text = client.post(path, sent).content.decode()
    form = Page(text).form_to("").fields
    assert text.index('name="q1-help_text"') < text.index("Net getypt.")
    assert text.index("Net getypt.") < text.index('name="q2-text"')
    assert (form["q0-code"], form["q1-code"]) == ("enough_contact", "signal_in_time")
    assert questionnaires.newest_version(asked.kade.pk, "coach") == 1


@pytest.mark.parametrize("do", ["up-0", "down-999", "up-x", "nonsense", "add-1-2", "down-"])
def test_a_move_that_cannot_be_changes_nothing(asked, editor, do):
    client, path, sent = editor()
    answer = client.post(path, sent | {"do": do})
    assert answer.status_code == 200
    assert questionnaires.newest_version(asked.kade.pk, "coach") == 1


def test_a_new_question_with_a_condition_is_added_and_saved(asked, editor):
    client, path, sent = editor("network")
    page = client.post(path, sent | {"do": "add"}).content.decode()
    last = max(int(name[1:].split("-")[0]) for name in sent if name.startswith("q")) + 1
    q = f"q{last}"
    code = Page(page).form_to("").fields[f"{q}-code"]
    sent |= {
        f"{q}-code": code, f"{q}-text": "Wie houdt contact?", f"{q}-kind": "text",
        f"{q}-moments": ["closing"], f"{q}-after": "safety_net", f"{q}-after_options": "ja, een ander",
        "do": "save",
    }  # fmt: skip
    made = sent_and_saved(asked, client, path, sent, "network")
    question = made.questions.get(code=code)
    assert (question.after.code, question.after_options) == ("safety_net", ["yes_other"])
    assert (question.kind, question.position) == ("text", last)


def test_an_order_that_puts_a_question_above_its_condition_is_refused(asked, editor):
    client, path, sent = editor("network")
    q = place_of(sent, "against_how")
    page = Page(client.post(path, sent | {"do": f"up-{q[1:]}"}).content.decode())
    assert page.form_to("").fields[q + "-code"] == "against"
    moved = sent.copy()
    here, there = q, f"q{int(q[1:]) - 1}"
    names = {name.split("-", 1)[1] for name in sent if name.startswith((f"{here}-", f"{there}-"))}
    for name in names:
        for to, origin in ((here, there), (there, here)):
            moved.pop(f"{to}-{name}", None)
            if f"{origin}-{name}" in sent:
                moved[f"{to}-{name}"] = sent[f"{origin}-{name}"]
    assert "onder de vraag" in client.post(path, moved).content.decode()


def test_the_second_of_two_editors_is_told_and_keeps_what_they_typed(asked, editor):
    client, path, sent = editor()
    assert client.post(path, sent).status_code == 302
    sent["q0-text"] = "Mijn eigen woorden?"
    page = client.post(path, sent).content.decode()
    assert "versie 2" in page and "Mijn eigen woorden?" in page
    assert Page(page).form_to("").fields["seen"] == "2"
    assert questionnaires.newest_version(asked.kade.pk, "coach") == 2
    made = sent_and_saved(asked, client, path, sent | {"seen": "2"})
    assert made.version == 3


def test_a_preview_shows_each_question_with_its_answers_moments_and_condition(asked, login):
    base = base_of(asked, "network")
    text = login(asked.administrator).get(f"/vragenlijsten/{base.pk}/").content.decode()
    assert "Zou u het weer zo doen?" in text and "ja, maar" in text
    assert "Na “ja, maar” of “nee” bij “Zou u het weer zo doen?”" in text


def test_another_organisation_has_its_own(asked, login):
    moments.prepare(asked.vaart)
    theirs = asked.vaart.questionnaires.get(level="coach")
    client = login(asked.administrator)
    assert client.get(f"/vragenlijsten/{theirs.pk}/").status_code == 404
    assert client.post(path_of(theirs), questionnaire_form(theirs)).status_code == 404
    assert "De Vaart" not in client.get("/vragenlijsten/").content.decode()
