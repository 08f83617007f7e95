"""Measurements: begin, score, sign, correct. Nothing is filled in that nobody chose."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import (
    Aspect,
    Assessment,
    AssessmentSigned,
    DomainReason,
    Grant,
    Score,
    Trajectory,
)
from cases.workflow.domain_sets import set_in_use


@transaction.atomic
def begin(trajectory: Trajectory, *, assessor: str, by: User) -> Assessment:
    """The draft of this assessor: the one that lies there, else a new and empty one."""
    domain_set = trajectory.domain_set or set_in_use(trajectory.organisation)
    if trajectory.domain_set is None:
        trajectory.change(domain_set=domain_set)
    draft, _made = Assessment.objects.get_or_create(
        trajectory=trajectory,
        assessor=assessor,
        signed_at=None,
        defaults={"domain_set": domain_set, "made_by": by},
    )
    return draft


@transaction.atomic
def fill(
    draft: Assessment,
    *,
    by: User,
    scores: dict[tuple[int, str], int | None],
    reasons: dict[int, str],
    domains: set[int],
    measured_on: dt.date | None = None,
) -> None:
    """Keep what was chosen for these domains: (domain, aspect) → 1–5, None for not discussed.

    A choice that did not change keeps who set it and when. Domains outside `domains` (not shown
    to this user) are left alone. Raises AssessmentSigned when it was signed meanwhile.
    """
    unsigned = Assessment.objects.filter(pk=draft.pk, signed_at=None)
    if not unsigned.select_for_update().exists():
        raise AssessmentSigned
    if measured_on:
        unsigned.update(measured_on=measured_on)
    kept = {(s.domain_id, s.aspect): s for s in draft.scores.filter(domain__in=domains)}
    for key, score in kept.items():
        if key not in scores:
            score.delete()
    for (domain, aspect), value in scores.items():
        old = kept.get((domain, aspect))
        if old is None or old.value != value:
            Score.objects.update_or_create(
                assessment=draft,
                domain_id=domain,
                aspect=Aspect(aspect),
                defaults={"value": value, "set_by": by, "set_at": timezone.now()},
            )
    draft.reasons.filter(domain__in=domains - reasons.keys()).delete()
    for domain, text in reasons.items():
        DomainReason.objects.update_or_create(
            assessment=draft, domain_id=domain, defaults={"text": text}
        )


@transaction.atomic
def sign(draft: Assessment) -> None:
    """Sign: from now on it never changes. Raises AssessmentSigned for the second of two."""
    rows = Assessment.objects.filter(pk=draft.pk, signed_at=None)
    if not rows.update(signed_at=timezone.now()):
        raise AssessmentSigned
    draft.refresh_from_db()


@transaction.atomic
def correct(signed: Assessment, *, reason: str, by: User) -> Assessment:
    """A new draft that names the one it corrects, and starts from what was chosen there."""
    draft = Assessment.objects.create(
        trajectory_id=signed.trajectory_id,
        domain_set_id=signed.domain_set_id,
        assessor=signed.assessor,
        measured_on=signed.measured_on,
        made_by=by,
        corrects=signed,
        correction_reason=reason,
    )
    Score.objects.bulk_create(
        Score(
            assessment=draft,
            domain_id=score.domain_id,
            aspect=score.aspect,
            value=score.value,
            set_by_id=score.set_by_id,
            set_at=score.set_at,
        )
        for score in signed.scores.all()
    )
    DomainReason.objects.bulk_create(
        DomainReason(assessment=draft, domain_id=item.domain_id, text=item.text)
        for item in signed.reasons.all()
    )
    return draft


@transaction.atomic
def set_health(trajectory: Trajectory, *, on: bool, sees: Iterable[Grant]) -> None:
    """Switch stricter fields of life on or off, and say which grants see them."""
    trajectory.change(sensitive_on=on)
    trajectory.grants.update(sensitive=False)
    trajectory.grants.filter(pk__in=[grant.pk for grant in sees]).update(sensitive=True)
