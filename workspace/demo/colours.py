"""How to go to some addresses, and one list of it for the people who look after the boilers."""

import datetime as dt

from django.utils import timezone

from cases.models import AddressAdvice
from cases.workflow import advice
from network.models import PartnerContact
from workspace.demo.calendar import Calendar
from workspace.demo.homes import Homes
from workspace.demo.people import Worker

Colour = AddressAdvice.Colour

# Address, colour, why, by whom, given so many days ago, to be looked at again in so many days.
ADVICES = (
    ("Turfschuitpad 18-3", Colour.TOGETHER,
     "Gooide een pan naar de deur toen de monteur aanbelde. Met zijn tweeën ging het goed.",
     "sanne", 40, 142),
    ("Kluivergang 12-A", Colour.CALL,
     "Doet de deur alleen open als hij weet wie er komt. Bel een dag van tevoren.",
     "sanne", 185, -3),
    ("Lichtbaakkade 35", Colour.CALL, "Grote hond. Na een telefoontje zit hij in de keuken.",
     "fatma", 20, 162),
    ("Peilstokhof 7", Colour.TOGETHER, "Dreigde de loodgieter met een hamer. De politie weet ervan.",
     "joris", 75, 107),
    ("Botterbeunplein 4", Colour.ALONE, "", "sanne", 10, 172),
)  # fmt: skip
BEFORE = ("Botterbeunplein 4", Colour.CALL, "Schrok erg van de bel na een inbraak.", "sanne", 160)

CONTACT = "De planning"
EMAIL, PHONE = "planning@warmte.example", "06 00 00 01 40"
STREETS = ("Lichtbaakkade", "Kluivergang", "Turfschuitpad")


def fill_colours(people: dict[str, Worker], homes: Homes, *, calendar: Calendar) -> None:
    """Write the advice, one that was changed, and a list whose link was not sent yet."""
    for address, colour, reason, by, ago, ahead in ADVICES:
        home = homes.dwellings[address]
        seen = _earlier(home, people) if address == BEFORE[0] else 0
        made = advice.advise(
            home,
            seen=seen,
            by=people[by].user,
            colour=colour,
            reason=reason,
            review_on=calendar.today,
        )
        days = {"since": -ago, "review_on": ahead}
        AddressAdvice.objects.filter(pk=made.pk).update(
            **{name: calendar.today + dt.timedelta(days=n) for name, n in days.items()}
        )
    AddressAdvice.objects.exclude(ended_at=None).update(
        ended_at=timezone.now() - dt.timedelta(days=ADVICES[-1][4])
    )
    contact = PartnerContact.objects.of(people["sanne"].organisation.pk).get(name=CONTACT)
    contact.change(email=EMAIL, phone=PHONE)
    advice.make_list(
        PartnerContact.objects.with_partner().get(pk=contact.pk),
        dwellings=[home for key, home in homes.dwellings.items() if key.startswith(STREETS)],
        purpose="Onderhoud aan de cv-ketels, najaarsronde",
        ends_on=calendar.today + dt.timedelta(days=60),
        by=people["sanne"].user,
    )


def _earlier(home, people: dict[str, Worker]) -> int:
    """The advice that was in force before; its key."""
    _address, colour, reason, by, ago = BEFORE
    today = timezone.localdate()
    made = advice.advise(
        home, seen=0, by=people[by].user, colour=colour, reason=reason, review_on=today
    )
    AddressAdvice.objects.filter(pk=made.pk).update(since=today - dt.timedelta(days=ago))
    return made.pk
