"""Verbs on the advice about an address, and on the lists of it that contractors get."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from cases.models import AddressAdvice, ChangedMeanwhile, ContractorList, ListedAddress
from links.models import Link
from links.workflow import give_code, make_link
from network.models import PartnerContact
from outbox import workflow as outbox
from residents.models import Dwelling

PURPOSE = "colours"  # of the links


@transaction.atomic
def advise(
    dwelling: Dwelling,
    *,
    seen: int,
    by: User,
    colour: str,
    reason: str,
    review_on: dt.date,
) -> AddressAdvice:
    """Give an address its colour from today on; the advice before it stays as history.

    `seen` is the key of the advice the writer had in sight, 0 for none. Raises ChangedMeanwhile.
    """
    _end_seen(dwelling, seen=seen, by=by)
    return AddressAdvice.objects.create(
        organisation_id=dwelling.organisation_id,
        dwelling=dwelling,
        colour=AddressAdvice.Colour(colour),
        reason=reason,
        review_on=review_on,
        author=by,
    )


@transaction.atomic
def end_advice(dwelling: Dwelling, *, seen: int, by: User) -> None:
    """There is nothing special about this address any more. Raises ChangedMeanwhile."""
    if not seen:
        raise ChangedMeanwhile
    _end_seen(dwelling, seen=seen, by=by)


def _end_seen(dwelling: Dwelling, *, seen: int, by: User) -> None:
    """End the advice in force if it is the one that was seen; two writers come one by one."""
    Dwelling.objects.select_for_update().only("pk").get(pk=dwelling.pk)
    current = AddressAdvice.objects.current().filter(dwelling=dwelling).first()
    if (current.pk if current else 0) != seen:
        raise ChangedMeanwhile
    if current:
        AddressAdvice.objects.filter(pk=current.pk).update(ended_at=timezone.now(), ended_by=by)


@transaction.atomic
def make_list(
    contact: PartnerContact,
    *,
    dwellings: Sequence[Dwelling],
    purpose: str,
    ends_on: dt.date,
    by: User,
) -> ContractorList:
    """A list of exactly these addresses with a link of its own, not sent yet."""
    organisation_id = contact.partner.organisation_id
    midnight = dt.datetime.combine(ends_on + dt.timedelta(days=1), dt.time())
    link = make_link(
        purpose=PURPOSE,
        organisation_id=organisation_id,
        expires_at=timezone.make_aware(midnight),
        made_by=by,
    )
    made = ContractorList.objects.create(
        organisation_id=organisation_id,
        contact=contact,
        link=link,
        purpose=purpose,
        ends_on=ends_on,
        made_by=by,
    )
    ListedAddress.objects.bulk_create(
        ListedAddress(contractor_list=made, dwelling=one) for one in dwellings
    )
    return made


@transaction.atomic
def send_link(item: ContractorList, *, by: User, base_url: str) -> bool:
    """Mail the link; False when it opens nothing any more. The mail tells no address."""
    if not Link.objects.live().select_for_update().filter(pk=item.link_id).exists():
        return False
    path = reverse("cases:colours", args=[item.link.token])
    words = {"name": item.organisation.name, "url": base_url + path}
    with override("nl"):  # the contractor's language, whatever the sender reads
        subject = _("Colours of addresses, from %(name)s") % words
        body = _(
            "Before you ring a bell for %(name)s, look here how to go there:\n\n%(url)s\n\n"
            "You need a code of six digits for it. You get that by phone or text message."
        )
        body %= words
    outbox.post(
        to=item.contact.standing.email,
        subject=subject,
        body=body,
        cause=PURPOSE,
        urgent=True,
        sender=by,
        organisation_id=item.organisation_id,
    )
    ContractorList.objects.filter(pk=item.pk).update(sent_at=timezone.now())
    return True


def new_code(item: ContractorList) -> str:
    """A code for the second channel, "" when the link opens nothing any more."""
    return give_code(item.link) if item.link.is_live else ""


def stop_list(item: ContractorList) -> bool:
    """Close the link at once, also where the page is open; False when it was closed already."""
    return bool(Link.objects.filter(pk=item.link_id).revoke())
