"""The registry with what the work tells about each partner: last contact, and what is open."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Expression, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from cases.partners import (
    Question,
    count_open_requests,
    count_open_steps,
    open_requests,
    open_steps,
    with_last_talk,
)
from common.dates import short_date
from network.models import Partner, PartnerContact, PartnerKind


@dataclass(frozen=True)
class Source:
    """Where open questions come from: for a card, and as a number per contact person for a list."""

    questions: Callable[[User, Iterable[int]], list[Question]]
    count: Callable[[User, Iterable[int]], Expression]


KINDS = dict(PartnerKind.choices)  # get_kind_display() makes all of them anew for each row
SOURCES = (
    Source(open_steps, count_open_steps),
    Source(open_requests, count_open_requests),
)


@dataclass
class Known:
    """One partner, its contact persons (also of what was merged into it) and what is open there."""

    partner: Partner
    people: list[PartnerContact] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def open_count(self):
        """Of what known(counting=True) gave."""
        return sum(person.open_count for person in self.people)

    @property
    def last_talk(self):
        return max((p.last_talk for p in self.people if p.last_talk), default=None)

    @property
    def listed(self):
        """Contact persons to call; who turned out to be another is shown under that one."""
        return [person for person in self.people if person.merged_into_id is None]


def known(user: User, partners: list[Partner], *, counting: bool = False) -> list[Known]:
    """The partners with their contact persons, last talks, and how much is open; one query.

    Needs with_contact_ids().
    """
    found = {partner.pk: Known(partner) for partner in partners}
    contacts = [pk for partner in partners for pk in partner.contact_ids]
    home = Coalesce("partner__merged_into", "partner")
    people = with_last_talk(PartnerContact.objects.filter(pk__in=contacts)).annotate(home=home)
    people = people.defer("search", "search_name")
    if counting:
        counts = (source.count(user, contacts) for source in SOURCES)
        people = people.annotate(open_count=sum(counts, Value(0)))
    for person in people.order_by("name", "pk"):
        found[person.home].people.append(person)
    return list(found.values())


def ask(user: User, item: Known) -> None:
    """Fill in the open questions themselves; one query per source."""
    contacts = [person.pk for person in item.people]
    for source in SOURCES:
        item.questions += source.questions(user, contacts)


def last_talks(people: Iterable[PartnerContact]) -> dict[int, object]:
    """When each listed contact person was last spoken with, counting who turned out to be them."""
    talks: dict[int, list] = defaultdict(list)
    for person in people:
        if person.last_talk:
            talks[person.merged_into_id or person.pk].append(person.last_talk)
    return {pk: max(moments) for pk, moments in talks.items()}


def partner_row(item: Known) -> dict:
    """What the list shows of one partner."""
    partner = item.partner
    first = item.listed[0] if item.listed else None
    phone = (first.phone if first else "") or partner.phone
    return {
        "url": partner.get_absolute_url(),
        "name": partner.name,
        "kind": KINDS[partner.kind],
        "does": partner.does,
        "contact": first.name if first else "",
        "more": max(0, len(item.listed) - 1),
        "phone": phone,
        "last": short_date(item.last_talk.date()) if item.last_talk else "",
        "open": item.open_count,
    }
