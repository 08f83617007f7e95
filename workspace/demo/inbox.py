"""Signals that still wait for somebody: too late, for today, for this week."""

from signals.models import Channel, Kind, ReporterRole, Triage, Urgency
from workspace.demo.shapes import (
    Sighting,
    Teller,
    assessed,
    closed,
    reopened,
    taken_up,
    told,
)

SIGNALS = (
    Sighting(
        ago=0, clock="08:20", by="karim", where="Zwaardschipperstraat 5", urgency=Urgency.DANGER,
        kinds=(Kind.FIRE_OR_GAS,),
        facts="Gaslucht in het portaal. Ik belde 112 en de netbeheerder. Zij draaiden de kraan "
            "dicht. De bewoner van nummer 5 was thuis en vertelde dat de slang van het fornuis "
            "los zat.",
        impression="Er moet vandaag iemand met de bewoner praten.",
        since_when="vanochtend", talked_about=True,
    ),
    Sighting(
        ago=4, clock="10:30", by="fatma", where="Turfschuitpad 20-1", urgency=Urgency.SOON,
        kinds=(Kind.NOISE, Kind.AGGRESSION), channel=Channel.DESK, days_earlier=1,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw Ş. Aydoğanlı", "06 00 00 09 41"),
        facts="Gisteravond geschreeuw en gebonk tegen de muur, van tien uur tot half twaalf. "
            "Iemand riep: „Ik gooi alles naar buiten.” Er is niets gegooid.",
        since_when="derde avond in twee weken",
    ),
    Sighting(
        ago=2, clock="11:10", by="ria", where="Lichtbaakkade 57", urgency=Urgency.SOON,
        kinds=(Kind.ARREARS,), teller=Teller(ReporterRole.COLLECTION, keep_private=False),
        facts="Vier maanden huur open, samen 2.684 euro. Mevrouw hing op toen ik mijn naam zei. "
            "De laatste brief kwam ongeopend terug.",
        since_when="vier maanden",
    ),
    Sighting(
        ago=1, clock="14:45", by="karim", where="Botterbeunplein 1", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NEGLECT,), talked_about=True,
        facts="De voortuin ligt vol hout en oude fietsen. Meneer zei dat hij het opruimt als "
            "zijn zoon komt. Wanneer dat is, wist hij niet.",
        since_when="een paar maanden",
    ),
    Sighting(
        ago=3, clock="16:10", by="dennis", where="flat bij de brug, eerste verdieping, blauwe "
            "deur", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.WORRYING,), teller=Teller(ReporterRole.REPAIR, keep_private=False),
        facts="Een oudere man liep in pyjama over de galerij en zocht zijn voordeur. Een vrouw "
            "van de eerste verdieping bracht hem naar binnen. Ik weet het huisnummer niet.",
        since_when="één keer",
    ),
    Sighting(
        ago=0, clock="09:05", by="fatma", where="Kluivergang 10-B", urgency=Urgency.SOON,
        kinds=(Kind.AVOIDS_CARE, Kind.SMELL), channel=Channel.PHONE,
        teller=Teller(ReporterRole.ANONYMOUS),
        facts="Iemand belde en gaf geen naam. De gordijnen op dit adres zijn al een week dicht. "
            "Bij de voordeur ruikt het naar bedorven eten. De kat zit op de vensterbank.",
        since_when="een week",
    ),
    Sighting(
        ago=6, clock="09:40", by="karim", where="Turfschuitpad 20-1", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NEGLECT, Kind.SMELL),
        facts="Drie zakken en een kapotte kast in het trappenhuis, op de overloop van 20-1. "
            "Iemand had er een briefje op geplakt: „Weg ermee.”",
        since_when="een week",
        steps=(assessed(4, "joris", Triage.UNCLEAR, "Van wie zijn de spullen? Eerst langsgaan."),),
    ),
    Sighting(
        ago=1, clock="11:55", by="fatma", where="Lichtbaakkade 33", urgency=Urgency.SOON,
        kinds=(Kind.QUARREL,), channel=Channel.DESK, days_earlier=2,
        teller=Teller(ReporterRole.TENANT, "de heer U. van den Brandhof", "06 00 00 09 42",
            keep_private=False),
        facts="Meneer kwam zelf aan de balie. Er ligt elke ochtend afval op zijn mat. Gisteren "
            "stond er iemand voor zijn raam te roepen. Hij durft de was niet meer buiten te "
            "hangen, zei hij.",
        since_when="tien dagen",
        steps=(assessed(0, "sanne", Triage.UNCLEAR, "Vanmiddag bellen met beide huizen.",
            clock="09:30"),),
    ),
    Sighting(
        ago=46, clock="10:20", by="joris", where="Fokkenmastlaan 17", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), channel=Channel.PHONE,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw K. Stokvis", "06 00 00 09 43",
            "kstokvis@post.example"),
        facts="Een hond blaft de hele dag als er niemand thuis is. 's Avonds is het stil.",
        since_when="een maand",
        steps=(
            taken_up(43, "joris", Triage.NUISANCE, "Bewoner brengt de hond naar een oppas."),
            told(41, "joris", "De bewoner heeft een oppas gevonden voor de hond. Hoort u het "
                "weer, belt u ons dan."),
            closed(33, "joris"),
            reopened(1, "joris", "De melder belde opnieuw: sinds vorige week blaft de hond weer "
                "elke dag."),
        ),
    ),
)  # fmt: skip
