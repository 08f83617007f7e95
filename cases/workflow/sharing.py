"""Consent, and sharing on a ground: given, checked, stopped, and written in the ledger."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import ChangedMeanwhile, Consent, Disclosure, PartnerRequest, Share, Trajectory
from cases.models.sharing import LONGEST_DAYS
from links.models import Link
from network.models import Covenant, Partner, PartnerContact

USUAL_MONTHS = 3  # how long a share lasts when nobody says otherwise
SEEN_AGAIN = dt.timedelta(minutes=30)  # a page opened again within this time is the same look


@transaction.atomic
def record_consent(
    trajectory: Trajectory, *, by: User, partners: Iterable[Partner], **values: object
) -> Consent:
    """Put down that the resident allows something: what, with whom, how and when they said so."""
    consent = Consent.objects.create(trajectory=trajectory, recorded_by=by, **values)
    consent.partners.set(partners)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, how: str) -> int:
    """Take a consent back: everything shared on it stops at once; how many shares that were.

    Raises ChangedMeanwhile when it was taken back already.
    """
    now = timezone.now()
    if (
        not Consent.objects.standing()
        .filter(pk=consent.pk)
        .update(withdrawn_at=now, withdrawn_how=how)
    ):
        raise ChangedMeanwhile
    return _stop(Share.objects.filter(consent=consent))


@transaction.atomic
def stop_share(share: Share) -> None:
    """Stop one share at once, with its link; raises ChangedMeanwhile when it had stopped."""
    if not _stop(Share.objects.filter(pk=share.pk)):
        raise ChangedMeanwhile


def _stop(shares: QuerySet[Share]) -> int:
    running = list(shares.filter(revoked_at=None).values_list("pk", flat=True))
    now = timezone.now()
    stopped = Share.objects.filter(pk__in=running, revoked_at=None).update(revoked_at=now)
    requests = PartnerRequest.objects.filter(share__in=running)
    Link.objects.filter(pk__in=requests.values("link")).revoke()
    requests.running().update(state=PartnerRequest.State.WITHDRAWN, ended_at=now, remind_on=None)
    return stopped


def share(trajectory: Trajectory, *, by: User, **values: object) -> Share:
    """Share fields; what is wrong with the ground was told by problems() before."""
    return Share.objects.create(trajectory=trajectory, made_by=by, **values)


@transaction.atomic
def share_on_paper(trajectory: Trajectory, *, by: User, **values: object) -> Share:
    """Put down what was given on paper or told: a share with its one line in the ledger."""
    made = share(trajectory, by=by, **values)
    Disclosure.objects.create(share=made, items=made.items, how=Disclosure.How.PAPER)
    return made


def note_look(shared: Share, items: list[str]) -> None:
    """Write in the ledger that the receiver sees these fields; one line for one look."""
    lately = Disclosure.objects.filter(share=shared, at__gt=timezone.now() - SEEN_AGAIN)
    newest = lately.order_by("-at").first()
    if newest is None or set(items) - set(newest.items):
        Disclosure.objects.create(share=shared, items=items)


def usual_end(on: dt.date) -> dt.date:
    """The day a share ends when nobody chose one: three months on."""
    month = on.month - 1 + USUAL_MONTHS
    year, month = on.year + month // 12, month % 12 + 1
    for day in (on.day, 30, 29, 28):
        try:
            return dt.date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def problems(
    *,
    contacts: Iterable[PartnerContact],
    categories: set[str],
    ends_on: dt.date,
    consent: Consent | None,
    covenant: Covenant | None,
) -> list[str]:
    """Why this may not be shared, in words; [] when the ground carries it.

    A legal duty or a vital interest is not checked here: who shares writes down which.
    """
    today = timezone.localdate()
    found = []
    if not today <= ends_on <= today + dt.timedelta(days=LONGEST_DAYS):
        found.append(_("Choose an end within six months from today."))
    if consent:
        parties, allowed = consent.partners.all(), set(consent.categories)
        found += [_("This consent was taken back.")] if consent.withdrawn_at else []
    elif covenant:
        parties, allowed = covenant.parties.all(), set(covenant.categories)
        found += _problems_of_covenant(covenant, today, ends_on)
    else:
        return found
    known = {partner.standing for partner in parties}
    if outside := {contact.partner.standing for contact in contacts} - known:
        names = ", ".join(sorted(partner.name for partner in outside))
        found.append(_("This ground does not name %(names)s.") % {"names": names})
    if categories - allowed:
        found.append(_("This ground does not allow all the data you chose. Take some out."))
    return found


def _problems_of_covenant(covenant: Covenant, today: dt.date, ends_on: dt.date) -> list[str]:
    if not Covenant.objects.valid(today).filter(pk=covenant.pk).exists():
        return [_("This covenant does not hold today.")]
    if covenant.valid_until and ends_on > covenant.valid_until:
        return [_("The covenant ends before this share does. Choose an earlier end.")]
    return []
