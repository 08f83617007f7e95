"""Who takes part around a resident, and what was agreed with them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Agreement, ChangedMeanwhile, Participant, Trajectory
from network.models import PartnerContact, usual_sector
from network.workflow import registry


def always_there(trajectory: Trajectory) -> None:
    """The resident and the housing coach take part in every trajectory."""
    Participant.objects.bulk_create(
        (
            Participant(trajectory=trajectory, kind=kind, since=trajectory.started_on)
            for kind in (Participant.Kind.RESIDENT, Participant.Kind.OWN)
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def add_contact(trajectory: Trajectory, *, contact: PartnerContact, role: str = "") -> Participant:
    """Let a contact of the registry take part; who takes part already stays as they are."""
    participant, _made = Participant.objects.get_or_create(
        trajectory=trajectory,
        contact=contact,
        until=None,
        defaults={"kind": Participant.Kind.PARTNER, "role": role},
    )
    return participant


@transaction.atomic
def add_partner(
    trajectory: Trajectory,
    *,
    name: str,
    kind: str,
    contact: dict[str, str],
    role: str = "",
) -> Participant:
    """Put a contact person into the registry of the organisation, and let them take part.

    A partner or contact known under the same name is used, not made twice.
    """
    partner = registry.known_partner(trajectory.organisation_id, name)
    if partner is None:
        partner = registry.add_partner(
            trajectory.organisation_id, name=name, kind=kind, sector=usual_sector(kind)
        )
    person = registry.known_contact(partner, contact["name"])
    if person is None:
        person = registry.add_contact(partner, **contact)
    return add_contact(trajectory, contact=person, role=role)


@transaction.atomic
def add_somebody_close(trajectory: Trajectory, *, name: str, role: str = "") -> Participant:
    """A neighbour, a relative: somebody without an organisation."""
    return Participant.objects.create(
        trajectory=trajectory, kind=Participant.Kind.OTHER, name=name, role=role
    )


@transaction.atomic
def change_part(participant: Participant, **values: object) -> None:
    """What somebody does, since when and until when; raises ChangedMeanwhile.

    Also when it would start again while the same contact takes part a second time.
    """
    try:
        with transaction.atomic():
            participant.change(**values)
    except IntegrityError as error:
        raise ChangedMeanwhile from error


@transaction.atomic
def end_participation(participant: Participant) -> None:
    """From today somebody takes part no more; what they did stays on record.

    Raises ChangedMeanwhile when it had ended already. The resident and the coach always take part.
    """
    current = Participant.objects.filter(
        pk=participant.pk, until=None, kind__in=(Participant.Kind.PARTNER, Participant.Kind.OTHER)
    )
    if not current.update(until=timezone.localdate()):
        raise ChangedMeanwhile


@transaction.atomic
def add_agreement(
    trajectory: Trajectory,
    *,
    participant: Participant,
    text: str,
    due_on: dt.date,
    **values: object,
) -> Agreement:
    return Agreement.objects.create(
        trajectory=trajectory, participant=participant, text=text, due_on=due_on, **values
    )


@transaction.atomic
def settle(agreement: Agreement, *, kept: bool | None) -> None:
    """Say that an agreement was kept, was not, or is open again; raises ChangedMeanwhile."""
    agreement.change(kept=kept)
