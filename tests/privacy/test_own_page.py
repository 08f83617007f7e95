"""The resident's own page: a letter, a second code, what stands on it and what never does."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Entry
from cases import tasks
from cases.models import Consent, Document, PartnerRequest
from cases.workflow import documents, plan
from links.models import Link
from links.workflow import give_code
from privacy import letter, workflow
from privacy.letter_code import hash_of
from privacy.models import CorrectionRequest, ResidentAccess
from tests.marked import furnished_pair
from tests.pdfs import assert_for_everyone, words_of
from tests.stage import furnish
from workspace.today import groups_for

ENTER = "/mijn-plan/"
MARKER = re.compile(r"Ω[kv]\d{3}")


@pytest.fixture(autouse=True)
def nobody_tried_before(db):
    cache.clear()


@pytest.fixture
def access(cast):
    return workflow.open_access(cast.trajectory, by=cast.coach)


@pytest.fixture
def resident(access):
    """A browser of the resident that was let in with both codes."""
    return let_in(access)


def let_in(access):
    browser = Client()
    first = browser.post(ENTER, {"letter_code": access.code_in_letter})
    assert first.headers["Location"] == url(access)
    answer = browser.post(url(access), {"code": give_code(access.link)})
    assert answer.status_code == 302
    return browser


def url(access, name="own_page"):
    return reverse(f"privacy:{name}", args=[access.link.token])


def body(answer):
    return answer.content.decode()


def page_of(name, cast):
    return reverse(f"privacy:{name}", args=[cast.trajectory.number])


# --- the way in ----------------------------------------------------------------------------------


def test_the_letter_holds_a_code_of_which_the_database_keeps_only_a_hash(cast, login):
    answer = login(cast.coach).post(page_of("letter_make", cast))
    document = Document.objects.get(kind=letter.KIND)
    assert answer.headers["Location"].endswith(f"/document/{document.key}/")
    tasks.make_document(document.pk)
    document.refresh_from_db()
    with document.file.open() as opened:
        pdf = opened.read()
    access = ResidentAccess.objects.get()
    assert_for_everyone(pdf, title="Brief: uw eigen pagina")
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    text = words_of(pdf)
    code = re.search(r"\b\w{4}-\w{4}-\w{4}\b", text.replace(document.trajectory.number, "")).group()
    assert code == access.code_in_letter and "/mijn-plan/" in text and "Sanne de Boer" in text
    kept = " ".join(
        str(value) for row in (access, access.link, document) for value in vars(row).values()
    )
    assert code not in kept and code.replace("-", "") not in kept
    assert access.link.token not in text


def test_a_letter_code_may_be_typed_anyhow(access):
    code = access.code_in_letter
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        answer = Client().post(ENTER, {"letter_code": typed})
        assert answer.headers["Location"] == url(access)
    assert hash_of(code) == access.letter_code and len(access.letter_code) == 64


@pytest.mark.parametrize("how", ["unknown", "character", "expired", "ended", "newer"])
def test_whatever_is_wrong_with_a_letter_code_the_answer_is_the_same(cast, access, how):
    code = access.code_in_letter
    if how == "unknown":
        code = "2222-2222-2222"
    elif how == "character":
        code = code[:-1] + ("2" if code[-1] != "2" else "3")
    elif how == "expired":
        Link.objects.update(expires_at=timezone.now())
    elif how == "ended":
        workflow.stop_access(access)
    else:
        workflow.open_access(cast.trajectory, by=cast.coach)
    answer = Client().post(ENTER, {"letter_code": code})
    assert answer.status_code == 200
    assert "Deze code opent niets. Kijk nog eens in uw nieuwste brief." in body(answer)
    assert "De Kade" not in body(answer)


def test_twenty_wrong_codes_from_one_address_are_slowed_and_another_address_gets_in(access):
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    answers = [here.post(ENTER, {"letter_code": f"2222-2222-22{n}"}) for n in range(20, 40)]
    assert [a.status_code for a in answers] == [200] * 10 + [429] * 10
    right = {"letter_code": access.code_in_letter}
    slowed = here.post(ENTER, right)
    assert slowed.status_code == 429 and "Wacht vijf minuten" in body(slowed)
    assert there.post(ENTER, right).headers["Location"] == url(access)


def test_without_the_second_code_a_page_tells_nothing_however_often_it_is_fetched(access):
    scanner = Client()
    for _ in range(20):
        for fetch in (scanner.get, scanner.head):
            assert fetch(url(access)).status_code == 200
        assert "Vries" not in body(scanner.get(url(access)))
        assert "Vries" not in body(scanner.get(url(access, "not_right")))
    link = Link.objects.get()
    assert link.opened_at is None and link.tries == []
    assert not Entry.objects.filter(action="view").exists()


@pytest.mark.parametrize("how", ["unknown", "character", "expired", "revoked", "purpose"])
def test_an_address_that_opens_nothing_looks_the_same_whatever_the_reason(access, how):
    path, token = url(access), access.link.token
    if how == "unknown":
        path = path.replace(token, "z" * 43)
    elif how == "character":
        path = path.replace(token, token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))
    else:
        now = timezone.now()
        change = {"expired": {"expires_at": now}, "revoked": {"revoked_at": now}}
        Link.objects.update(**change.get(how, {"purpose": "request"}))
    for answer in (Client().get(path), Client().post(path, {"code": "123456"})):
        assert answer.status_code == 404 and "Deze link opent niets" in body(answer)
        assert "nieuwste brief" in body(answer) and "De Kade" not in body(answer)


def test_after_half_an_hour_and_in_another_browser_the_code_is_asked_again(access, resident):
    assert "Mevrouw A. de Vries" in body(resident.get(url(access)))
    assert "Vries" not in body(Client().get(url(access)))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert "Vries" not in body(resident.get(url(access)))


def test_who_closes_the_page_is_out(access, resident):
    assert resident.post(url(access), {"do": "leave"}).headers["Location"] == ENTER
    assert "Vries" not in body(resident.get(url(access)))


@pytest.mark.parametrize("how", ["stop", "newer"])
def test_stopping_and_a_newer_letter_close_a_page_that_is_open(cast, access, resident, login, how):
    assert resident.get(url(access)).status_code == 200
    login(cast.coach).post(page_of("access_stop" if how == "stop" else "letter_make", cast))
    assert resident.get(url(access)).status_code == 404
    words = {"part": "goals", "text": "Te laat"}
    assert resident.post(url(access, "not_right"), words).status_code == 404
    assert not CorrectionRequest.objects.exists()


def test_a_letter_asked_for_before_the_access_was_stopped_is_not_made(cast, access):
    workflow.stop_access(access)
    document = documents.ask(cast.trajectory, kind=letter.KIND, by=cast.coach)
    tasks.make_document(document.pk)
    document.refresh_from_db()
    assert document.state == "failed"


def test_the_coach_sees_the_second_code_until_it_was_told(cast, access, login):
    path = page_of("access", cast)
    client = login(cast.coach)
    client.post(page_of("code_make", cast))
    code = re.search(r'code-to-tell">(\d{6})<', body(client.get(path))).group(1)
    assert Client().post(url(access), {"code": code}).status_code == 302
    client.post(page_of("code_told", cast))
    text = body(client.get(path))
    assert code not in text and "geopend" in text
    assert "code-to-tell" not in body(login(cast.backup).get(path))


# --- what stands on it ---------------------------------------------------------------------------


def test_a_look_of_the_resident_is_on_record(cast, access, resident):
    resident.get(url(access))
    entry = Entry.objects.get(action="view", subject="privacy:own_page")
    assert (entry.actor, entry.ground, entry.organisation) == (None, "own file", cast.kade)


def test_the_plan_and_what_was_shared_stand_on_it(cast):
    furnish(cast)
    text = body(let_in(cast.access).get(url(cast.access)))
    for words in ("Ik betaal.", "Post openen", "M. Hoekstra", "Samen helpen", "Dit wil ik niet."):
        assert words in text, words


def test_of_others_scores_only_the_residents_own_are_shown(cast, access, resident):
    assert "U hebt nog geen scores gegeven" in body(resident.get(url(access)))
    made = own_measurement(cast)
    text = body(resident.get(url(access)))
    domain = made.scores.first().domain
    assert domain.name in text and "<td>4</td>" in re.sub(r"\s", "", text).replace("4,0", "4")


def own_measurement(cast):
    from cases.workflow import measuring

    made = measuring.begin(cast.trajectory, assessor="resident", by=cast.coach)
    domain = made.domain_set.domains.filter(sensitive=False).first()
    measuring.fill(
        made, by=cast.coach, scores={(domain.pk, "situation"): 4}, reasons={}, domains={domain.pk}
    )
    measuring.sign(made)
    return made


def test_stricter_fields_of_life_are_left_out(cast, access, resident):
    from cases.workflow import domain_sets

    domains = domain_sets.set_in_use(cast.kade)
    cast.trajectory.change(domain_set=domains, sensitive_on=True)
    plan.add_goal(cast.trajectory, text="Slaapt weer", domain=domains.domains.get(sensitive=True))
    assert "Slaapt weer" not in body(resident.get(url(access)))


def test_who_looked_is_named_per_day_and_never_who_reported(cast, access, resident, login):
    for _ in range(3):
        login(cast.coach).get(cast.trajectory.get_absolute_url())
        login(cast.reader).get(cast.trajectory.get_absolute_url())
    login(cast.colleague).get(cast.signal.get_absolute_url())
    login(cast.reporter).get(cast.signal.get_absolute_url())
    text = body(resident.get(url(access)))
    assert text.count("<strong>Sanne de Boer</strong>") == 1
    assert "uw wooncoach" in text and "Rik Lezer" in text and "leest mee" in text
    assert "Karim" not in text and "Anouk" not in text


def test_nothing_that_was_not_meant_for_the_resident_is_on_page_or_letter(db, settings, tmp_path):
    pair = furnished_pair()
    pair.access.refresh_from_db()
    text = body(let_in(pair.access).get(url(pair.access)))
    pdf = letter.render(Document(trajectory=pair.access.trajectory))
    seen = set(MARKER.findall(text + words_of(pdf)))
    words = pair.kade_markers
    allowed = {
        ("residents_resident", None), ("residents_dwelling", None), ("accounts_organisation", None),
        ("cases_goal", "resident_text"), ("cases_action", "text"), ("cases_consent", "purpose"),
        ("cases_share", "purpose"), ("network_partner", "name"), ("network_partnercontact", "name"),
        ("network_partnercontact", "role"), ("cases_participant", "name"),
        ("privacy_correctionrequest", "text"), ("accounts_user", "name"), ("accounts_user", "phone"),
    }  # fmt: skip
    meant = {
        word for (table, _pk, column), word in words.items()
        if {(table, None), (table, column)} & allowed
    }  # fmt: skip
    leaked = [key for key, word in words.items() if word in seen - meant]
    assert not leaked and not seen & set(pair.vaart_markers.values())
    inside = {words["accounts_user", who.pk, "name"] for who in (pair.reporter, pair.consultant)}
    assert not seen & inside
    assert len(seen) > 8


# --- what the resident does ----------------------------------------------------------------------


def test_a_consent_taken_back_stops_everything_on_it_at_once(cast):
    furnish(cast)
    browser = let_in(cast.access)
    partner = Client()
    asked = reverse("cases:asked", args=[cast.asked.link.token])
    partner.post(asked, {"code": give_code(cast.asked.link)})
    assert partner.get(asked).status_code == 200
    data = {"do": "take_back", "consent": cast.consent.key}
    assert browser.post(url(cast.access), data).headers["Location"] == url(cast.access)
    assert partner.get(asked).status_code == 404
    consent = Consent.objects.get()
    assert consent.withdrawn_at and consent.withdrawn_how == "written"
    assert PartnerRequest.objects.get().state == "withdrawn"
    assert "al ingetrokken" in body(browser.post(url(cast.access), data, follow=True))
    assert browser.post(url(cast.access), data | {"consent": "x"}).status_code == 404


@pytest.mark.parametrize(("asked", "due"), [
    ("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"), ("2026-03-31", "2026-04-30"),
    ("2026-12-15", "2027-01-15"), ("2026-12-31", "2027-01-31"), ("2026-02-28", "2026-03-28"),
])  # fmt: skip
def test_the_clock_of_a_request_is_one_month(cast, asked, due):
    with time_machine.travel(dt.datetime.fromisoformat(f"{asked}T12:00+01:00"), tick=False):
        made = CorrectionRequest.objects.create(trajectory=cast.trajectory, part="goals", text="x")
    made.refresh_from_db()
    assert made.due_on.isoformat() == due


def test_a_request_is_sent_once_answered_with_a_reason_and_read_by_the_resident(
    cast, access, resident, login
):
    path = url(access, "not_right")
    assert "checked" in body(resident.get(path + "?over=steps"))
    form = {
        "part": "steps",
        "text": "Die stap is al klaar.",
        "once": "3f0c7a52-8c8e-4a44-9d9a-0a2b6f1c1d11",
    }
    for _ in range(2):
        assert resident.post(path, form).headers["Location"] == url(access)
    asked = CorrectionRequest.objects.get()
    assert "antwoord uiterlijk" in body(resident.get(url(access)))
    coach = [line for group in groups_for(cast.coach) for line in group["lines"]]
    assert "De bewoner zegt: dit klopt niet" in [line.why for line in coach]
    guard = [line for group in groups_for(cast.privacy_officer) for line in group["lines"]]
    assert [(line.who, line.due) for line in guard] == [(cast.trajectory.number, asked.due_on)]
    client = login(cast.privacy_officer)
    page = reverse("privacy:correction", args=[asked.key])
    assert cast.trajectory.number in body(client.get("/verzoeken/"))
    assert "Die stap is al klaar." in body(client.get(page)) and "Vries" not in body(
        client.get(page)
    )
    assert "Schrijf een antwoord" in body(client.post(page, {"decision": "refused"}))
    assert client.post(page, {"decision": "refused", "text": "Nog niet."}).status_code == 302
    again = client.post(page, {"decision": "granted", "text": "Anders."}, follow=True)
    assert "Een collega heeft dit al beantwoord" in body(again)
    text = body(resident.get(url(access)))
    assert "Nog niet." in text and "niet aangepast" in text and "Anders." not in text
    assert not groups_for(cast.privacy_officer)[3]["lines"]


def test_an_empty_request_comes_back_and_a_citizen_service_number_is_refused(access, resident):
    path = url(access, "not_right")
    assert "Schrijf op wat er niet klopt." in body(resident.post(path, {"part": "goals"}))
    answer = resident.post(path, {"part": "goals", "text": "Mijn nummer is 111222333"})
    assert "(BSN)" in body(answer) and "Mijn nummer is" in body(answer)
    assert not CorrectionRequest.objects.exists()


def test_the_officer_of_another_organisation_sees_no_request(cast, login):
    CorrectionRequest.objects.create(trajectory=cast.trajectory, part="goals", text="x")
    from accounts.models import Role
    from tests.cast import person

    other = person("Elders Bewaker", Role.PRIVACY_OFFICER, cast.vaart)
    client = login(other)
    assert cast.trajectory.number not in body(client.get("/verzoeken/"))
    key = CorrectionRequest.objects.get().key
    assert client.get(reverse("privacy:correction", args=[key])).status_code == 404
