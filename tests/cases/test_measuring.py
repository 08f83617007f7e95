import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.growth import growth, read, talking_points
from cases.models import Assessment, AssessmentSigned, Grant, Score
from cases.models.assessment import PURPOSE
from cases.permissions import domains_for
from cases.workflow import measuring


@pytest.fixture
def draft(cast):
    return measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)


def domain(draft, code):
    return draft.domain_set.domains.get(code=code)


def give(draft, by, code="home", values=(1, 2, 3), reason="De gang stond vol."):
    where = domain(draft, code)
    aspects = ("situation", "skill", "behaviour")
    measuring.fill(
        draft,
        by=by,
        scores={(where.pk, a): v for a, v in zip(aspects, values, strict=True)},
        reasons={where.pk: reason},
        domains={where.pk},
    )
    return draft


def signed(cast, assessor="coach", **fields):
    made = measuring.begin(cast.trajectory, assessor=assessor, by=cast.coach)
    give(made, cast.coach, **fields)
    measuring.sign(made)
    return made


def url(name, cast, *more):
    return reverse(f"cases:{name}", args=[cast.trajectory.number, *more])


def test_a_new_measurement_has_nothing_filled_in(cast, login, draft):
    page = login(cast.coach).get(url("measurement", cast, draft.number)).content.decode()
    assert 'name="score-' in page
    assert "checked" not in page


def test_a_signed_score_cannot_be_changed_by_anyone(cast, draft):
    give(draft, cast.coach)
    measuring.sign(draft)
    for broken in (
        lambda: Score.objects.filter(assessment=draft).update(value=5),
        lambda: Score.objects.filter(assessment=draft).delete(),
        lambda: draft.reasons.update(text="anders"),
        lambda: Assessment.objects.filter(pk=draft.pk).update(measured_on="2020-01-01"),
        lambda: Assessment.objects.filter(pk=draft.pk).delete(),
    ):
        with pytest.raises(Exception, match="never changes|Cannot"), transaction.atomic():
            broken()
    with pytest.raises(AssessmentSigned):
        give(draft, cast.coach, values=(5, 5, 5))


def test_signing_twice_signs_once(cast, draft):
    give(draft, cast.coach)
    measuring.sign(draft)
    with pytest.raises(AssessmentSigned):
        measuring.sign(draft)


def test_a_correction_names_the_old_one_and_keeps_who_set_what(cast):
    old = signed(cast)
    new = measuring.correct(old, reason="Verkeerd gelezen.", by=cast.backup)
    assert new.corrects == old
    assert {score.set_by for score in new.scores.all()} == {cast.coach}
    give(new, cast.backup, values=(1, 2, 5))
    assert new.scores.get(aspect="behaviour").set_by == cast.backup
    assert new.scores.get(aspect="skill").set_by == cast.coach
    measuring.sign(new)
    assert list(cast.trajectory.assessments.signed()) == [new]


def test_a_correction_asks_what_was_wrong(cast, login):
    old = signed(cast)
    page = login(cast.coach).post(url("measurement_correct", cast, old.number), {"reason": ""})
    assert page.status_code == 200
    assert not Assessment.objects.filter(corrects=old).exists()


def test_a_score_outside_one_to_five_is_refused_by_the_database(cast, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        give(draft, cast.coach, values=(6, 2, 2))


def test_a_scored_domain_needs_a_reason_before_signing(cast, login, draft):
    home = domain(draft, "home")
    answer = login(cast.coach).post(
        url("measurement", cast, draft.number),
        {f"score-{home.pk}-situation": "2", "measured_on": "2026-01-05", "action": "sign"},
    )
    assert "Zeg waarom" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.signed_at is None
    assert draft.scores.get().value == 2, "what was chosen is kept"


def test_not_discussed_is_kept_and_counts_for_nothing(cast):
    made = signed(cast, values=(None, 4, None))
    [values] = read([Assessment.objects.prefetch_related("scores").get(pk=made.pk)])
    assert made.scores.count() == 3
    assert values.level(domain(made, "home")) == 4


def test_two_steps_apart_is_something_to_talk_about(cast):
    coach = signed(cast, values=(1, 2, 1))
    own = signed(cast, assessor="resident", values=(4, 3, 2))
    both = Assessment.objects.prefetch_related("scores")
    voices = read([both.get(pk=coach.pk), both.get(pk=own.pk)])
    points = talking_points(*voices, [domain(coach, "home")])
    assert [(point["coach"], point["resident"]) for point in points] == [(1, 4)]


def test_growth_is_told_most_first(cast):
    first = signed(cast, values=(1, 1, 1))
    again = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    give(again, cast.coach, values=(3, 3, 4))
    measuring.sign(again)
    both = Assessment.objects.prefetch_related("scores")
    moments = read([both.get(pk=first.pk), both.get(pk=again.pk)])
    [row] = growth(*moments, [domain(first, "home")])
    assert (row["start"], row["end"], row["change"]) == (1.0, 3.3, 2.3)


def test_the_previous_score_stands_behind_the_question(cast, login):
    signed(cast, values=(2, 2, 2))
    again = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    page = login(cast.coach).get(url("measurement", cast, again.number)).content.decode()
    assert "Vorige keer: 2." in page
    assert "checked" not in page


class TestHealth:
    def codes(self, user, trajectory):
        trajectory.refresh_from_db()
        return {item.code for item in domains_for(user, trajectory)}

    def test_is_off_until_the_coach_switches_it_on(self, cast, draft):
        assert "health" not in self.codes(cast.coach, cast.trajectory)
        measuring.set_health(cast.trajectory, on=True, sees=[])
        assert "health" in self.codes(cast.coach, cast.trajectory)
        assert "health" not in self.codes(cast.backup, cast.trajectory)

    def test_is_seen_by_who_was_named(self, cast, draft):
        grant = Grant.objects.get(trajectory=cast.trajectory, user=cast.backup)
        measuring.set_health(cast.trajectory, on=True, sees=[grant])
        assert "health" in self.codes(cast.backup, cast.trajectory)

    def test_scores_of_health_stay_when_somebody_without_access_saves(self, cast, login, draft):
        measuring.set_health(cast.trajectory, on=True, sees=[])
        give(draft, cast.coach, code="health", values=(2, 2, 2))
        login(cast.backup).post(
            url("measurement", cast, draft.number),
            {"measured_on": "2026-01-05", "action": "draft"},
        )
        assert draft.scores.count() == 3

    def test_does_not_show_on_pages_of_who_may_not_see_it(self, cast, login):
        made = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
        measuring.set_health(cast.trajectory, on=True, sees=[])
        give(made, cast.coach, code="health", values=(2, 2, 2), reason="MARKERHEALTH")
        measuring.sign(made)
        assert "MARKERHEALTH" in (
            login(cast.coach).get(url("measurement", cast, made.number)).content.decode()
        )
        for page in (url("measurement", cast, made.number), url("domains", cast)):
            text = login(cast.backup).get(page).content.decode()
            assert "MARKERHEALTH" not in text
            assert "Gezondheid" not in text

    def test_only_the_coach_decides(self, cast, login):
        assert login(cast.backup).post(url("health", cast), {"on": "on"}).status_code == 403


def test_the_page_draws_what_the_table_says(cast, login):
    signed(cast, values=(1, 1, 1))
    again = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    give(again, cast.coach, values=(3, 3, 4))
    measuring.sign(again)
    page = login(cast.coach).get(url("domains", cast)).content.decode()
    assert "Groei op 1 van 1 leefgebied" in page
    assert "<desc>Wonen: 1 → 3,3. </desc>" in page
    assert 'x2="321.0"' in page, "coordinates are not written the Dutch way"


@pytest.mark.parametrize("purpose", ["", "count"])
def test_a_signed_measurement_is_removed_for_no_other_purpose_than_erasing(cast, draft, purpose):
    give(draft, cast.coach)
    measuring.sign(draft)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('wooncoach.purpose', %s, true)", [purpose])
        for table in ("cases_score", "cases_domainreason", "cases_assessment"):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                cursor.execute(f"DELETE FROM {table}")


@pytest.mark.django_db
def test_a_session_that_never_named_a_purpose_removes_nothing_signed():
    """Of a setting nobody ever made PostgreSQL gives NULL, and NOT NULL is no refusal."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {PURPOSE.replace('wooncoach.purpose', 'wooncoach.unheard_of')}")
        assert cursor.fetchone() == ("",)
