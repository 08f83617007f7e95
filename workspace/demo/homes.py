"""Streets, dwellings, households and tenancies; the streets and towns are on no map."""

import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import cycle

from accounts.demo import CORPORATION, OTHER_CORPORATION
from accounts.models import Organisation
from residents.models import Dwelling, Resident, Tenancy, Tenant
from workspace.demo.names import MEN, SURNAMES, WOMEN

# street, postcode, district, house numbers
STREETS = {
    (CORPORATION, "Veenwaard"): (
        ("Lichtbaakkade", "0412 KA", "Kadewijk",
         "31 33 35 37 39 41 43 45 57 59 61 63 65"),
        ("Kluivergang", "0412 KC", "Kadewijk",
         "8-A 8-B 10-A 10-B 12-A 12-B 14-A 14-B 16-A 16-B"),
        ("Turfschuitpad", "0414 TP", "Veenlanden",
         "12-1 12-2 12-3 14-1 14-2 14-3 18-1 18-2 18-3 20-1 20-2 20-3"),
        ("Peilstokhof", "0414 PH", "Veenlanden", "1 2 3 4 5 6 7 8 9 11"),
        ("Fokkenmastlaan", "0416 FL", "Oude Werf", "15 17 19 21 23 25 27"),
        ("Botterbeunplein", "0416 BB", "Oude Werf", "1 2 3 4 5"),
        ("Zwaardschipperstraat", "0416 ZS", "Oude Werf", "5 7 9-bis"),
    ),
    (OTHER_CORPORATION, "Molsvaart"): (
        ("Jaagpadsingel", "0731 JS", "Centrum", "2 4 6 8"),
        ("Vletterdwars", "0731 VD", "Centrum", "1-A 1-B 3 5"),
    ),
}  # fmt: skip

EMPTY = ("Lichtbaakkade 45", "Turfschuitpad 20-3", "Vletterdwars 5")


@dataclass(frozen=True)
class Person:
    """Somebody with a place in a story."""

    address: str
    initials: str
    given_name: str
    particle: str
    surname: str
    age: int


@dataclass(frozen=True)
class Household:
    """Who lives somewhere; the first is the one a trajectory is for."""

    people: tuple[Person, ...]
    years: int  # that they live there
    left: int = 0  # days ago that they moved out
    terms: dict = field(default_factory=dict)


def one(years, *person, **rest):
    return Household((Person(*person),), years, **rest)


TRIAL = {"contract": Tenancy.Contract.TRIAL, "holder": Tenancy.Holder.CARE_PROVIDER}
THREE = {"contract": Tenancy.Contract.THREE_PARTIES}
TEMPORARY = {
    "contract": Tenancy.Contract.TEMPORARY,
    "legal_ground": "Renovatie van de eigen woning",
}

HOUSEHOLDS = {
    "Lichtbaakkade 61": Household(
        (
            Person("mrs", "D.", "Demi", "van 't", "Zand", 23),
            Person("mr", "K.", "Kevin", "", "Bäumer", 24),
        ),
        years=3,
    ),
    "Kluivergang 12-A": one(40, "mr", "H.", "Hendrik", "'t", "Hooft", 68),
    "Turfschuitpad 12-2": one(6, "mrs", "A.", "Ayşe", "", "Çelik", 58),
    "Peilstokhof 7": one(4, "mr", "M.", "Marco", "de", "Vries", 36),
    "Fokkenmastlaan 23": one(22, "mrs", "J.M.", "Josephine", "", "Noël", 71),
    "Lichtbaakkade 35": Household(
        (
            Person("mr", "O.", "Ömer", "", "Şahinoğlu", 44),
            Person("mrs", "E.", "Elif", "", "Şahinoğlu-Koç", 41),
        ),
        years=9,
    ),
    "Botterbeunplein 4": one(17, "mrs", "W.", "Wilhelmina", "van der", "Meulen", 83),
    "Turfschuitpad 18-3": one(1, "mr", "R.", "Raúl", "", "Oosterhaven", 29),
    "Kluivergang 16-B": one(2, "mrs", "S.", "Senada", "", "Hadžić", 49, terms=THREE),
    "Zwaardschipperstraat 9-bis": one(11, "mr", "P.", "Piet", "op den", "Akker", 62),
    "Turfschuitpad 14-1": one(5, "", "L.", "Lesley-Ann", "", "Ramdien", 33),
    "Peilstokhof 2": one(8, "mr", "J.", "Joost", "ten", "Brinke", 54),
    "Lichtbaakkade 39": one(7, "mrs", "G.", "Grażyna", "", "Łukasik", 47),
    "Fokkenmastlaan 27": one(1, "mr", "T.", "Timo", "van", "Wissen", 26, left=40, terms=TRIAL),
    "Jaagpadsingel 6": one(12, "mr", "A.", "Aart", "van den", "Oever", 66),
    "Vletterdwars 1-B": one(3, "mrs", "C.", "Chloë", "", "Doornik", 31),
    "Kluivergang 8-B": one(1, "mr", "B.", "Bekir", "", "Güneş", 38, terms=TEMPORARY),
}


class Homes:
    """Makes dwellings with who lives in them, and finds them back by "Street 12-A"."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.dwellings: dict[str, Dwelling] = {}
        self.heads: dict[str, Resident] = {}
        self._chance = random.Random(20)  # noqa: S311  the same people every time
        self._surnames = self._endless(SURNAMES)
        self._names = {"mrs": self._endless(WOMEN), "mr": self._endless(MEN)}
        self._count = 0

    def make(self, organisations: dict[str, Organisation]) -> None:
        """Write everything; `organisations` by name."""
        for (owner, city), streets in STREETS.items():
            for street, postcode, district, numbers in streets:
                for text in numbers.split():
                    number, _dash, addition = text.partition("-")
                    self.dwellings[f"{street} {text}"] = Dwelling(
                        organisation=organisations[owner],
                        street=street,
                        house_number=int(number),
                        addition=addition,
                        postcode=postcode,
                        city=city,
                        district=district,
                    )
        Dwelling.objects.bulk_create(self.dwellings.values())
        self._fill()

    def _fill(self) -> None:
        """Give dwellings a tenancy with one to three residents."""
        residents, tenancies, tenants = [], [], []
        for address, dwelling in self.dwellings.items():
            household = HOUSEHOLDS.get(address)
            if household is None:
                if address in EMPTY:
                    continue
                household = self._household()
            tenancy = self._tenancy(dwelling, household)
            living = [self._resident(dwelling, person) for person in household.people]
            self.heads[address] = living[0]
            residents += living
            tenancies.append(tenancy)
            tenants += [Tenant(tenancy=tenancy, resident=resident) for resident in living]
        Resident.objects.bulk_create(residents)
        Tenancy.objects.bulk_create(tenancies)
        Tenant.objects.bulk_create(tenants)

    def _household(self) -> Household:
        size = self._chance.choice((1, 1, 1, 2, 2, 2, 3))
        people = []
        for _member in range(size):
            address = self._chance.choice(("mrs", "mr"))
            initials, given_name = next(self._names[address])
            particle, surname = next(self._surnames)
            if people and self._chance.random() < 0.5:
                particle, surname = people[0].particle, people[0].surname
            age = self._chance.randint(21, 88)
            people.append(Person(address, initials, given_name, particle, surname, age))
        return Household(tuple(people), years=self._chance.randint(1, 25))

    def _tenancy(self, dwelling: Dwelling, household: Household) -> Tenancy:
        start = dt.date(self.today.year - household.years, self._chance.randint(1, 12), 1)
        if household.years == 1:
            start = start.replace(month=self._chance.randint(1, 6))
        ends_on = self.today - dt.timedelta(days=household.left) if household.left else None
        if household.terms is TEMPORARY:
            ends_on = start.replace(year=start.year + 2) - dt.timedelta(days=1)  # the most there is
        return Tenancy(dwelling=dwelling, starts_on=start, ends_on=ends_on, **household.terms)

    def _resident(self, dwelling: Dwelling, person: Person) -> Resident:
        self._count += 1
        has_phone, has_mail = self._chance.random() < 0.8, self._chance.random() < 0.4
        phone = f"06 00 00 {self._count // 100 + 2:02} {self._count % 100:02}"
        return Resident(
            organisation=dwelling.organisation,
            form_of_address=person.address,
            initials=person.initials,
            given_name=person.given_name,
            particle=person.particle,
            surname=person.surname,
            birth_year=self.today.year - person.age,
            phone=phone if has_phone else "",
            email=f"bewoner{self._count}@post.example" if has_mail else "",
        )

    def _endless(self, names):
        return cycle(self._chance.sample(names, len(names)))
