"""The people every test knows, in two organisations, with one signal and one trajectory."""

import datetime as dt
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from cases import workflow as cases
from cases.models import Grant
from residents.models import Dwelling, Resident, Tenancy, Tenant
from signals import workflow as signals


def person(name, role, organisation, **fields):
    """A user with one role and a second factor."""
    email = f"{name.lower().replace(' ', '.')}.{organisation.pk}@test.example"
    user = User.objects.create_user(email, name=name, **fields)
    Membership.objects.create(
        user=user, organisation=organisation, role=role, since=dt.date(2020, 1, 1)
    )
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def dwelling(organisation, number=12, **fields):
    values = {"street": "Lange Kade", "postcode": "9999 AA", "city": "Veenwaard"} | fields
    return Dwelling.objects.create(organisation=organisation, house_number=number, **values)


def resident(organisation, home=None, **fields):
    values = {"initials": "A.", "particle": "de", "surname": "Vries", "form_of_address": "mrs"}
    made = Resident.objects.create(organisation=organisation, **(values | fields))
    if home:
        tenancy = home.tenancies.current().first() or Tenancy.objects.create(
            dwelling=home, starts_on=dt.date(2015, 5, 1)
        )
        Tenant.objects.create(tenancy=tenancy, resident=made)
    return made


def signal(by, organisation, *, reporter=None, days_ago=0, **fields):
    """A signal logged by the given person; `days_ago` sets when it came in."""
    values = {"facts": "De deur stond open.", "urgency": "soon", "kinds": ["worrying"]} | fields
    made = signals.log_signal(
        by=by,
        organisation_id=organisation.pk,
        signal=values,
        reporter={"role": "caretaker", "keep_private": True} | (reporter or {}),
    )
    if days_ago:
        at = timezone.now() - dt.timedelta(days=days_ago)
        type(made).objects.filter(pk=made.pk).update(created_at=at)
        made.refresh_from_db()
    return made


def trajectory(coach, organisation, *, backups=(), who=None, home=None):
    return cases.open_trajectory(
        resident=who or resident(organisation, home),
        dwelling=home,
        coach=coach,
        backups=backups,
        by=coach,
    )


def build_cast():
    kade = Organisation.objects.create(name="De Kade", kind="corporation")
    vaart = Organisation.objects.create(name="De Vaart", kind="corporation")
    town = Organisation.objects.create(name="Veenwaard", kind="municipality")
    brug = Organisation.objects.create(name="De Brug", kind="care_provider")
    people = {
        "reporter": person("Karim Haddou", Role.REPORTER, kade, phone="0600000001"),
        "coach": person("Sanne de Boer", Role.COACH, kade),
        "backup": person("Joris van den Berg", Role.COACH, kade),
        "reader": person("Rik Lezer", Role.COACH, kade),
        "colleague": person("Anouk Prins", Role.COACH, kade),
        "consultant": person("Fatma Yildiz", Role.HOUSING_CONSULTANT, kade),
        "manager": person("Marijke Postma", Role.MANAGER, kade),
        "privacy_officer": person("Willem Achterberg", Role.PRIVACY_OFFICER, kade),
        "administrator": person("Els Terpstra", Role.ADMINISTRATOR, kade),
        "coordinator": person("Bas Oldenburger", Role.COORDINATOR, town),
        "care_worker": person("Ilse Wiersma", Role.CARE_WORKER, brug),
        "outsider": person("Noor Jansma", Role.COACH, vaart),
        "other_reporter": person("Piet Elders", Role.REPORTER, vaart),
    }
    home = dwelling(kade)
    who = resident(kade, home)
    traject = trajectory(people["coach"], kade, backups=[people["backup"]], who=who, home=home)
    Grant.objects.create(
        trajectory=traject, user=people["reader"], level=Grant.Level.READ, why="reads along"
    )
    return SimpleNamespace(
        kade=kade,
        vaart=vaart,
        home=home,
        resident=who,
        trajectory=traject,
        signal=signal(people["reporter"], kade, dwelling=home),
        **people,
    )
