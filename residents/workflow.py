"""Verbs on how a resident can be reached: without a confirmed safe channel nothing is sent."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from outbox import workflow as outbox
from outbox.models import Mail
from residents.models import NoSafeChannel, Resident, SafeChannel

LANGUAGE = "nl"  # of mail to residents


@transaction.atomic
def confirm_channel(
    resident: Resident, *, kind: str, readers: str, confirmed_how: str, by: User
) -> SafeChannel:
    """Say that the address or number among the details is safe, as the user saw them.

    Raises ResidentChanged when somebody changed the details, or their safety, meanwhile.
    """
    resident.change()
    resident.safe_channels.current().filter(kind=kind).update(
        withdrawn_on=timezone.localdate(), withdrawn_by=by
    )
    return SafeChannel.objects.create(
        resident=resident,
        kind=kind,
        address=getattr(resident, kind),
        readers=readers,
        confirmed_how=confirmed_how,
        confirmed_by=by,
    )


@transaction.atomic
def withdraw_channel(resident: Resident, *, kind: str, by: User) -> bool:
    """Stop using it from now on, also for mail that waits; False when it was withdrawn already.

    Of two at once this one wins: whoever confirms without having seen it is told.
    """
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    channel = resident.safe_channels.current().filter(kind=kind).first()
    if channel is None:
        return False
    resident.change()
    channel.withdrawn_on, channel.withdrawn_by = timezone.localdate(), by
    channel.save(update_fields=["withdrawn_on", "withdrawn_by"])
    if kind == SafeChannel.Kind.EMAIL:
        outbox.hold_back(to=channel.address, organisation_id=resident.organisation_id)
    return True


def safe_mail_of(resident: Resident) -> str:
    """The mail address that was confirmed and still stands; raises NoSafeChannel."""
    channel = resident.safe_channels.current().filter(kind=SafeChannel.Kind.EMAIL).first()
    if channel is None or not channel.still_fits:
        raise NoSafeChannel
    return channel.address


@transaction.atomic
def mail_resident(
    resident: Resident,
    *,
    subject: str,
    body: str,
    cause: str,
    urgent: bool = False,
    sender: User | None = None,
) -> Mail:
    """Write a mail to a resident, in Dutch; raises NoSafeChannel and then nothing is written."""
    resident = Resident.objects.select_for_update().get(
        pk=resident.pk
    )  # a withdrawal waits, or won
    return outbox.post(
        to=safe_mail_of(resident),
        subject=subject,
        body=body,
        cause=cause,
        urgent=urgent,
        sender=sender,
        organisation_id=resident.organisation_id,
        language=LANGUAGE,
    )
