"""Measurements in the demo: at the start, after three months, after a year; and another set."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Organisation, User
from cases import instrument
from cases.models import Assessment, Trajectory
from cases.workflow import domain_sets, measuring
from workspace.demo.calendar import Calendar

ASPECTS = ("situation", "skill", "behaviour")
COACH, RESIDENT = Assessment.Assessor.COACH, Assessment.Assessor.RESIDENT


@dataclass(frozen=True)
class Measured:
    """One measurement: days ago, by whom, and per field of life "1/2/3" with the reason."""

    ago: int
    assessor: str
    scores: dict[str, tuple[str, str]]


FAMILY = (
    Measured(245, COACH, {
        "money": ("1/1/2", "Drie maanden huur open. Een stapel dichte enveloppen op de mat."),
        "home": ("1/2/2", "Zakken op de galerij, het aanrecht staat vol."),
        "health": ("2/2/2", "Er wordt weinig gekookt. Beide ouders slapen slecht."),
        "growing_up": ("2/2/3", "De kinderen slapen bij de ouders op de kamer. Ze gaan naar school."),
        "development": ("2/2/2", "Geen werk of opleiding. Moeder wil wel leren."),
        "relations": ("2/3/2", "Ruzie met oma. De buurvrouw helpt soms."),
        "self_organisation": ("1/1/2", "Afspraken worden vergeten, er is geen agenda."),
        "safety": ("3/3/3", "Soms geschreeuw in de avond, geen geweld gezien."),
    }),
    Measured(245, RESIDENT, {
        "money": ("2/3/4", "Ik weet dat we achterlopen."),
        "home": ("3/3/4", "Het is een rommel, maar we wonen hier graag."),
        "relations": ("2/3/3", "Met mijn moeder praat ik niet meer."),
    }),
    Measured(182, COACH, {
        "money": ("2/3/3", "De post is open. De regeling met schuldhulp is getekend."),
        "home": ("3/3/3", "De galerij is leeg. Binnen ruimen ze elke zaterdag op."),
        "health": ("3/3/3", "Drie dagen per week warm eten. Slapen gaat iets beter."),
        "growing_up": ("3/3/4", "De oudste heeft een eigen bed in de kleine kamer."),
        "development": ("2/2/3", "Moeder vroeg naar een cursus."),
        "relations": ("3/3/3", "De buurvrouw komt elke week koffie drinken."),
        "self_organisation": ("2/3/3", "Er hangt een weekplan op de koelkast."),
        "safety": ("3/3/3", "Het is rustiger. Vader loopt weg als het te veel wordt."),
    }),
    Measured(182, RESIDENT, {
        "money": ("3/3/4", "De post is open. Ik slaap er beter van."),
        "home": ("4/3/4", "De galerij is leeg, dat scheelt."),
        "relations": ("3/3/3", "Met mijn moeder nog niet."),
    }),
    Measured(8, COACH, {
        "money": ("4/4/4", "Vijf maanden op tijd betaald. Moeder opent zelf de post."),
        "home": ("4/4/5", "Het huis is schoon. Zij spreken anderen aan op de galerij."),
        "health": ("4/4/4", "Eten op vaste tijden, om tien uur naar bed."),
        "growing_up": ("4/4/4", "Elk kind een eigen slaapplek en een vast avondritme."),
        "development": ("3/4/4", "Moeder heeft de cursus af. Vader werkt drie dagen per week."),
        "relations": ("4/4/4", "Oma past op woensdag op. De buurvrouw komt nog steeds."),
        "self_organisation": ("4/3/4", "Afspraken komen ze na. Bellen met instanties blijft lastig."),
        "safety": ("4/4/4", "Geen meldingen meer van geschreeuw."),
    }),
    Measured(8, RESIDENT, {
        "money": ("4/4/5", "We komen rond."),
        "home": ("5/4/5", "Ik ben trots op ons huis."),
        "relations": ("4/4/4", "Oma is er weer."),
    }),
)  # fmt: skip

OLDER_MAN = (
    Measured(230, COACH, {
        "money": ("4/4/4", "Hij betaalt al veertig jaar op tijd en laat het zien."),
        "home": ("1/2/1", "Vol tot het plafond. Niemand mag bij de gaskachel."),
        "health": ("2/2/1", "Eet uit blik. Wil geen huisarts zien."),
        "development": ("2/3/2", "De werkplaats ligt stil onder de spullen."),
        "relations": ("1/2/1", "Alleen een oud-collega belt nog."),
        "self_organisation": ("3/3/2", "Houdt zijn papieren goed bij. Vraagt niemand om hulp."),
        "safety": ("1/2/2", "De kachel is zes jaar niet nagekeken. Er staat papier tegenaan."),
    }),
    Measured(230, RESIDENT, {
        "home": ("4/4/4", "Het is mijn huis. Ik weet waar alles ligt."),
        "money": ("5/5/5", "Nooit een huur gemist."),
    }),
    Measured(168, COACH, {
        "money": ("4/4/4", "De huur komt op tijd."),
        "home": ("2/2/2", "De keuken is vrij, de rest nog niet. Er is een pad naar de kachel."),
        "health": ("2/2/2", "Hij at een keer mee in de buurtkamer."),
        "development": ("3/3/3", "Repareerde een radio voor zijn oud-collega."),
        "relations": ("2/2/2", "De oud-collega kwam twee keer langs."),
        "self_organisation": ("3/3/3", "Belde zelf om een afspraak te verzetten."),
        "safety": ("3/3/3", "De gaskachel is nagekeken, er hangt een melder."),
    }),
    Measured(168, RESIDENT, {
        "home": ("3/4/4", "Ik zie nu ook dat het vol was."),
        "safety": ("4/4/4", "Die kachel is goed."),
    }),
    Measured(12, COACH, {
        "money": ("4/4/4", "De huur komt op tijd."),
        "home": ("4/3/4", "Alle kamers zijn vrij, alleen de schuur nog. De monteur komt binnen."),
        "health": ("3/3/4", "Ging zelf naar de huisarts. Kookt twee keer per week."),
        "development": ("4/4/4", "Elke dinsdag de reparatietafel."),
        "relations": ("3/3/3", "Drie mensen van de reparatietafel kennen zijn naam."),
        "self_organisation": ("4/4/4", "Vraagt hulp als een brief niet duidelijk is."),
        "safety": ("4/4/4", "De kachel is nagekeken, de rookmelder werkt."),
    }),
    Measured(12, RESIDENT, {
        "home": ("4/4/4", "Ik kan overal bij. Het is nog steeds mijn huis."),
        "relations": ("5/4/4", "Op dinsdag weten ze me te vinden. Meer hoef ik niet."),
    }),
)  # fmt: skip

# The other corporation works with another set: only what matters now is scored.
ELSEWHERE = (
    Measured(48, COACH, {
        "housing": ("2/2/3", "De kliko stond drie weken vol. Meneer hielp meteen mee."),
        "day": ("1/2/2", "Hij zit overdag in de stoel bij het raam."),
        "care": ("2/2/2", "Twee weken dezelfde trui. De was ligt in de gang."),
        "household": ("2/2/2", "Ongeopende post op de trap."),
        "people": ("1/2/2", "Er komt niemand. Zijn zus belt met Kerst."),
        "joining": ("2/2/1", "Hij groet niet terug en gaat niet naar buiten."),
    }),
    Measured(48, RESIDENT, {
        "housing": ("4/4/4", "Met het huis is niets mis."),
        "people": ("3/3/3", "Ik red me wel."),
    }),
    Measured(6, COACH, {
        "housing": ("3/3/4", "De kliko staat op tijd buiten."),
        "day": ("2/3/3", "Hij loopt elke ochtend naar het water."),
        "care": ("3/3/3", "Op woensdag komt er iemand voor de was."),
        "household": ("2/3/3", "De post maken we samen open."),
        "people": ("2/2/3", "Hij praat met de hulp. Zijn zus komt op bezoek."),
        "joining": ("2/2/2", "Hij zwaait naar de wijkbeheerder."),
    }),
)  # fmt: skip

MEASURED = {"family": FAMILY, "older_man": OLDER_MAN, "van_den_oever": ELSEWHERE}


def use_thirteen_domains(organisation: Organisation) -> None:
    """Another set than our own eight, in use from the start: version 1 of the thirteen."""
    domain_sets.add_set(
        organisation, name=instrument.THIRTEEN_NAME, domains=instrument.THIRTEEN, in_use=True
    )


def measure(
    trajectory: Trajectory, measured: tuple[Measured, ...], *, coach: User, calendar: Calendar
) -> None:
    """Write the measurements of one story, as if each was signed on its day."""
    rows = list(trajectory.domain_set.domains.all())
    domains = {row.code: row.pk for row in rows}
    if {row.code for row in rows if row.sensitive} & set(measured[0].scores):
        measuring.set_health(trajectory, on=True, sees=[])
    for item in measured:
        draft = measuring.begin(trajectory, assessor=item.assessor, by=coach)
        measuring.fill(
            draft,
            by=coach,
            scores={
                (domains[code], aspect): int(value)
                for code, (values, _reason) in item.scores.items()
                for aspect, value in zip(ASPECTS, values.split("/"), strict=True)
            },
            reasons={domains[code]: reason for code, (_values, reason) in item.scores.items()},
            domains=set(domains.values()),
        )
        moment = calendar.moment(item.ago, "15:30")
        draft.scores.update(set_at=moment)
        Assessment.objects.filter(pk=draft.pk).update(
            measured_on=timezone.localdate(moment), signed_at=moment + dt.timedelta(minutes=20)
        )
