"""Evaluations in the demo: three voices at each moment that is past; one voice is still missing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Organisation
from cases.models import Assessment, Participant, Trajectory
from evaluation.models import (
    HOURS,
    LIVES_THERE,
    THREAT,
    Answer,
    Evaluation,
    EvaluationMoment,
    Level,
    Question,
    Questionnaire,
)
from evaluation.workflow import moments
from workspace.demo.calendar import Calendar

LONG_AGO = dt.date(2015, 1, 1)  # moments of the stories are asked, however long ago they were
SETTLED = 10  # days after its day at which a moment was closed
DEFAULTS: dict[str, dict[str, Any]] = {
    Level.RESIDENT: {"pace": "right", "may_stay": "yes", "debts": "no",
                     "day_activity": "sometimes"},
    Level.COACH: {LIVES_THERE: "yes", THREAT: "averted", HOURS: 30},
    Level.NETWORK: {"against": "no", "again": "yes", "safety_net": "dont_know"},
}  # fmt: skip
Said = tuple[str, dict[str, Any]]  # digits for the 1-to-5 questions in order, and the rest by code


@dataclass(frozen=True)
class Held:
    """One moment: what each voice said. Partners in the order in which they take part."""

    resident: Said | None = None
    coach: Said | None = None
    network: tuple[Said | None, ...] = ()


FAMILY = {
    "baseline": Held(("2122233", {"change": "Dat we hier mogen blijven. En dat de post ophoudt."})),
    "three_months": Held(
        ("3333334", {
            "helped_most": "Dat zij met ons aan tafel ging zitten en de post samen openmaakte.",
            "change": "Wij willen één iemand die belt, niet twee.",
            "may_stay": "maybe",
        }),
        ("343333", {
            "strengthened": "De ouders deden de post zelf zodra iemand het één keer had voorgedaan.",
            "hindered": "Twee hulpverleners beloofden hetzelfde en wachtten op elkaar.",
            THREAT: "not_averted", HOURS: 38,
        }),
        (
            ("3343343", {"safety_net": "no"}),
            ("4344444", {}),
            ("2333333", {"against": "yes", "against_how": "De school en het wijkteam wachtten op "
                         "elkaar met de aanvraag voor opvang.", "again": "yes_but",
                         "again_but": "Eerder samen om tafel."}),
        ),
    ),
    "year": Held(
        ("54445454", {
            "helped_most": "Dat ze niet boos werd als het een week niet lukte.",
            "change": "Niets. Alleen bellen met instanties vinden wij nog moeilijk.",
            "day_activity": "often",
        }),
        ("454454", {
            "strengthened": "De buurvrouw en oma bleven komen. Moeder doet de post zelf.",
            "hindered": "Het duurde lang voor duidelijk was wie de regeling zou maken.",
            HOURS: 96,
        }),
        (
            ("4454454", {"safety_net": "yes_other"}),
            ("5455555", {"safety_net": "yes_we"}),
            ("4444444", {"again": "yes_but", "again_but": "Eén vast nummer voor alle partijen."}),
        ),
    ),
}  # fmt: skip

OLDER_MAN = {
    "baseline": Held(("4522352", {"change": "Dat ze van mijn spullen afblijven.",
                                  "may_stay": "maybe"})),
    "three_months": Held(
        ("4532343", {
            "pace": "too_fast",
            "helped_most": "De koffie op de stoep. Hij vroeg eerst wat ik wilde.",
            "change": "Geen brieven meer met dreigen.",
            "may_stay": "maybe",
        }),
        ("344323", {
            "strengthened": "Hij mocht zelf de volgorde van de kamers kiezen.",
            "hindered": "Een partij plande een ontruiming terwijl wij vertrouwen opbouwden.",
            THREAT: "not_averted", HOURS: 44,
        }),
        (
            ("3333334", {}),
            ("2243334", {"against": "yes", "against_how": "De ene partij plande een ontruiming, de "
                         "andere beloofde dat die niet kwam."}),
            ("3344445", {}),
            ("4333333", {}),
        ),
    ),
    "year": Held(
        ("45343542", {
            "helped_most": "Dat ik zelf mocht zeggen welke kamer eerst.",
            "change": "De schuur doe ik in mijn eigen tijd.",
            "day_activity": "often",
        }),
        ("454345", {
            "strengthened": "De reparatietafel: hij is daar iemand die iets kan.",
            "hindered": "Elke nieuwe hulpverlener begon weer bij het begin.",
            HOURS: 118,
        }),
        (
            ("4444444", {"safety_net": "yes_we"}),
            ("4354455", {"again": "yes_but", "again_but": "Eerder horen welke kamer vrij is."}),
            None,
            ("4444334", {"safety_net": "yes_other"}),
        ),
    ),
}  # fmt: skip

# Of the others: (digits of the resident, of the coach, of each partner), by how far they are.
OTHERS = {
    "baseline": Held(("3233323", {"change": "Dat het rustiger wordt.", "may_stay": "maybe"})),
    "three_months": Held(
        ("4333434", {"helped_most": "Dat er iemand kwam die tijd had.", "change": "Niets."}),
        ("343434", {"strengthened": "Vaste dag en vaste tijd.", "hindered": "Lang wachten op hulp.",
                    HOURS: 26}),
        (("3343343", {}), ("4343444", {"again": "yes_but", "again_but": "Sneller een antwoord."}),
         ("3434444", {})),
    ),
}  # fmt: skip
# What is left open: a moment of these comes up in the lists.
OPEN = {("noel", "three_months"), ("de_vries", "baseline")}
NO_RESIDENT = {"sahinoglu": "Zij wilde nu liever niets invullen."}
STORIES = {"family": FAMILY, "older_man": OLDER_MAN}


def prepare(organisations: Iterable[Organisation]) -> None:
    """Rules and questionnaires, before the first trajectory starts."""
    for organisation in organisations:
        moments.prepare(organisation, since=LONG_AGO)


def evaluate_all(files: dict[str, Trajectory], *, calendar: Calendar) -> None:
    """The evaluations of every trajectory, by its key."""
    for key, file in files.items():
        evaluate(key, file, calendar=calendar)


def evaluate(key: str, file: Trajectory, *, calendar: Calendar) -> None:
    """Hold the moments of one trajectory that are past, as if each voice spoke on its day."""
    told = STORIES.get(key, OTHERS)
    past = file.evaluation_moments.due(calendar.today).order_by("due_on", "pk")
    for place, moment in enumerate(past):
        held = told.get(moment.kind)
        if held is None or (key, moment.kind) in OPEN:
            continue
        _hold(moment, held, key=key, place=place, calendar=calendar)


def _hold(
    moment: EvaluationMoment, held: Held, *, key: str, place: int, calendar: Calendar
) -> None:
    file, coach = moment.trajectory, moment.trajectory.coach
    at = _noon(moment.due_on, calendar)
    lists = {row.level: row for row in Questionnaire.objects.in_use().filter(
        organisation=file.organisation_id)}  # fmt: skip
    of = {"moment": moment, "asked_by": coach, "asked_at": at - dt.timedelta(days=7)}
    refused = key in NO_RESIDENT and moment.kind != "baseline"
    if held.resident and refused:
        Evaluation.objects.create(
            level=Level.RESIDENT, questionnaire=lists[Level.RESIDENT], channel="together",
            state="refused", refused_reason=NO_RESIDENT[key], **of,
        )  # fmt: skip
    elif held.resident:
        _say(lists[Level.RESIDENT], held.resident, channel="together", at=at, by=coach, **of)
    if held.coach:
        measured = _measurement(file, moment.due_on)
        _say(lists[Level.COACH], held.coach, channel="app", at=at, by=coach, assessment=measured,
             **of)  # fmt: skip
    silent = _ask_network(moment, held, lists[Level.NETWORK], at=at, of=of)
    if not silent:
        _close(moment, at=_noon(moment.due_on + dt.timedelta(days=SETTLED), calendar), by=coach,
               why=NO_RESIDENT[key] if refused else "")  # fmt: skip


def _ask_network(
    moment: EvaluationMoment, held: Held, asked: Questionnaire, *, at: dt.datetime, of: dict
) -> bool:
    """Ask each partner that takes part; whether one of them did not answer."""
    file = moment.trajectory
    partners = file.participants.filter(kind=Participant.Kind.PARTNER, until=None).order_by("pk")
    silent = False
    for participant, said in zip(partners, held.network, strict=False):
        if said is None:
            silent = True
            Evaluation.objects.create(
                level=Level.NETWORK, participant=participant, questionnaire=asked, channel="app",
                **of,
            )  # fmt: skip
        else:
            _say(asked, said, channel="app", at=at, by=file.coach, participant=participant, **of)
    return silent


def _say(
    asked: Questionnaire, said: Said, *, channel: str, at: dt.datetime, by: Any, **of: Any
) -> None:
    """One voice with its answers, given at a moment."""
    made = Evaluation.objects.create(level=asked.level, questionnaire=asked, channel=channel, **of)
    digits, rest = iter(said[0]), DEFAULTS[asked.level] | said[1]
    kind, known, answers = made.moment.kind, {}, []
    for question in asked.questions.prefetch_related("options"):
        if kind not in question.moments or not _applies(question, known):
            continue
        value = next(digits, "4") if question.kind == Question.Kind.SCALE else rest.get(
            question.code, "")  # fmt: skip
        if value != "":
            known[question.pk] = value
            answers.append(_answer(made, question, value, at))
    Answer.objects.bulk_create(answers)
    made.state, made.given_at, made.entered_by = Evaluation.State.GIVEN, at, by
    made.save(update_fields=["state", "given_at", "entered_by"])


def _applies(question: Question, known: dict[int, Any]) -> bool:
    return question.after_id is None or known.get(question.after_id) in question.after_options


def _answer(made: Evaluation, question: Question, value: Any, at: dt.datetime) -> Answer:
    answer = Answer(evaluation=made, question=question, at=at)
    if value in Answer.Skipped.values:
        answer.skipped = value
    elif question.kind in Question.WITH_OPTIONS:
        answer.option = next(option for option in question.options.all() if option.code == value)
    elif question.kind == Question.Kind.NUMBER:
        answer.number = value
    else:
        answer.text = value
    return answer


def _measurement(file: Trajectory, day: dt.date) -> Assessment | None:
    """The measurement of the coach nearest to a day, if there is one within six weeks of it."""
    near = dt.timedelta(days=42)
    found = file.assessments.signed().filter(
        assessor=Assessment.Assessor.COACH, measured_on__range=(day - near, day + near)
    )
    return min(found, key=lambda item: abs(item.measured_on - day), default=None)


def _close(moment: EvaluationMoment, *, at: dt.datetime, by: Any, why: str) -> None:
    moment.change(
        state=EvaluationMoment.State.CLOSED, residence="yes", closed_at=at, closed_by=by,
        remind_on=None, missing_reason=why,
    )  # fmt: skip


def _noon(day: dt.date, calendar: Calendar) -> dt.datetime:
    """Noon of a day, never later than now."""
    return min(timezone.make_aware(dt.datetime.combine(day, dt.time(12))), calendar.now)
