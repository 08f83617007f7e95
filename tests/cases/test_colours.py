"""What a contractor sees through the link: chosen addresses and their colour, and nothing else."""

import datetime as dt
import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import AddressAdvice, ContractorList, ListedAddress
from cases.workflow import advice
from common.dates import short_date
from links.models import Link
from links.workflow import give_code, make_link, use
from network.workflow import registry
from outbox.models import Mail
from tests.cast import dwelling
from tests.stage import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(cast):
    partner = registry.add_partner(cast.kade.pk, name="Warmte", kind="contractor")
    return registry.add_contact(partner, name="Mo Geheim", email="mo@warmte.example", phone="06 11")


@pytest.fixture
def homes(cast):
    """Numbers 2 to 8: one of each colour, and one without any; each said why."""
    made = {n: dwelling(cast.kade, n, street="Zuidpad", district="Haven") for n in (2, 4, 6, 8)}
    for number, colour in ((2, "together"), (4, "alone"), (8, "call")):
        advice.advise(
            made[number], seen=0, by=cast.coach, colour=colour, reason=f"Reden{number}",
            review_on=timezone.localdate() + dt.timedelta(days=77),
        )  # fmt: skip
    return made


def listed(cast, contact, homes, numbers=(2, 4, 6)):
    return advice.make_list(
        contact, dwellings=[homes[n] for n in numbers], purpose="Doel", by=cast.coach,
        ends_on=timezone.localdate() + dt.timedelta(days=30),
    )  # fmt: skip


@pytest.fixture
def made(cast, contact, homes):
    return listed(cast, contact, homes)


def path_of(item):
    return reverse("cases:colours", args=[item.link.token])


def enter(item, code=None):
    """A contractor's browser that gave the code."""
    client = Client()
    answer = client.post(path_of(item), {"code": code or give_code(item.link)})
    assert answer.status_code == 302
    return client


def words_of(answer):
    """The text of the page, as somebody reads it."""
    body = answer.content.decode().split("<main")[1].split("</main>")[0].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


ALL = (
    "Hoe gaat u erheen? Adressen van De Kade. Kijk voor elk bezoek opnieuw: een kleur kan veranderen."
    " Afgedrukt op {today}. Ga gerust alleen U kunt aanbellen, net als overal."
    " Bel eerst Bel De Kade voordat u gaat."
    " Niet zonder collega Ga met zijn tweeën, en bel De Kade voordat u gaat."
    " Straat of huisnummer Adres zoeken"
)


def test_a_contractor_reads_the_chosen_addresses_and_their_colours_and_not_a_word_more(made):
    answer = enter(made).get(path_of(made))
    head = ALL.format(today=short_date(timezone.localdate()))
    assert words_of(answer) == (
        f"{head} Zuidpad 2, Veenwaard Niet zonder collega Zuidpad 4, Veenwaard Ga gerust alleen"
        " Zuidpad 6, Veenwaard Ga gerust alleen"
    )
    text = answer.content.decode() + str(answer.headers)
    for hidden in ("Reden", "W-", "Sanne", "Geheim", "Doel", "Zuidpad 8", made.number, "9999"):
        assert hidden not in text, hidden


def test_an_address_without_an_advice_is_shown_exactly_as_a_green_one(made):
    rows = re.findall(r"<li>(.*?)</li>", enter(made).get(path_of(made)).content.decode(), re.S)
    green, without = (next(row for row in rows if f"Zuidpad {n}," in row) for n in (4, 6))
    assert green.replace("Zuidpad 4,", "Zuidpad 6,") == without


def test_a_colour_that_changes_is_seen_at_the_next_look(cast, homes, made):
    client = enter(made)
    old = AddressAdvice.objects.current().get(dwelling=homes[2])
    advice.end_advice(homes[2], seen=old.pk, by=cast.coach)
    assert "Zuidpad 2, Veenwaard Ga gerust alleen" in words_of(client.get(path_of(made)))


def test_the_order_is_that_of_the_street_and_tells_nothing(cast, contact, homes):
    item = listed(cast, contact, homes, (8, 6, 2, 4))
    numbers = re.findall(r"Zuidpad (\d)", words_of(enter(item).get(path_of(item))))
    assert numbers == ["2", "4", "6", "8"]


def test_an_address_is_found_by_typing_and_what_is_typed_stays_out_of_the_address_bar(made):
    answer = enter(made).post(path_of(made), {"q": "zuidpad 4"})
    assert re.findall(r"Zuidpad (\d)", words_of(answer)) == ["4"]
    outside = enter(made).post(path_of(made), {"q": "Zuidpad 8"})
    nowhere = enter(made).post(path_of(made), {"q": "Zuidpad 99"})
    for answer in (outside, nowhere):
        assert words_of(answer).endswith("niet op uw lijst. Bel wie u de link stuurde.")


def test_each_look_stands_in_the_log_with_the_addresses_it_showed(made, homes):
    enter(made).get(path_of(made))
    entry = Entry.objects.get(subject="cases:colours", action="view")
    shown = {f"residents_dwelling:{homes[n].pk}" for n in (2, 4, 6)}
    assert set(entry.files) == shown | {f"cases_contractorlist:{made.pk}"}
    assert (entry.ground, entry.actor_id, entry.organisation_id) == (
        "link",
        None,
        made.organisation_id,
    )


def dead_links(cast, item):
    """Addresses that open nothing, each for a reason of its own."""
    token = item.link.token
    until = timezone.now() + dt.timedelta(days=3)
    other = make_link(
        purpose="request", organisation_id=cast.kade.pk, expires_at=until, made_by=None
    )
    yield "changed", token[:-1] + ("A" if token[-1] != "A" else "B")
    yield "other purpose", other.token
    yield "nothing", "x" * 43


def test_what_opens_nothing_looks_the_same_whatever_the_reason(cast, made):
    def body(token):
        answer = Client().get(reverse("cases:colours", args=[token]))
        assert answer.status_code == 404
        return re.sub(r'value="[^"]*"', "", answer.content.decode().replace(token, ""))

    bodies = {why: body(token) for why, token in dead_links(cast, made)}
    with time_machine.travel(timezone.now() + dt.timedelta(days=32), tick=False):
        bodies["expired"] = body(made.link.token)
    advice.stop_list(made)
    bodies["stopped"] = body(made.link.token)
    Link.objects.filter(pk=made.link_id).update(revoked_at=None)
    use(made.link)
    bodies["used"] = body(made.link.token)
    assert len(set(bodies.values())) == 1, bodies.keys()


def test_on_its_last_day_a_list_opens_and_the_day_after_it_does_not(made):
    zone = timezone.get_default_timezone()
    for days, status in ((0, 200), (1, 404)):
        clock = dt.datetime.combine(made.ends_on, dt.time(0 if days else 23, 59), tzinfo=zone)
        with time_machine.travel(clock + dt.timedelta(days=days), tick=False):
            assert Client().get(path_of(made)).status_code == status


def test_five_wrong_codes_close_it_for_the_right_one_until_there_is_a_new_one(made):
    code = give_code(made.link)
    client = Client()
    for _try in range(5):
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        assert "niet de juiste code" in client.post(path_of(made), {"code": wrong}).content.decode()
    assert client.post(path_of(made), {"code": code}).status_code == 200
    assert client.post(path_of(made), {"code": give_code(made.link)}).status_code == 302


def test_fetched_twenty_times_without_a_code_it_shows_nothing_and_uses_nothing_up(made):
    code = give_code(made.link)
    before = Link.objects.filter(pk=made.link_id).values().get()
    for _time in range(10):
        assert Client().head(path_of(made)).status_code == 200
        assert "Zuidpad" not in Client().get(path_of(made)).content.decode()
    assert Link.objects.filter(pk=made.link_id).values().get() == before
    assert not Entry.objects.filter(subject="cases:colours").exists()
    enter(made, code)


def test_stopped_while_the_page_is_open_the_next_request_is_dead(cast, login, made):
    client = enter(made)
    assert client.get(path_of(made)).status_code == 200
    path = reverse("cases:colour_list_stop", args=[made.number])
    assert "Gestopt" in login(cast.colleague).post(path, follow=True).content.decode()
    for data in (None, {"q": "2"}):
        answer = client.post(path_of(made), data) if data else client.get(path_of(made))
        assert answer.status_code == 404 and "Zuidpad" not in answer.content.decode()


def test_the_code_of_one_list_opens_no_other_one(cast, contact, homes, made):
    other = listed(cast, contact, homes, (8,))
    client = enter(made)
    assert "Zuidpad" not in client.get(path_of(other)).content.decode()


def form(contact, **data):
    values = {"contact": contact.pk, "purpose": "Ketels", "ends_on": day(20)}
    return values | {"addresses": "zuidpad 2\nZuidpad 8, veenwaard"} | data


def post(client, contact, **data):
    path = reverse("cases:colour_list_add")
    return client.post(path, form(contact, **data), follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("zuidpad 2\nZuidpad 8, veenwaard", {2, 8}),
        ("ZUIDPAD", {2, 4, 6, 8}),
        ("haven", {2, 4, 6, 8}),
        ("Zuidpad 2\nzuidpad  2\nZuidpad", {2, 4, 6, 8}),
    ],
)
def test_addresses_are_pasted_or_taken_by_the_street_or_the_district(
    cast, login, contact, homes, typed, numbers
):
    dwelling(cast.vaart, 2, street="Zuidpad", district="Haven")
    dwelling(cast.kade, 2, street="Zuidpad", addition="A", postcode="1234 AB", district="Oost")
    text = post(login(cast.coach), contact, addresses=typed)
    assert "De lijst is gemaakt" in text
    chosen = set(ListedAddress.objects.values_list("dwelling", flat=True))
    expected = {homes[n].pk for n in numbers}
    assert chosen >= expected and len(chosen - expected) == (typed != "haven" and "8" not in typed)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"addresses": "Zuidpad 2\nNergens 7\n, Veenwaard"},
            "Niet gevonden: Nergens 7; , Veenwaard",
        ),
        ({"addresses": "Zuidpad 2, Elders"}, "Niet gevonden: Zuidpad 2, Elders"),
        ({"addresses": "Zuidpad\n" * 201}, "Hooguit 200 regels"),
        ({"ends_on": day(200)}, "Een lijst blijft hooguit een half jaar open."),
        ({"purpose": ""}, "Nog niet opgeslagen"),
    ],
)
def test_a_list_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    cast, login, contact, homes, wrong, words
):
    text = html.unescape(post(login(cast.coach), contact, **wrong))
    assert words in text and form(contact, **wrong)["addresses"].strip() in text
    assert not ContractorList.objects.exists() and not Link.objects.exists()


def test_only_contact_persons_of_contractors_with_an_e_mail_address_get_a_list(
    cast, login, contact
):
    wijkteam = registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")
    theirs = registry.add_partner(cast.vaart.pk, name="Vreemd", kind="contractor")
    client = login(cast.coach)
    for partner in (wijkteam, theirs):
        other = registry.add_contact(partner, name="Jan", email="j@x.example")
        assert "Nog niet opgeslagen" in post(client, other)
    silent = registry.add_contact(contact.partner, name="Zonder")
    assert "nog geen e-mailadres" in post(client, silent)
    assert not ContractorList.objects.exists()


def test_the_mail_holds_the_link_and_nothing_about_anybody(cast, login, made):
    client = login(cast.coach)
    path = reverse("cases:colour_list_send", args=[made.number])
    assert "De link is onderweg" in client.post(path, follow=True).content.decode()
    mail = Mail.objects.get()
    assert (mail.to, mail.urgent, mail.cause) == ("mo@warmte.example", True, "colours")
    assert f"http://testserver{path_of(made)}" in mail.body
    for hidden in ("Zuidpad", "Reden", "Sanne", "Geheim", "collega"):
        assert hidden not in mail.body + mail.subject


def test_the_code_is_shown_once_and_the_one_before_it_opens_nothing(cast, login, made):
    client = login(cast.coach)
    path = reverse("cases:colour_list_code", args=[made.number])
    codes = []
    for _time in range(2):
        text = client.post(path).content.decode()
        codes += re.findall(r'class="code-to-tell">(\d{6})<', text)
        assert f'href="sms:06 11?body={codes[-1]}"' in text and 'href="tel:06 11"' in text
    assert codes[1] not in client.get(made.get_absolute_url()).content.decode()
    if codes[0] != codes[1]:
        assert Client().post(path_of(made), {"code": codes[0]}).status_code == 200
    enter(made, codes[1])


def test_a_stopped_list_gives_no_code_and_sends_no_link(cast, login, made):
    advice.stop_list(made)
    client = login(cast.coach)
    for page in ("send", "code"):
        path = reverse(f"cases:colour_list_{page}", args=[made.number])
        assert "Deze lijst is gesloten" in client.post(path, follow=True).content.decode()
    assert not Mail.objects.exists()
    path = reverse("cases:colour_list_stop", args=[made.number])
    assert "was al gestopt" in client.post(path, follow=True).content.decode()
