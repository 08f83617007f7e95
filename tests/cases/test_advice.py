"""The colour of an address: who gives it, what stays of it, and who reads why."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import AddressAdvice
from cases.workflow import advice
from common.versioned import ChangedMeanwhile
from tests.cast import dwelling
from tests.stage import day

WHY = "De hond bijt de monteur."


def page(client, home):
    return client.get(reverse("signals:address", args=[home.number])).content.decode()


def form_page(home):
    return reverse("cases:advice", args=[home.number])


def give(home, by, colour="together", reason=WHY, seen=0, ahead=90, **fields):
    on = timezone.localdate() + dt.timedelta(days=ahead)
    made = advice.advise(home, seen=seen, by=by, colour=colour, reason=reason, review_on=on)
    AddressAdvice.objects.filter(pk=made.pk).update(**fields) if fields else None
    return made


def send(client, home, **data):
    values = {"colour": "together", "reason": WHY, "review_on": day(90), "version": "0"}
    return client.post(form_page(home), values | data, follow=True).content.decode()


def test_a_coach_gives_an_address_a_colour_with_a_reason(cast, login):
    text = send(login(cast.coach), cast.home)
    assert "Advies opgeslagen" in text
    made = AddressAdvice.objects.get()
    assert (made.author, made.colour, made.since) == (cast.coach, "together", timezone.localdate())
    for words in ("Niet zonder collega", WHY, cast.coach.name, "opnieuw bekijken op"):
        assert words in text


def test_the_dossier_of_who_lives_there_warns_of_the_colour_without_the_reason(cast, login):
    client, path = login(cast.coach), cast.trajectory.get_absolute_url()
    made = give(cast.home, cast.colleague)
    text = client.get(path).content.decode()
    assert "■ Niet zonder collega" in text and WHY not in text
    give(cast.home, cast.colleague, colour="alone", reason="", seen=made.pk)
    assert "Ga gerust alleen" not in client.get(path).content.decode()


@pytest.mark.parametrize("who", ["consultant", "colleague"])
def test_who_gives_advice_reads_the_reason(cast, login, who):
    give(cast.home, cast.coach)
    assert WHY in page(login(getattr(cast, who)), cast.home)


def test_a_reporter_sees_the_colour_and_never_the_reason_the_author_or_a_date(cast, login):
    give(cast.home, cast.coach, ahead=33)
    text = page(login(cast.reporter), cast.home)
    assert "Niet zonder collega" in text
    for words in (WHY, cast.coach.name, "opnieuw bekijken", "Advies wijzigen", "Eerdere adviezen"):
        assert words not in text


def test_for_a_reporter_no_advice_looks_as_go_alone_does(cast, login):
    client = login(cast.reporter)
    without = page(client, cast.home)
    give(cast.home, cast.coach, colour="alone", reason="")
    with_one = page(client, cast.home)
    card = ('<section class="card-plain card-plain--good">', "</section>")
    cut = [text.split(card[0])[1].split(card[1])[0] for text in (without, with_one)]
    assert cut[0] == cut[1] and "Ga gerust alleen" in cut[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": " "}, "Schrijf waarom mensen er niet zomaar heen kunnen."),
        ({"colour": "call", "reason": ""}, "Schrijf waarom"),
        ({"colour": "purple"}, "purple"),
        ({"review_on": day(400)}, "Een advies geldt hooguit een jaar."),
        ({"review_on": day(-1)}, "Deze datum is al voorbij."),
        ({"reason": "Zijn nummer is 111222333."}, "burgerservicenummer"),
    ],
)
def test_what_cannot_be_saved_is_said_and_stays_in_the_form(cast, login, wrong, words):
    text = send(login(cast.coach), cast.home, **wrong)
    assert words in text and "Nog niet opgeslagen" in text
    assert wrong.get("reason", WHY) in text
    assert not AddressAdvice.objects.exists()


def test_go_alone_needs_no_reason(cast, login):
    assert "Advies opgeslagen" in send(login(cast.coach), cast.home, colour="alone", reason="")


def test_a_change_ends_the_advice_before_it_and_keeps_it_as_history(cast, login):
    old = give(cast.home, cast.coach)
    client = login(cast.colleague)
    text = send(client, cast.home, colour="call", reason="Bel dan is de hond weg.", version=old.pk)
    assert "Bel eerst" in text and "Eerdere adviezen" in text and WHY in text
    old.refresh_from_db()
    assert (old.reason, old.ended_by) == (WHY, cast.colleague) and old.ended_at
    assert AddressAdvice.objects.current().get().author == cast.colleague


def test_the_second_of_two_writers_keeps_the_words_and_sees_the_other_ones(cast, login):
    give(cast.home, cast.colleague, reason="Gooit met stenen.")
    text = send(login(cast.coach), cast.home, colour="call", version="0")
    assert "Een collega heeft dit net gewijzigd" in text
    assert "Gooit met stenen." in text and WHY in text
    assert AddressAdvice.objects.count() == 1
    version = AddressAdvice.objects.get().pk
    assert f'name="version" value="{version}"' in text
    assert "Advies opgeslagen" in send(login(cast.coach), cast.home, colour="call", version=version)


def test_what_a_colleague_ended_is_not_ended_twice(cast, login):
    old = give(cast.home, cast.coach)
    client, path = login(cast.coach), reverse("cases:advice_end", args=[cast.home.number])
    assert "beëindigd" in client.post(path, {"version": old.pk}, follow=True).content.decode()
    assert not AddressAdvice.objects.current().exists()
    text = client.post(path, {"version": old.pk}, follow=True).content.decode()
    assert "Een collega" in text
    with pytest.raises(ChangedMeanwhile):
        advice.end_advice(cast.home, seen=old.pk, by=cast.coach)


def test_sent_twice_it_is_one_advice(cast, login):
    client = login(cast.coach)
    data = {"once": "6f0c1f6e-8a3c-4a39-9f55-0f6a0f6d8a11"}
    for _click in range(2):
        assert WHY in send(client, cast.home, **data)
    assert AddressAdvice.objects.count() == 1


def test_past_its_review_date_it_holds_and_asks_its_author_to_look(cast, login):
    made = give(cast.home, cast.coach, ahead=5)
    later = timezone.now() + dt.timedelta(days=40)
    with time_machine.travel(later, tick=False):
        client = login(cast.coach)
        text = page(client, cast.home)
        assert "Niet zonder collega" in text and "te beoordelen" in text
        today = client.get("/").content.decode()
        assert "Bekijk het advies over dit adres opnieuw" in today
        assert cast.home.address in today and form_page(cast.home) in today
        looks = Entry.objects.filter(subject="workspace:today", organisation=cast.kade)
        assert looks.filter(files__contains=[f"cases_addressadvice:{made.pk}"]).exists()
        assert form_page(cast.home) not in login(cast.colleague).get("/").content.decode()
        send(login(cast.coach), cast.home, version=made.pk, review_on=day(60))
        assert form_page(cast.home) not in login(cast.coach).get("/").content.decode()


def test_a_housing_consultant_hears_of_it_too(cast, login):
    give(cast.home, cast.consultant, ahead=0)
    text = login(cast.consultant).get("/").content.decode()
    assert "Bekijk het advies over dit adres opnieuw" in text and cast.home.address in text


def test_the_list_filters_on_colour_and_on_what_must_be_looked_at(cast, login):
    today = timezone.localdate()
    give(cast.home, cast.coach)
    old = dwelling(cast.kade, 14)
    give(old, cast.coach, colour="call", since=today - dt.timedelta(days=200), review_on=today)
    foreign = dwelling(cast.vaart, 16)
    give(foreign, cast.outsider)
    client = login(cast.consultant)

    def homes(query=""):
        text = client.get(f"/adviezen/{query}").content.decode()
        return {number for number in (12, 14, 16) if f"Lange Kade {number}," in text}

    assert homes() == {12, 14}
    assert homes("?colour=together") == {12}
    assert homes("?due=on") == {14}
    assert homes("?colour=alone") == set()


def test_the_list_goes_on_where_the_page_ended(cast, login):
    for number in range(1, 31):
        give(
            dwelling(cast.kade, number, street="Dijk", postcode="1111 BB"), cast.coach, ahead=number
        )
    client = login(cast.coach)
    first = client.get("/adviezen/").content.decode()
    assert "Dijk 25," in first and "Dijk 26," not in first
    anchor = dwelling_number(25)
    second = client.get(f"/adviezen/?na={anchor}").content.decode()
    assert "Dijk 26," in second and "Dijk 30," in second and "Dijk 25," not in second
    assert client.get("/adviezen/?na=W-2222-2222").content.decode().count("Dijk ") == first.count(
        "Dijk "
    )


def dwelling_number(house_number):
    found = AddressAdvice.objects.get(dwelling__house_number=house_number)
    return found.dwelling.number
