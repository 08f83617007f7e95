"""The page of a moment: who is asked and how, what they said side by side, and its end."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Participant
from cases.workflow import people
from common.versioned import ChangedMeanwhile
from evaluation.asked import steps_of
from evaluation.models import Evaluation, EvaluationMoment, MomentRule, Option
from evaluation.side_by_side import side_by_side
from evaluation.workflow import moments, voices
from network.workflow import registry
from outbox.models import Mail
from tests import cast as made


@pytest.fixture
def moment(cast):
    moments.prepare(cast.kade)
    return EvaluationMoment.objects.get(trajectory=cast.trajectory, kind="three_months")


@pytest.fixture
def partner(cast):
    team = registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")
    contact = registry.add_contact(team, name="M. Hoekstra", email="m@partner.example")
    return people.add_contact(cast.trajectory, contact=contact)


def url(name, moment, *more):
    return reverse(f"evaluation:{name}", args=[moment.number, *more])


def answers(evaluation, chosen=None, default=3):
    """Answer everything: a scale with `default` or what is chosen for its code, the rest skipped."""
    for _n in range(40):
        step = next((s for s in steps_of(evaluation) if s.answer is None), None)
        if step is None:
            return evaluation
        code = (chosen or {}).get(step.question.code, default)
        option = Option.objects.filter(question=step.question, code=str(code)).first()
        values = {"option": option} if option else {"skipped": "dont_know"}
        if step.question.kind == "text" and step.question.code in (chosen or {}):
            values = {"text": chosen[step.question.code]}
        voices.answer(evaluation, question=step.question, **values)
    raise AssertionError


def given(moment, level, by, chosen=None, default=3, participant=None):
    channel = {"resident": "together", "coach": "app", "network": "paper"}[level]
    asked = voices.ask(moment, level=level, channel=channel, by=by, participant=participant)
    voices.give(answers(asked, chosen, default), by=by)
    return asked


def text_of(client, path):
    return " ".join(client.get(path).content.decode().split())


def test_the_tab_lists_the_moments_with_their_days_and_voices(cast, login, moment):
    path = reverse("evaluation:of_trajectory", args=[cast.trajectory.number])
    text = text_of(login(cast.reader), path)
    for words in ("Start", "3 maanden", "1 jaar", "Gepland", moment.number):
        assert words in text
    assert "Vanaf een andere dag tellen" not in text  # who reads along changes nothing


def test_each_way_of_asking_leads_to_where_it_happens(cast, login, moment, partner):
    client = login(cast.coach)
    for level, channel, where in (
        ("coach", "app", "answer"),
        ("resident", "together", "answer"),
        ("resident", "qr", "qr"),
        ("resident", "paper", "paper"),
    ):
        answer = client.post(url("voice_ask", moment), {"level": level, "channel": channel})
        voice = Evaluation.objects.get(moment=moment, level=level)
        assert answer.headers["Location"] == url(where, moment, voice.key)
    answer = client.post(
        url("voice_ask", moment),
        {"level": "network", "channel": "link", "participant": partner.pk},
    )
    assert answer.headers["Location"] == url("moment", moment)
    mail = Mail.objects.get()
    assert mail.to == "m@partner.example"
    assert cast.resident.surname not in mail.subject + mail.body
    assert Evaluation.objects.get(level="network").link.token in mail.body


def test_a_resident_without_a_safe_address_gets_no_mail(cast, login, moment):
    data = {"level": "resident", "channel": "link"}
    text = login(cast.coach).post(url("voice_ask", moment), data, follow=True).content.decode()
    assert "geen adres" in text
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "coach", "channel": "link"},
        {"level": "network", "channel": "link"},
        {"level": "network", "channel": "together"},
        {"level": "resident", "channel": "app"},
        {},
    ],
)
def test_a_voice_is_asked_in_its_own_ways_only(cast, login, moment, partner, wrong):
    data = wrong | ({"participant": partner.pk} if wrong.get("channel") == "together" else {})
    login(cast.coach).post(url("voice_ask", moment), data)
    assert not Evaluation.objects.exists()


def test_a_partner_of_another_trajectory_is_not_asked(cast, login, moment, partner):
    other = made.trajectory(cast.coach, cast.kade, who=made.resident(cast.kade, surname="Bos"))
    Participant.objects.filter(pk=partner.pk).update(trajectory=other)
    data = {"level": "network", "channel": "link", "participant": partner.pk}
    login(cast.coach).post(url("voice_ask", moment), data)
    assert not Evaluation.objects.exists()


def test_three_voices_stand_side_by_side_and_are_never_averaged(cast, login, moment, partner):
    given(moment, "resident", cast.coach, {"listened": 1, "change": "Meer rust"})
    given(moment, "coach", cast.coach, {"enough_contact": 5, "lives_there": "yes"})
    given(moment, "network", cast.coach, participant=partner)
    text = text_of(login(cast.coach), url("moment", moment))
    assert "Ver uit elkaar: praat hierover" in text
    assert '<q class="pre-line">Meer rust</q>' in text
    assert "1 van 5" in text and "5 van 5" in text
    assert "Wijkteam (M. Hoekstra):" in text
    assert "gemiddeld" not in text.lower()


def test_two_partners_far_apart_are_marked_and_one_step_is_not(cast, moment, partner):
    team = registry.add_partner(cast.kade.pk, name="Kredietbank", kind="debt_help")
    contact = registry.add_contact(team, name="E. Drost")
    second = people.add_contact(cast.trajectory, contact=contact)
    given(moment, "network", cast.coach, {"pleasant": 5, "quick_to_learn": 4}, participant=partner)
    given(moment, "network", cast.coach, {"pleasant": 3, "quick_to_learn": 3}, participant=second)
    from evaluation.views.moments import voices_of

    moment.trajectory = cast.trajectory
    _columns, spoke = voices_of(moment)
    shared, single = side_by_side(spoke, sensitive=False)
    marks = {topic.code: topic.apart for topic in [*shared, *single]}
    assert marks["pleasant"] is True
    assert marks["quick_to_learn"] is False


def test_it_closes_with_two_voices_and_says_which_is_missing(cast, login, moment, partner):
    given(moment, "resident", cast.coach)
    given(moment, "coach", cast.coach, {"lives_there": "moved_wanted"})
    late = voices.ask(moment, level="network", channel="link", by=cast.coach, participant=partner)
    client = login(cast.coach)
    page = text_of(client, url("moment_close", moment))
    assert "Ontbreekt: Netwerk." in page
    assert 'name="residence"' not in page  # told by the coach already
    moment.refresh_from_db()
    refused = client.post(url("moment_close", moment), {"version": moment.version})
    assert refused.status_code == 200
    client.post(url("moment_close", moment), {"missing_reason": "Ziek", "version": moment.version})
    moment.refresh_from_db()
    assert (moment.state, moment.residence) == ("closed", "moved_wanted")
    assert (moment.closed_by, moment.missing_reason) == (cast.coach, "Ziek")
    late.refresh_from_db()
    late.link.refresh_from_db()
    assert late.state == "withdrawn" and not late.link.is_live


def test_whether_they_still_live_there_is_always_asked(cast, login, moment):
    given(moment, "resident", cast.coach)
    client = login(cast.coach)
    data = {"missing_reason": "Op vakantie", "version": moment.version}
    assert client.post(url("moment_close", moment), data).status_code == 200
    with pytest.raises(moments.ResidenceUnknown):
        moments.close(moment, by=cast.coach)
    client.post(url("moment_close", moment), data | {"residence": "unknown"})
    moment.refresh_from_db()
    assert (moment.state, moment.residence) == ("closed", "unknown")


def test_the_second_who_closes_is_told(cast, login, moment):
    data = {"residence": "yes", "missing_reason": "Ziek", "version": moment.version}
    login(cast.coach).post(url("moment_close", moment), data)
    answer = login(cast.backup).post(url("moment_close", moment), data, follow=True)
    assert "Een collega" in answer.content.decode()
    moment.refresh_from_db()
    assert moment.closed_by == cast.coach


def test_a_closed_moment_asks_nobody_and_changes_no_more(cast, login, moment):
    moments.close(moment, by=cast.coach, residence="yes", missing_reason="Ziek")
    text = text_of(login(cast.coach), url("moment", moment))
    for words in ("Samen invullen", "Evaluatie sluiten", "Niet houden"):
        assert words not in text
    with pytest.raises(ChangedMeanwhile):
        voices.ask(moment, level="coach", channel="app", by=cast.coach)
    with pytest.raises(ChangedMeanwhile):
        moments.drop(moment, dropped="other", reason="x")


def test_not_held_says_why_and_can_be_taken_back(cast, login, moment):
    client = login(cast.coach)
    data = {"dropped": "refused", "reason": "Wil niet", "version": moment.version}
    client.post(url("moment_drop", moment), data)
    moment.refresh_from_db()
    assert (moment.state, moment.drop_reason, moment.remind_on) == ("dropped", "Wil niet", None)
    client.post(url("moment_take_back", moment), {"version": moment.version})
    moment.refresh_from_db()
    assert moment.state == "planned"
    assert moment.remind_on == moment.due_on - dt.timedelta(days=14)


def test_somebody_who_does_not_take_part_is_put_down_and_can_be_asked_again(cast, login, moment):
    voice = voices.ask(moment, level="resident", channel="paper", by=cast.coach)
    path = url("voice_refuse", moment, voice.key)
    login(cast.coach).post(path, {"reason": "Geen zin", "version": voice.version})
    voice.refresh_from_db()
    assert (voice.state, voice.refused_reason) == ("refused", "Geen zin")
    voices.ask(moment, level="resident", channel="together", by=cast.coach)
    voice.refresh_from_db()
    assert (voice.state, voice.refused_reason) == ("open", "")


def test_a_reminder_goes_once_a_day(cast, login, moment, partner):
    voice = voices.ask(moment, level="network", channel="link", by=cast.coach, participant=partner)
    client = login(cast.coach)
    for _n in range(2):
        client.post(url("voice_remind", moment, voice.key))
    assert Mail.objects.count() == 1
    assert Mail.objects.get().urgent is False


def test_moments_count_from_the_tenancy_when_the_coach_says_so(cast, login, moment):
    cast.home.tenancies.update(starts_on=timezone.localdate() - dt.timedelta(days=10))
    path = reverse("evaluation:anchor", args=[cast.trajectory.number])
    login(cast.coach).post(path, {"anchor": "tenancy"})
    moment.refresh_from_db()
    assert moment.anchor == "tenancy"
    assert moment.anchor_on == timezone.localdate() - dt.timedelta(days=10)


class TestTheEnd:
    def end(self, client, file, **more):
        data = {"end_reason": "moved", "ended_on": timezone.localdate().isoformat()} | more
        return client.post(reverse("evaluation:close", args=[file.number]), data)

    def test_closing_a_trajectory_asks_the_closing_evaluation(self, cast, login, moment):
        client = login(cast.coach)
        assert self.end(client, cast.trajectory).status_code == 200  # not without an answer
        answer = self.end(client, cast.trajectory, evaluation="yes")
        closing = cast.trajectory.evaluation_moments.get(kind="closing")
        assert answer.headers["Location"] == url("moment", closing)
        assert (closing.state, closing.due_on) == ("planned", timezone.localdate())
        assert closing.remind_on == closing.due_on

    def test_or_a_reason_why_there_is_none(self, cast, login, moment):
        client = login(cast.coach)
        assert self.end(client, cast.trajectory, evaluation="no").status_code == 200
        self.end(client, cast.trajectory, evaluation="no", no_evaluation="Onvindbaar")
        closing = cast.trajectory.evaluation_moments.get(kind="closing")
        assert (closing.state, closing.drop_reason) == ("dropped", "Onvindbaar")

    def test_where_it_is_not_asked_it_is_not(self, cast, login, moment):
        MomentRule.objects.filter(kind="closing").update(active=False)
        self.end(login(cast.coach), cast.trajectory)
        assert not cast.trajectory.evaluation_moments.filter(kind="closing").exists()

    def test_opened_again_a_closing_evaluation_without_answers_is_not_held(
        self, cast, login, moment
    ):
        client = login(cast.coach)
        self.end(client, cast.trajectory, evaluation="yes")
        client.post(reverse("evaluation:reopen", args=[cast.trajectory.number]))
        closing = cast.trajectory.evaluation_moments.get(kind="closing")
        assert (closing.state, closing.dropped) == ("dropped", "ended")
        self.end(client, cast.trajectory, evaluation="yes")
        assert cast.trajectory.evaluation_moments.filter(kind="closing").count() == 2


class TestPaper:
    def test_what_was_written_is_typed_in_by_somebody_who_is_named(self, cast, login, moment):
        voice = voices.ask(moment, level="resident", channel="paper", by=cast.coach)
        client, path = login(cast.backup), url("paper", moment, voice.key)
        page = client.get(path).content.decode()
        codes = [s.question.code for s in steps_of(voice)]
        data = {f"{code}-skip": "rather_not" for code in codes} | {
            "at_home": "4", "change": "Een andere bel",
        }  # fmt: skip
        assert all(f'name="{code}' in page for code in codes)
        client.post(path, data)
        voice.refresh_from_db()
        assert (voice.state, voice.channel, voice.entered_by) == ("given", "paper", cast.backup)
        kept = {a.question.code: a for a in voice.answers.select_related("question", "option")}
        assert kept["at_home"].option.code == "4"
        assert kept["change"].text == "Een andere bel"
        assert kept["payments"].skipped == "rather_not"
        assert "overgetypt door Joris van den Berg" in text_of(client, url("moment", moment))

    def test_a_question_left_open_is_asked_again_and_nothing_typed_is_lost(
        self, cast, login, moment
    ):
        voice = voices.ask(moment, level="resident", channel="paper", by=cast.coach)
        answer = login(cast.coach).post(
            url("paper", moment, voice.key), {"change": "Een andere bel", "at_home": "4"}
        )
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Een andere bel" in text and "Kies een antwoord." in text
        assert not voice.answers.exists()

    def test_a_question_whose_condition_is_not_met_needs_no_answer(
        self, cast, login, moment, partner
    ):
        voice = voices.ask(
            moment, level="network", channel="paper", by=cast.coach, participant=partner
        )
        codes = [q.code for q in voice.questionnaire.questions.all()]
        data = {f"{code}-skip": "dont_know" for code in codes if not code.startswith("against_")}
        data |= {"against": "no", "against_how": "Dit telt niet mee"}
        login(cast.coach).post(url("paper", moment, voice.key), data)
        voice.refresh_from_db()
        assert voice.state == "given"
        assert not voice.answers.filter(question__code__in=("against_how", "again_but")).exists()


def test_the_list_shows_moments_of_visible_trajectories_only(cast, login, moment):
    path = reverse("evaluation:list")
    assert moment.number in text_of(login(cast.coach), path)
    assert moment.number not in text_of(login(cast.colleague), path)
    assert login(cast.manager).get(path).status_code == 403
    assert moment.number not in text_of(login(cast.coach), f"{path}?state=closed")


def test_health_is_read_by_who_may_see_it_only(cast, login, moment):
    given(moment, "resident", cast.coach)
    asked = "Hoe gaat het met eten, slapen en voor uzelf zorgen?"
    assert asked not in text_of(login(cast.coach), url("moment", moment))  # not switched on
    cast.trajectory.change(sensitive_on=True)
    assert asked in text_of(login(cast.coach), url("moment", moment))
    assert asked not in text_of(login(cast.reader), url("moment", moment))


def test_who_left_is_asked_nothing_any_more(cast, client, login, moment, partner):
    voice = voices.ask(moment, level="network", channel="link", by=cast.coach, participant=partner)
    path = reverse("evaluation:questions", args=[voice.link.token])
    voice.change(remind_on=timezone.localdate())
    assert client.get(path).status_code == 200
    people.end_participation(partner)
    assert client.get(path).status_code == 404
    assert voices.remind_voices(timezone.localdate()) == 0
    data = {"level": "network", "channel": "link", "participant": partner.pk}
    login(cast.coach).post(url("voice_ask", moment), data)
    assert not Mail.objects.exists()


def test_at_a_moment_that_is_not_held_nobody_answers(cast, login, moment):
    voice = voices.ask(moment, level="resident", channel="together", by=cast.coach)
    EvaluationMoment.objects.filter(pk=moment.pk).update(
        state="dropped", dropped="ended", remind_on=None
    )
    with pytest.raises(ChangedMeanwhile):
        answers(voice)
    with pytest.raises(ChangedMeanwhile):
        voices.give(voice, by=cast.coach)
