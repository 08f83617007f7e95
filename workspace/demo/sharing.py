"""Consent of two residents, what was asked of partners on it, and what came back."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cases.models import Disclosure, PartnerRequest, Trajectory
from cases.workflow import asking, sharing
from network.models import DataCategory
from workspace.demo import family, older_man
from workspace.demo.calendar import Calendar
from workspace.demo.registry import BANK, TEAM, known


@dataclass(frozen=True)
class Asked:
    """One question: to which partner, how many days ago, within how many days, and the answer."""

    partner: str
    kind: str
    text: str
    ago: int
    within: int
    answer: str = ""
    says: str = ""
    reason: str = ""


CATEGORIES = (DataCategory.CONTACT, DataCategory.PLAN)
ASKED = {
    family.KEY: (
        Asked(
            BANK, "action", "Kunnen jullie volgende week een eerste gesprek plannen?", 12, 5,
            "report", "Gesprek staat op dinsdag om tien uur, bij haar thuis.",
        ),
        Asked(TEAM, "question", "Wie van jullie gaat mee op huisbezoek?", 6, 10, "accept"),
    ),
    older_man.KEY: (
        Asked(
            TEAM, "check", "Klopt het dat de hulp in huis nog drie uur per week is?", 9, 4,
            "ask_back", "Sinds de herindicatie twee uur. Wilt u dat ik het navraag?",
        ),
        Asked(
            BANK, "action", "Kan het loket de administratie tijdelijk overnemen?", 30, 10,
            "decline", "We nemen tot januari niemand aan.", "no_capacity",
        ),
    ),
}  # fmt: skip


def share_and_ask(trajectory: Trajectory, questions: tuple[Asked, ...], *, calendar: Calendar):
    """Consent for the partners that are asked, then each question with its answer."""
    partners = {known(trajectory.organisation, one.partner) for one in questions}
    consent = sharing.record_consent(
        trajectory,
        by=trajectory.coach,
        partners=partners,
        purpose="Samen afspreken wie wat doet.",
        categories=list(CATEGORIES),
        how="spoken",
        given_on=calendar.today - dt.timedelta(days=40),
    )
    for one in questions:
        _ask(trajectory, one, consent=consent, today=calendar.today)


def _ask(trajectory, one, *, consent, today):
    asked_on = today - dt.timedelta(days=one.ago)
    partner = known(trajectory.organisation, one.partner)
    request = asking.ask(
        trajectory,
        by=trajectory.coach,
        contact=partner.contacts.order_by("pk").first(),
        shared={
            "ground": "consent",
            "consent": consent,
            "purpose": consent.purpose,
            "items": ["name", "address"],
            "since": asked_on,
            "ends_on": asked_on + dt.timedelta(days=90),
        },
        kind=one.kind,
        text=one.text,
        due_on=asked_on + dt.timedelta(days=one.within),
    )
    at = _hour(asked_on, 10)
    if one.answer:
        Disclosure.objects.create(
            share=request.share, items=request.share.items, at=at + dt.timedelta(hours=20)
        )
        more = {"text": one.says} if one.says else {}
        more |= {"reason": one.reason} if one.reason else {}
        getattr(asking, one.answer)(request, **more)
    rows = PartnerRequest.objects.filter(pk=request.pk)
    rows.update(asked_at=at, first_answer_at=at + dt.timedelta(hours=21) if one.answer else None)
    rows.exclude(ended_at=None).update(ended_at=at + dt.timedelta(hours=21))
    request.messages.update(at=at + dt.timedelta(hours=21))


def _hour(day, hour):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
