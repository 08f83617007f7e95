"""The two stories of the demo, worked out in full, and the other organisation's own domains."""

import datetime as dt

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from accounts.demo import CORPORATION, OTHER_CORPORATION
from accounts.models import User
from cases import hand_over_pack, my_plan
from cases.analysis import read_analysis
from cases.growth import read, talking_points
from cases.instrument import THIRTEEN
from cases.models import Action, Document, DomainSet, EvictionPhase, Pace, PlannedVisit, Trajectory
from cases.steps import read_plan
from signals.models import Kind, ReporterRole
from tests.pdfs import assert_for_everyone, words_of
from tests.workspace.conftest import resident_at
from workspace import evidence
from workspace.demo import family, older_man

# situation/skill/behaviour at the start, after 3 months, after a year
GROWTH = {
    family: {
        "money": "1/1/2 2/3/3 4/4/4",
        "home": "1/2/2 3/3/3 4/4/5",
        "health": "2/2/2 3/3/3 4/4/4",
        "growing_up": "2/2/3 3/3/4 4/4/4",
        "development": "2/2/2 2/2/3 3/4/4",
        "relations": "2/3/2 3/3/3 4/4/4",
        "self_organisation": "1/1/2 2/3/3 4/3/4",
        "safety": "3/3/3 3/3/3 4/4/4",
    },
    older_man: {
        "money": "4/4/4 4/4/4 4/4/4",
        "home": "1/2/1 2/2/2 4/3/4",
        "health": "2/2/1 2/2/2 3/3/4",
        "development": "2/3/2 3/3/3 4/4/4",
        "relations": "1/2/1 2/2/2 3/3/3",
        "self_organisation": "3/3/2 3/3/3 4/4/4",
        "safety": "1/2/2 3/3/3 4/4/4",
    },
}
STORIES = pytest.mark.parametrize("story", [family, older_man], ids=["family", "older man"])


@pytest.fixture(scope="module")
def db(demo):
    return demo


def told(story):
    files = Trajectory.objects.filter(organisation__name=CORPORATION)
    return files.select_related("coach", "domain_set", "dwelling", "resident", "organisation").get(
        resident=resident_at(story.HOME)
    )


def signed(story, assessor):
    found = told(story).assessments.signed().filter(assessor=assessor)
    return list(found.order_by("measured_on").prefetch_related("scores__domain", "reasons"))


def scores(measurement):
    """{code: "1/2/3"} of one measurement."""
    found = {}
    for score in measurement.scores.all():
        found.setdefault(score.domain.code, {})[score.aspect] = str(score.value)
    aspects = ("situation", "skill", "behaviour")
    return {code: "/".join(by[aspect] for aspect in aspects) for code, by in found.items()}


@STORIES
def test_the_coach_measured_three_times_what_the_story_tells(db, story):
    measured = signed(story, "coach")
    for at, item in enumerate(measured):
        wanted = {code: course.split()[at] for code, course in GROWTH[story].items()}
        assert scores(item) == wanted
        assert {reason.domain.code for reason in item.reasons.all()} == set(wanted)
    start, middle, end = (item.measured_on for item in measured)
    assert 80 < (middle - start).days < 105
    assert 300 < (end - start).days < 380


@STORIES
def test_the_resident_gave_an_own_score_each_time(db, story):
    assert len(signed(story, "resident")) == 3


def test_the_older_man_sees_his_home_differently_and_that_is_talked_about(db):
    coach, own = signed(older_man, "coach")[0], signed(older_man, "resident")[0]
    assert scores(own)["home"] == "4/4/4"
    domains = told(older_man).domain_set.domains.all()
    points = talking_points(*read([coach, own]), domains)
    assert {point["domain"].code for point in points} == {"home"}
    assert len(points) == 3


@pytest.mark.parametrize(
    ("story", "kinds", "roles"),
    [
        (
            family,
            {Kind.ARREARS, Kind.SMELL, Kind.NEGLECT, Kind.NOISE},
            {ReporterRole.COLLECTION, ReporterRole.CARETAKER, ReporterRole.NEIGHBOUR},
        ),
        (
            older_man,
            {Kind.REFUSES_REPAIRS, Kind.FIRE_OR_GAS, Kind.NEGLECT, Kind.AGGRESSION},
            {
                ReporterRole.REPAIR,
                ReporterRole.CARETAKER,
                ReporterRole.NEIGHBOUR,
                ReporterRole.POLICE,
            },
        ),
    ],
    ids=["family", "older man"],
)
def test_the_signals_came_from_who_would_notice(db, story, kinds, roles):
    found = told(story).signals.select_related("reporter")
    assert kinds <= {kind for signal in found for kind in signal.kinds}
    assert roles <= {signal.reporter.role for signal in found}
    neighbours = [s.reporter for s in found if s.reporter.role == ReporterRole.NEIGHBOUR]
    assert all(neighbour.keep_private and neighbour.name for neighbour in neighbours)


@pytest.mark.parametrize(
    ("story", "threat"),
    [(family, EvictionPhase.Phase.ANNOUNCED), (older_man, EvictionPhase.Phase.COURT)],
    ids=["family", "older man"],
)
def test_eviction_was_near_with_a_date_and_is_no_more(db, story, threat):
    phases = list(told(story).eviction_phases.all())
    assert phases[0].phase == EvictionPhase.Phase.NONE
    assert phases[-1].phase == threat
    assert phases[-1].date > phases[-1].since
    assert told(story).contracts.running().exists()


def test_the_landlord_took_the_four_steps_for_the_family(db):
    steps = told(family).arrears_steps.all()
    assert {step.kind for step in steps} == {"contact", "debt_help", "reminder", "offer"}
    assert all(step.proof for step in steps)


@pytest.mark.parametrize(
    ("story", "pace", "barriers", "stronger", "weaker", "clashes"),
    [
        (family, Pace.NORMAL, 3, 4, 2, {"Beide beloven het", "Beide wachten"}),
        (
            older_man,
            Pace.SLOW,
            2,
            2,
            3,
            {"Beide wachten", "De een maakt ongedaan wat de ander doet"},
        ),
    ],
    ids=["family", "older man"],
)
def test_the_three_questions_are_answered(db, story, pace, barriers, stronger, weaker, clashes):
    file = told(story)
    assert (file.pace, bool(file.pace_reason)) == (pace, True)
    assert file.history.count() >= 3
    found = read_analysis(file.coach, file)
    assert len(found.barriers) == barriers
    assert [cause.reinforcing for cause in found.causes].count(True) == stronger
    assert [cause.reinforcing for cause in found.causes].count(False) == weaker
    assert {clash.title for clash in found.contradictions} == clashes
    assert all(cause.barriers for cause in found.causes)


@STORIES
def test_agreements_were_kept_broken_and_still_run(db, story):
    found = told(story).agreements.all()
    assert {agreement.kept for agreement in found} == {True, False, None}
    assert all(a.due_on > timezone.localdate() for a in found if a.kept is None)


@pytest.mark.parametrize(
    ("story", "order"),
    [
        (family, ("Kennismaken", "post openen", "Betaalregeling", "Opruimdag", "avondritme",
            "cursus", "Oma")),
        (older_man, ("Koffie", "gaskachel", "keuken", "voorkamer", "huisarts", "slaapkamer",
            "reparatietafel", "wijkverpleegkundige")),
    ],
    ids=["family", "older man"],
)  # fmt: skip
def test_the_plan_was_done_in_the_order_that_worked(db, story, order):
    file = told(story)
    todo, done = read_plan(file, sensitive=True)
    steps = [step.action for step in reversed(done)]
    assert len(steps) == len(order)
    for step, words in zip(sorted(steps, key=lambda step: step.position), order, strict=True):
        assert words in step.text
        assert step.why_now and step.result
        assert file.started_on <= step.agreed_on <= step.done_on
    assert [step for step in todo if step.waits_for]
    assert [step for step in todo if step.action.state == Action.State.STARTED]


def test_a_step_was_started_before_its_time_with_a_reason(db):
    assert Action.objects.exclude(overruled="").filter(state=Action.State.STARTED).exists()


@pytest.mark.parametrize(
    ("story", "keeper", "days"),
    [(family, "wooncoach", 42), (older_man, "oud-collega Wim", 7)],
    ids=["family", "older man"],
)
def test_somebody_keeps_the_pilot_light(db, story, keeper, days):
    net = told(story).safety_net
    assert (net.keeper.label, net.days) == (keeper, days)
    assert told(story).next_contact_on is not None


def test_somebody_goes_on_a_visit_with_a_colleague_who_hears_it(db):
    ahead = PlannedVisit.objects.filter(starts_at__gt=timezone.now(), checked_in_at=None)
    assert ahead.exists()
    assert PlannedVisit.objects.filter(
        trajectory=told(older_man), checked_in_at__isnull=False
    ).exists()


@STORIES
def test_every_page_of_the_story_opens_for_its_coach(db, story):
    client, file = Client(), told(story)
    client.force_login(file.coach)
    with override_settings(DEMO=True):
        for page in ("", "analyse/", "plan/", "leefgebieden/", "ontruiming/", "voorgeschiedenis/"):
            answer = client.get(f"/trajecten/{file.number}/{page}")
            assert answer.status_code == 200, page
            assert file.resident.surname in answer.content.decode().replace("&#x27;", "'")


@STORIES
def test_its_three_documents_can_be_made_and_name_no_reporter(db, story):
    file = told(story)
    pack = Document(trajectory=file, requested_by=file.coach, sensitive=True)
    assert_for_everyone(my_plan.make(file, sensitive=False), title="Mijn plan")
    pictures = assert_for_everyone(
        hand_over_pack.render(pack), title=f"Overdrachtsmap {file.number}"
    )
    assert len(pictures) == 1 and pictures[0].startswith("Groei op")
    bundle = evidence.make(file)
    assert_for_everyone(bundle, title=f"Bewijsbundel {file.number}")
    words = words_of(bundle)
    for signal in file.signals.select_related("reporter__user"):
        for name in (signal.reporter.name, getattr(signal.reporter.user, "name", "")):
            assert not name or name.split()[-1] not in words, name
    assert "Sanne" not in words


def test_the_other_organisation_works_with_thirteen_domains_of_its_own(db):
    used = DomainSet.objects.get(organisation__name=OTHER_CORPORATION, in_use=True)
    assert (used.name, used.version) == ("Dertien leefgebieden", 1)
    rows = list(used.domains.all())
    assert [row.code for row in rows] == [code for code, *_rest in THIRTEEN]
    assert len(rows) == 13
    assert all(row.about and row.visible_signs for row in rows)
    assert used.levels.count() == 15
    file = Trajectory.objects.get(organisation__name=OTHER_CORPORATION, assessments__isnull=False,
        assessments__assessor="resident")  # fmt: skip
    assert file.domain_set == used
    assert not file.sensitive_on
    first, last = file.assessments.signed().filter(assessor="coach").order_by("measured_on")
    assert first.scores.count() == last.scores.count() == 18
    assert last.measured_on - first.measured_on > dt.timedelta(days=40)
    noor = User.objects.get(email__startswith="noor@")
    client = Client()
    client.force_login(noor)
    with override_settings(DEMO=True):
        page = client.get(f"/trajecten/{file.number}/leefgebieden/").content.decode()
    assert "Groei op 6 van 6 leefgebieden" in page
    assert "Mensen om je heen" in page
