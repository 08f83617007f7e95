"""Organisations and everybody who works there."""

import datetime as dt
from dataclasses import dataclass

from accounts.demo import (
    CORPORATION,
    MUNICIPALITY,
    OTHER_CORPORATION,
    OTHER_PROVIDER,
    PERSONS,
    PROVIDER,
)
from accounts.models import Membership, Organisation, Role, User

KINDS = {
    CORPORATION: Organisation.Kind.CORPORATION,
    OTHER_CORPORATION: Organisation.Kind.CORPORATION,
    MUNICIPALITY: Organisation.Kind.MUNICIPALITY,
    PROVIDER: Organisation.Kind.CARE_PROVIDER,
    OTHER_PROVIDER: Organisation.Kind.CARE_PROVIDER,
}

# Colleagues who have a hand in the stories and no button on the login page.
COLLEAGUES = (
    ("ria@kade.example", "Ria van Loon", Role.REPORTER, CORPORATION),  # rent collection
    ("dennis@kade.example", "Dennis Kuiper", Role.REPORTER, CORPORATION),  # repairs
    ("yvonne@kade.example", "Yvonne van der Wal", Role.COACH, CORPORATION),
    ("gerrit@vaart.example", "Gerrit Nijdam", Role.REPORTER, OTHER_CORPORATION),  # caretaker
)


@dataclass(frozen=True)
class Worker:
    """A user and where they work."""

    user: User
    organisation: Organisation


def make_people(today: dt.date) -> dict[str, Worker]:
    """Organisations, users and their roles as they should be; by the name before the @."""
    organisations = {
        name: Organisation.objects.update_or_create(
            name=name, defaults={"kind": kind, "crisis_phone": "06 00 00 00 24"}
        )[0]
        for name, kind in KINDS.items()
    }
    Membership.objects.filter(organisation__in=organisations.values()).delete()
    known = [(p.email, p.name, p.role, p.organisation) for p in PERSONS]
    workers, memberships = {}, []
    for index, (email, name, role, organisation) in enumerate([*known, *COLLEAGUES], start=1):
        worker = Worker(make_user(email, name, index), organisations[organisation])
        workers[email.partition("@")[0]] = worker
        memberships.append(
            Membership(
                user=worker.user,
                organisation=worker.organisation,
                role=role,
                since=today - dt.timedelta(days=2 * 365 + 30 * index),
            )
        )
    Membership.objects.bulk_create(memberships)
    return workers


def make_user(email: str, name: str, index: int) -> User:
    """The user with this address, as new but without a password: the way in is a button."""
    values = {"name": name, "phone": f"06 00 00 01 {index:02}", "language": "nl", "is_active": True}
    user = User.objects.filter(email=email).first() or User(email=email)
    for field, value in values.items():
        setattr(user, field, value)
    user.set_unusable_password()
    user.save()
    return user
