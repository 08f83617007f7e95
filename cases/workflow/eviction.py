"""Threat of eviction: phases, the four steps in arrears, contract agreements."""

from django.db import transaction

from accounts.models import User
from cases.models import (
    ArrearsStep,
    ChangedMeanwhile,
    ContractAgreement,
    EvictionPhase,
    Trajectory,
)


@transaction.atomic
def set_phase(
    trajectory: Trajectory, *, seen: int | None, by: User, **values: object
) -> EvictionPhase:
    """Say how near eviction is now. `seen` is the key of the phase the writer had in sight.

    Raises ChangedMeanwhile when somebody else wrote a newer one meanwhile.
    """
    _one_writer_at_a_time(trajectory)
    newest = trajectory.eviction_phases.first()
    if (newest.pk if newest else None) != seen:
        raise ChangedMeanwhile
    return EvictionPhase.objects.create(trajectory=trajectory, by=by, **values)


@transaction.atomic
def take_step(trajectory: Trajectory, *, kind: str, by: User, **values: object) -> ArrearsStep:
    """Record one of the four steps with its day and proof; the same one twice is one."""
    _one_writer_at_a_time(trajectory)
    step, _made = ArrearsStep.objects.get_or_create(
        trajectory=trajectory, kind=ArrearsStep.Kind(kind), **values, defaults={"by": by}
    )
    return step


@transaction.atomic
def drop_step(step: ArrearsStep) -> None:
    """Take away a step recorded by mistake; raises ChangedMeanwhile when it was gone already."""
    gone, _tables = ArrearsStep.objects.filter(pk=step.pk).delete()
    if not gone:
        raise ChangedMeanwhile


def agree(trajectory: Trajectory, **values: object) -> ContractAgreement:
    """Write a contract agreement with its terms and its end."""
    return ContractAgreement.objects.create(trajectory=trajectory, **values)


def _one_writer_at_a_time(trajectory: Trajectory) -> None:
    Trajectory.objects.select_for_update().only("pk").get(pk=trajectory.pk)
