"""Two people at work on one signal, one after the other and at the very same moment."""

import threading

import pytest
from django.db import connection
from django.test import Client

from cases.models import Trajectory
from residents.models import Resident
from signals import workflow
from signals.models import Event, Signal
from tests.cast import build_cast, resident, signal
from tests.pages import Page
from tests.stage import address, day


def words(**more):
    return {
        "facts": "De radio stond hard.", "urgency": "soon", "channel": "seen", "happened_on": day(),
    } | more  # fmt: skip


def version_on(page):
    return next(form for form in page.forms if "version" in form.fields).fields["version"]


def page(answer):
    return Page(answer.content.decode())


class TestEditing:
    def test_the_second_is_told_keeps_the_text_and_sees_the_difference(self, cast, login):
        path = address("signals:edit", cast)
        seen = version_on(page(login(cast.colleague).get(path)))
        login(cast.coach).post(path, words(facts="Eerst.", urgency="danger", version=seen))
        late = words(facts="Later.", since_when="sinds mei", version=seen)
        answer = login(cast.colleague).post(path, late)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Een collega heeft dit net gewijzigd" in text or "collega" in text
        assert "Eerst." in text and "Later." in text and "sinds mei" in text
        assert Signal.objects.get(pk=cast.signal.pk).facts == "Eerst."
        again = late | {"version": version_on(page(answer))}
        assert login(cast.colleague).post(path, again).status_code == 302
        assert Signal.objects.get(pk=cast.signal.pk).facts == "Later."

    def test_differences_are_told_in_words_people_know(self, cast, login):
        path = address("signals:edit", cast)
        first = words(dwelling=cast.home.pk, talked_about="on", kinds=["noise", "smell"], version=1)
        login(cast.coach).post(path, first)
        answer = login(cast.colleague).post(path, words(version=1, happened_on=day(-3)))
        section = answer.content.decode().split("card-plain--warning")[1].split("</section>")[0]
        assert "Lange Kade 12" in section
        assert "ja" in section and "True" not in section
        assert "geluid" in section.lower() and "[" not in section

    def test_the_same_change_by_both_is_simply_saved(self, cast, login):
        path = address("signals:edit", cast)
        for person in (cast.coach, cast.colleague):
            answer = login(person).post(path, words(version=1, dwelling=cast.home.pk))
            assert answer.status_code == 302
        assert cast.signal.events.filter(verb=Event.Verb.EDITED).count() == 1

    def test_a_reporter_who_is_too_late_is_refused(self, cast, login):
        path = address("signals:edit", cast)
        assert login(cast.reporter).get(path).status_code == 200
        workflow.assess(cast.signal, by=cast.coach, triage="unclear")
        assert login(cast.reporter).post(path, words(version=1)).status_code == 403
        assert Signal.objects.get(pk=cast.signal.pk).facts == "De deur stond open."

    def test_a_signal_closed_meanwhile_keeps_its_words(self, cast, login):
        workflow.take_up(cast.signal, by=cast.coach, triage="unclear")
        workflow.feed_back(cast.signal, by=cast.coach, kind="taken_up", text="")
        workflow.close(cast.signal, by=cast.coach)
        answer = login(cast.colleague).post(address("signals:edit", cast), words())
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("signals:assess", {"triage": "unclear"}),
        ("signals:assess", {"triage": "unclear", "action": "find_out"}),
        ("signals:assess", {"triage": "unclear", "action": "refer", "referred_to": "wijkteam"}),
        ("signals:close", {"note": "x"}),
        ("signals:reopen", {"note": "x"}),
    ],
)
def test_who_comes_second_with_a_step_is_told_and_changes_nothing(cast, login, name, data):
    workflow.take_up(cast.signal, by=cast.colleague, triage="nuisance")
    before = Signal.objects.values().get(pk=cast.signal.pk)
    answer = login(cast.coach).post(address(name, cast), data, follow=True)
    assert "Een collega was je voor met dit signaal" in answer.content.decode()
    assert Signal.objects.values().get(pk=cast.signal.pk) == before


# --- at the very same moment ----------------------------------------------------------------------


def both(*requests):
    """Send requests of different people at once; (user, path, data) each."""
    start, answers = threading.Barrier(len(requests)), []

    def send(user, path, data):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        start.wait()
        answers.append(client.post(path, data))
        connection.close()

    threads = [threading.Thread(target=send, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_up_at_once_one_wins():
    cast = build_cast()
    path = address("signals:assess", cast)
    answers = both(
        (cast.coach, path, {"triage": "unclear"}), (cast.colleague, path, {"triage": "acute"})
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Event.objects.filter(signal=cast.signal, verb="taken_up").count() == 1
    cast.signal.refresh_from_db()
    assert cast.signal.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_a_trajectory_for_one_resident_at_once_one_wins():
    cast = build_cast()
    who = resident(cast.kade, cast.home, surname="Bakker")
    other = signal(cast.reporter, cast.kade, dwelling=cast.home)
    form = {"who": f"resident {who.pk}", "coach": cast.coach.pk}
    answers = both(
        (cast.coach, address("signals:start", cast), form),
        (cast.colleague, f"/signalen/{other.number}/traject/", form),
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Trajectory.objects.filter(resident=who).count() == 1
    assert Signal.objects.filter(trajectory__resident=who).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_it_from_one_signal_at_once_one_wins_and_no_resident_is_left_over():
    cast = build_cast()
    path = address("signals:start", cast)
    answers = both(*(
        (user, path, {"who": "new", "surname": name, "coach": cast.coach.pk})
        for user, name in ((cast.coach, "Bakker"), (cast.colleague, "Visser"))
    ))  # fmt: skip
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Resident.objects.filter(surname__in=["Bakker", "Visser"]).count() == 1
    assert Trajectory.objects.count() == 2  # that of the cast, and this one
