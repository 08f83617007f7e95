"""Verbs on what a resident may do about their own file: come in, say what is wrong, be answered."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cases.models import ChangedMeanwhile, Consent, Trajectory
from cases.workflow import sharing
from links import workflow as links
from links.models import Link
from privacy.letter_code import hash_of
from privacy.models import CorrectionRequest, ResidentAccess

PURPOSE = "my_plan"
VALID_DAYS = 183  # half a year


@transaction.atomic
def open_access(trajectory: Trajectory, *, by: User) -> ResidentAccess:
    """A new way in for the resident; what was printed before opens nothing from now on."""
    Trajectory.objects.select_for_update().get(pk=trajectory.pk)  # one letter at a time
    _end(ResidentAccess.objects.filter(trajectory=trajectory))
    link = links.make_link(
        purpose=PURPOSE,
        organisation_id=trajectory.organisation_id,
        expires_at=timezone.now() + dt.timedelta(days=VALID_DAYS),
        made_by=by,
    )
    return ResidentAccess.objects.create(trajectory=trajectory, link=link, made_by=by)


@transaction.atomic
def stop_access(access: ResidentAccess) -> None:
    """Letter and page open nothing any more, also where the page is open.

    Raises ChangedMeanwhile when it was stopped already.
    """
    if not _end(ResidentAccess.objects.filter(pk=access.pk)):
        raise ChangedMeanwhile


def _end(found: QuerySet[ResidentAccess]) -> int:
    rows = found.filter(ended_at=None)
    Link.objects.filter(pk__in=list(rows.values_list("link", flat=True))).revoke()
    return rows.update(ended_at=timezone.now())


def new_code(access: ResidentAccess) -> str:
    """The second code, to be told at a visit or on the phone; the one before is void."""
    return links.give_code(access.link)


def find_link(letter_code: str) -> Link | None:
    """The live link behind a letter code; whatever is wrong with it, None."""
    live = Link.objects.live().filter(purpose=PURPOSE)
    return live.filter(
        resident_access__letter_code=hash_of(letter_code), resident_access__ended_at=None
    ).first()


# --- what the resident does ----------------------------------------------------------------------


def ask_correction(
    trajectory: Trajectory, *, key: uuid.UUID, part: str, text: str
) -> CorrectionRequest:
    """The resident says what is not right; the month begins. A form sent twice counts once."""
    request, _made = CorrectionRequest.objects.get_or_create(
        key=key, defaults={"trajectory": trajectory, "part": part, "text": text}
    )
    return request


def take_back(consent: Consent) -> int:
    """The resident takes a consent back by themselves; raises ChangedMeanwhile when it was already."""
    return sharing.withdraw_consent(consent, how=Consent.How.WRITTEN)


# --- what the privacy officer does ---------------------------------------------------------------


@transaction.atomic
def answer(request: CorrectionRequest, *, by: User, decision: str, text: str) -> None:
    """Decide and tell why; raises ChangedMeanwhile when somebody answered already."""
    request.change(decision=decision, answer=text, answered_by=by, answered_at=timezone.now())
