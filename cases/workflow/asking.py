"""Asking a partner: sent with a link, answered once, reminded on the rhythm of the trajectory."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.middleware import act_as
from accounts.models import User
from cases.models import (
    ChangedMeanwhile,
    PartnerRequest,
    RequestMessage,
    Share,
    Trajectory,
)
from cases.pace import propose_date
from cases.workflow import people, sharing
from links import workflow as links
from network.models import PartnerContact
from outbox import workflow as outbox

PURPOSE = "request"
LANGUAGE = "nl"  # of partners: nobody asks them which
State = PartnerRequest.State


@transaction.atomic
def ask(
    trajectory: Trajectory,
    *,
    by: User,
    contact: PartnerContact,
    shared: dict[str, object],
    **values: object,
) -> PartnerRequest:
    """Ask a contact person something: a share, a link and a mail, and they take part from now on.

    `shared` is what sharing.share() wants, `values` the fields of the request.
    """
    people.add_contact(trajectory, contact=contact)
    made = sharing.share(trajectory, by=by, contact=contact, **shared)
    link = links.make_link(
        purpose=PURPOSE,
        organisation_id=trajectory.organisation_id,
        expires_at=_end_of(made.ends_on),
        made_by=by,
    )
    request = PartnerRequest.objects.create(
        trajectory=trajectory,
        share=made,
        link=link,
        asked_by=by,
        remind_on=propose_date(trajectory.pace),
        **values,
    )
    _mail(request, "asked", urgent=True)
    return request


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))


def address_of(request: PartnerRequest) -> str:
    """The whole address of the personal link."""
    return settings.PUBLIC_URL + reverse("cases:asked", args=[request.link.token])


def _mail(request: PartnerRequest, template: str, *, urgent: bool) -> None:
    """Write a mail to the contact: who asks, where to answer, nothing about the resident."""
    contact = request.share.contact.standing
    with override(LANGUAGE):
        subject = {
            "asked": _("%(name)s asks you something"),
            "replied": _("%(name)s answered you"),
            "reminded": _("%(name)s still waits for your answer"),
        }[template] % {"name": request.trajectory.organisation.name}
        context = {"request": request, "contact": contact, "address": address_of(request)}
        body = render_to_string(f"mail/request_{template}.txt", context)
    outbox.post(
        to=contact.email,
        subject=subject,
        body=body,
        cause="request",
        urgent=urgent,
        sender=request.asked_by,
        organisation_id=request.trajectory.organisation_id,
        language=LANGUAGE,
    )


# --- what the partner does -----------------------------------------------------------------------


@transaction.atomic
def accept(request: PartnerRequest) -> None:
    """The partner takes it on; raises ChangedMeanwhile when it is no longer open."""
    _answer(request, seen=(State.SENT,), state=State.ACCEPTED)


@transaction.atomic
def decline(request: PartnerRequest, *, reason: str, text: str = "") -> None:
    """The partner will not do it, and says why; the link is used up. Raises ChangedMeanwhile."""
    _answer(request, state=State.DECLINED, reason=reason, text=text)


@transaction.atomic
def report(request: PartnerRequest, *, text: str) -> None:
    """The partner tells what came of it; the link is used up. Raises ChangedMeanwhile."""
    _answer(request, state=State.REPORTED, text=text)


@transaction.atomic
def ask_back(request: PartnerRequest, *, text: str) -> None:
    """The partner asks something first; raises ChangedMeanwhile when it is no longer open."""
    _answer(request, text=text)


def _answer(
    request: PartnerRequest,
    *,
    seen: tuple[str, ...] = PartnerRequest.RUNNING,
    text: str = "",
    **values: object,
) -> None:
    now = timezone.now()
    ends = values.get("state") in (State.DECLINED, State.REPORTED)
    if ends:
        values |= {"ended_at": now, "remind_on": None}
    # A second click brings the version the first one changed.
    rows = PartnerRequest.objects.filter(pk=request.pk, state__in=seen, version=request.version)
    if not rows.update(
        version=request.version + 1,
        news_at=now,
        first_answer_at=request.first_answer_at or now,
        **values,
    ):
        raise ChangedMeanwhile
    if ends and not links.use(request.link):
        raise ChangedMeanwhile
    if text:
        RequestMessage.objects.create(request=request, text=text)


# --- what the coach does -------------------------------------------------------------------------


@transaction.atomic
def reply(request: PartnerRequest, *, by: User, text: str) -> None:
    """A word back to the partner, who gets a mail that it is there; raises ChangedMeanwhile."""
    rows = PartnerRequest.objects.running().filter(pk=request.pk)
    if not rows.update(version=request.version + 1, news_at=None):
        raise ChangedMeanwhile
    RequestMessage.objects.create(request=request, by=by, text=text)
    _mail(request, "replied", urgent=True)


def seen(request: PartnerRequest) -> None:
    """Somebody of the team read the news."""
    PartnerRequest.objects.filter(pk=request.pk).update(news_at=None)


@transaction.atomic
def withdraw(request: PartnerRequest) -> None:
    """Ask no longer: the link and the share stop at once; raises ChangedMeanwhile."""
    sharing.stop_share(request.share)


def new_code(request: PartnerRequest) -> str:
    """The code for the contact, to be told by phone or text message; the one before is void."""
    return links.give_code(request.link)


# --- the clock -----------------------------------------------------------------------------------


def remind_due(today: dt.date) -> int:
    """Remind contacts of what they have not answered, each once per round; how many were.

    A row is claimed in a transaction of its own, with its mail: two clocks remind nobody twice.
    """
    due = PartnerRequest.objects.due_to_remind(today).values_list("pk", flat=True)
    return sum(_remind(pk, today) for pk in list(due))


def _remind(pk: int, today: dt.date) -> bool:
    with transaction.atomic():
        act_as(purpose="reminder")
        rows = PartnerRequest.objects.select_for_update(of=("self",), skip_locked=True)
        request = (
            rows.due_to_remind(today)
            .filter(pk=pk)
            .select_related("trajectory__organisation", "link", "asked_by", "share")
            .first()
        )
        if request is None:
            return False
        live = Share.objects.live(today).filter(pk=request.share_id).exists()
        rows.filter(pk=pk).update(
            remind_on=propose_date(request.trajectory.pace) if live else None,
            reminders=request.reminders + live,
        )
        if live:
            _mail(request, "reminded", urgent=False)
    return live
