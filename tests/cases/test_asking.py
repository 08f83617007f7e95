"""Asking a partner: a mail without names, a link with a code, an answer that comes back."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import Disclosure, PartnerRequest, RequestMessage, Share
from cases.workflow import asking, plan, sharing
from cases.workflow.asking import remind_due
from links.models import Link
from links.token import digest_of
from links.workflow import give_code
from network.models import Covenant
from network.workflow import registry
from outbox.models import Mail
from tests.stage import day
from workspace.today import groups_for


@pytest.fixture
def contact(cast):
    team = registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")
    return registry.add_contact(team, name="M. Hoekstra", phone="06 1", email="m@partner.example")


@pytest.fixture
def asked(cast, contact):
    """A question about the name and one step, on a duty."""
    file = cast.trajectory
    goal = plan.add_goal(file, text="Huur op tijd")
    step = plan.add_step(goal, text="Regeling treffen", owner=file.participants.get(kind="own"))
    return asking.ask(
        file,
        by=cast.coach,
        contact=contact,
        shared={
            "ground": "duty",
            "duty": "Gevaar",
            "purpose": "Samen helpen",
            "items": ["name", f"step:{step.pk}"],
            "ends_on": timezone.localdate() + dt.timedelta(days=30),
        },
        kind="action",
        text="Kunt u de regeling treffen?",
        step=step,
        due_on=timezone.localdate() + dt.timedelta(days=7),
    )


@pytest.fixture
def partner(asked):
    """A browser of the partner that was let in."""
    browser = Client()
    answer = browser.post(url(asked), {"code": give_code(asked.link)})
    assert answer.status_code == 302
    return browser


def url(asked):
    return reverse("cases:asked", args=[asked.link.token])


def body(answer):
    return answer.content.decode()


def form_of(cast, contact, **more):
    goal = {"kind": "question", "text": "Komt u langs?", "due_on": day(7), "items": ["name"]}
    why = {"ground": "duty", "duty": "Gevaar", "purpose": "Hulp", "ends_on": day(30)}
    return goal | why | {"contact": contact.pk} | more


def seal_in(text):
    return re.search(r'name="previewed" value="(\w+)"', text).group(1)


def test_a_question_is_looked_at_first_and_sent_then(cast, login, contact):
    path = reverse("cases:ask", args=[cast.trajectory.number])
    data = form_of(cast, contact)
    first = login(cast.coach).post(path, data)
    assert first.status_code == 200
    assert "Dit krijgen zij te zien" in body(first) and "Mevrouw A. de Vries" in body(first)
    assert not PartnerRequest.objects.exists() and not Mail.objects.exists()
    sent = login(cast.coach).post(path, data | {"previewed": seal_in(body(first))})
    made = PartnerRequest.objects.get()
    assert sent.headers["Location"] == reverse(
        "cases:request", args=[cast.trajectory.number, made.key]
    )
    assert made.share.items == ["name"] and made.share.contact == contact
    assert cast.trajectory.participants.filter(contact=contact, until=None).count() == 1
    code = re.search(
        r'code-to-tell">(\d{6})<', body(login(cast.coach).get(sent.headers["Location"]))
    )
    assert Client().post(url(made), {"code": code.group(1)}).status_code == 302


def test_what_was_changed_after_looking_is_looked_at_again(cast, login, contact):
    path = reverse("cases:ask", args=[cast.trajectory.number])
    seal = seal_in(body(login(cast.coach).post(path, form_of(cast, contact))))
    more = form_of(cast, contact, items=["name", "address"], previewed=seal)
    again = login(cast.coach).post(path, more)
    assert again.status_code == 200 and "Lange Kade 12" in body(again)
    assert not PartnerRequest.objects.exists()


def test_the_mail_names_no_resident_and_holds_the_link(asked):
    mail = Mail.objects.get()
    text = f"{mail.subject}\n{mail.body}"
    assert url(asked) in text and "Sanne de Boer" in text and "Beste M. Hoekstra" in text
    for word in ("Vries", "Kade 12", "regeling", "Regeling", asked.trajectory.number):
        assert word not in text, word
    assert mail.to == "m@partner.example" and mail.urgent and mail.sender == asked.asked_by


def test_without_the_code_a_link_tells_nothing_however_often_it_is_fetched(asked):
    scanner = Client()
    for _ in range(20):
        for fetch in (scanner.get, scanner.head):
            answer = fetch(url(asked))
            assert answer.status_code == 200
        assert "Vries" not in body(scanner.get(url(asked)))
    asked.refresh_from_db()
    link = Link.objects.get()
    assert asked.state == "sent" and link.opened_at is None and link.tries == []
    assert not Disclosure.objects.exists()
    assert not Entry.objects.filter(action="view").exists()


def test_of_token_and_code_only_a_hash_is_kept(asked):
    code = give_code(asked.link)
    link = Link.objects.get()
    kept = " ".join(str(value) for value in vars(link).values())
    assert link.digest == digest_of(link.token) and len(link.token) == 43
    assert link.token not in kept and code not in kept


@pytest.mark.parametrize("how", ["unknown", "character", "expired", "revoked", "used", "purpose"])
def test_a_link_that_opens_nothing_looks_the_same_whatever_the_reason(asked, how):
    path = url(asked)
    token = asked.link.token
    links = Link.objects.filter(pk=asked.link.pk)
    if how == "unknown":
        path = path.replace(token, "z" * 43)
    elif how == "character":
        path = path.replace(token, token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))
    else:
        now = timezone.now()
        links.update(**{
            "expired": {"expires_at": now}, "revoked": {"revoked_at": now},
            "used": {"used_at": now}, "purpose": {"purpose": "plan"},
        }[how])  # fmt: skip
    answers = [Client().get(path), Client().post(path, {"code": "123456"})]
    for answer in answers:
        assert answer.status_code == 404
        assert "Deze link opent niets" in body(answer)
        assert "De Kade" not in body(answer)


def test_five_wrong_codes_and_only_a_new_one_opens(asked):
    browser, code = Client(), give_code(asked.link)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert "niet de juiste code" in body(browser.post(url(asked), {"code": wrong}))
    assert browser.post(url(asked), {"code": code}).status_code == 200
    assert browser.post(url(asked), {"code": give_code(asked.link)}).status_code == 302


def test_a_code_is_void_after_two_weeks_and_after_a_newer_one(asked):
    old = give_code(asked.link)
    new = give_code(asked.link)
    if old != new:
        assert Client().post(url(asked), {"code": old}).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        assert Client().post(url(asked), {"code": new}).status_code == 200


def test_who_was_let_in_is_out_after_half_an_hour_and_in_no_other_browser(asked, partner):
    assert "Mevrouw A. de Vries" in body(partner.get(url(asked)))
    assert "Mevrouw A. de Vries" not in body(Client().get(url(asked)))
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert "Mevrouw A. de Vries" not in body(partner.get(url(asked)))


def test_a_partner_sees_exactly_what_the_share_names(asked, partner, cast):
    text = body(partner.get(url(asked)))
    assert "Mevrouw A. de Vries" in text and "Regeling treffen" in text
    for word in ("Lange Kade", "Huur op tijd", asked.trajectory.number, "De deur stond open"):
        assert word not in text, word
    plan.add_step(asked.step.goal, text="Later erbij", owner=asked.step.owner)
    assert "Later erbij" not in body(partner.get(url(asked)))


def test_a_look_is_in_the_ledger_and_in_the_log(asked, partner, cast):
    partner.get(url(asked))
    partner.get(url(asked))
    line = Disclosure.objects.get()
    assert set(line.items) == set(asked.share.items) and line.how == "link"
    entries = Entry.objects.filter(action="view", subject="cases:asked")
    assert entries.count() == 2
    one = entries.first()
    assert one.actor is None and one.ground == "share duty" and one.organisation == cast.kade
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        partner.post(url(asked), {"code": give_code(asked.link)})
        partner.get(url(asked))
    assert Disclosure.objects.count() == 2


def test_accepted_then_reported_and_the_link_is_used_up(asked, partner, cast, login):
    assert partner.post(url(asked), {"do": "accept"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "accepted" and asked.news_at
    answer = partner.post(url(asked), {"do": "report", "text": "Er is een regeling."})
    assert answer.headers["Location"] == reverse("cases:answered")
    asked.refresh_from_db()
    assert (asked.state, asked.remind_on) == ("reported", None) and asked.ended_at
    assert partner.get(url(asked)).status_code == 404
    assert partner.post(url(asked), {"do": "report", "text": "Nog eens"}).status_code == 404
    assert RequestMessage.objects.get().by is None
    page = login(cast.coach).get(
        reverse("cases:request", args=[asked.trajectory.number, asked.key])
    )
    assert "Er is een regeling." in body(page) and "Stap afronden" in body(page)


def test_a_double_click_counts_once_and_an_older_page_keeps_its_text(asked, partner, cast):
    data = {"do": "ask_back", "text": "Hoe hoog is de schuld?", "version": asked.version}
    partner.post(url(asked), data)
    again = partner.post(url(asked), data)
    assert again.status_code == 200 and "Er is hier iets veranderd" in body(again)
    assert RequestMessage.objects.count() == 1
    late = {"do": "report", "text": "Het is geregeld.", "version": asked.version}
    assert "Het is geregeld." in body(partner.post(url(asked), late))
    asked.refresh_from_db()
    assert asked.state == "sent" and asked.link.is_live
    assert partner.post(url(asked), late | {"version": asked.version}).status_code == 302


def test_declined_with_a_listed_reason_and_something_else_asks_for_words(asked, partner):
    assert "Kies een reden." in body(partner.post(url(asked), {"do": "decline"}))
    other = partner.post(url(asked), {"do": "decline", "reason": "other"})
    assert "Schrijf op wat het is." in body(other)
    partner.post(url(asked), {"do": "decline", "reason": "no_capacity", "text": "Vol tot mei"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "no_capacity")


def test_a_question_back_and_forth(asked, partner, cast, login):
    partner.post(url(asked), {"do": "ask_back", "text": "Hoe hoog is de schuld?"})
    path = reverse("cases:request", args=[asked.trajectory.number, asked.key])
    assert "Hoe hoog is de schuld?" in body(login(cast.coach).get(path))
    login(cast.coach).post(path, {"text": "Twee maanden huur."})
    assert "Twee maanden huur." in body(partner.get(url(asked)))
    mail = Mail.objects.order_by("-pk").first()
    assert Mail.objects.count() == 2
    assert url(asked) in mail.body and "huur" not in mail.body
    asked.refresh_from_db()
    assert asked.news_at is None


def whys(user):
    return [line.why for group in groups_for(user) for line in group["lines"]]


def test_news_stands_in_todays_list_until_it_is_read(asked, partner, cast, login):
    assert "Antwoord" not in " ".join(whys(cast.coach))
    partner.post(url(asked), {"do": "accept"})
    assert "Een partner pakt het op" in whys(cast.coach)
    partner.post(url(asked), {"do": "report", "text": "Klaar."})
    assert "Antwoord van een partner: beantwoord" in whys(cast.coach)
    assert "Antwoord van een partner: beantwoord" in whys(cast.backup)
    login(cast.coach).post(reverse("cases:request_seen", args=[asked.trajectory.number, asked.key]))
    assert "Antwoord van een partner: beantwoord" not in whys(cast.coach)


def test_silence_after_the_day_stands_there_too(asked, cast):
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        assert "Geen antwoord van een partner: bel" in whys(cast.coach)


def test_the_timeline_shows_what_was_asked_and_answered(asked, partner, cast, login):
    partner.post(url(asked), {"do": "report", "text": "Klaar."})
    text = body(login(cast.coach).get(asked.trajectory.get_absolute_url()))
    assert "Partner gevraagd: een actie" in text
    assert "Antwoord van een partner: beantwoord" in text


def test_reminders_follow_the_rhythm_and_come_once_per_round(asked, cast):
    first = asked.remind_on
    assert remind_due(first - dt.timedelta(days=1)) == 0
    with time_machine.travel(dt.datetime.combine(first, dt.time(12), dt.UTC)):
        assert remind_due(first) == 1
        assert remind_due(first) == 0
    asked.refresh_from_db()
    assert asked.remind_on > first and asked.reminders == 1
    mail = Mail.objects.order_by("-pk").first()
    assert not mail.urgent and url(asked) in mail.body and "Vries" not in mail.body


def test_nobody_is_reminded_of_what_was_answered_or_stopped(asked, cast):
    day_of = asked.remind_on
    sharing.stop_share(asked.share)
    assert remind_due(day_of) == 0
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("how", ["share", "withdrawn", "ended", "link"])
def test_what_stops_stops_at_once_also_for_an_open_page(asked, partner, cast, login, how):
    assert partner.get(url(asked)).status_code == 200
    later = timezone.now()
    if how == "share":
        path = reverse("cases:share_stop", args=[asked.trajectory.number, asked.share.key])
        login(cast.coach).post(path)
    elif how == "withdrawn":
        path = reverse("cases:request_withdraw", args=[asked.trajectory.number, asked.key])
        login(cast.coach).post(path)
    elif how == "ended":
        Share.objects.update(
            since=timezone.localdate() - dt.timedelta(days=9),
            ends_on=timezone.localdate() - dt.timedelta(days=1),
        )
    else:
        Link.objects.all().revoke()
    with time_machine.travel(later):
        assert partner.get(url(asked)).status_code == 404
        answer = partner.post(url(asked), {"do": "report", "text": "Te laat"})
        assert answer.status_code == 404 and "Vries" not in body(answer)
    assert not RequestMessage.objects.exists()


def test_a_contact_without_an_address_cannot_be_asked(cast, login, contact):
    type(contact).objects.filter(pk=contact.pk).update(email="")
    path = reverse("cases:ask", args=[cast.trajectory.number])
    text = body(login(cast.coach).post(path, form_of(cast, contact)))
    assert "geen e-mailadres bekend" in text and "Komt u langs?" in text


def test_a_question_that_runs_is_open_on_the_card_of_the_partner(asked, partner, cast, login):
    card = reverse("workspace:partner", args=[asked.share.contact.partner.number])
    path = reverse("cases:request", args=[asked.trajectory.number, asked.key])
    assert path in body(login(cast.coach).get(card))
    assert path not in body(login(cast.colleague).get(card))  # has no part in the trajectory
    partner.post(url(asked), {"do": "report", "text": "Klaar."})
    assert path not in body(login(cast.coach).get(card))


def test_response_times_stand_with_the_agreement(asked, partner, cast, contact, login):
    covenant = Covenant(organisation=cast.kade)
    registry.keep_covenant(
        covenant, parties=[contact.partner], name="Zuid", purpose="Samen", categories=["contact"],
        valid_from=timezone.localdate(), document=None, response_days=2,
    )  # fmt: skip
    Share.objects.update(ground="covenant", covenant=covenant, duty="")
    friday = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    late = friday + dt.timedelta(days=5)  # three working days on
    PartnerRequest.objects.update(asked_at=friday, first_answer_at=late)
    with time_machine.travel(late):
        text = body(login(cast.coach).get(contact.partner.get_absolute_url()))
    assert "Afgesproken: antwoord binnen 2 werkdagen." in text
    assert "Gevraagd in een jaar: 1, beantwoord 1, op tijd 0; de helft binnen 3 werkdagen." in text
