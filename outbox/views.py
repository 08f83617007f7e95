from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.log import record
from audit.models import Entry
from common.dates import moment_words
from common.keyset import page
from outbox import workflow
from outbox.models import Mail
from outbox.words import delivery

NEWEST_FIRST = ("-created_at", "-id")


@require_safe
def mail_list(request):
    """What somebody sent, and what became of it; never the text, which may hold a link."""
    sent = Mail.objects.visible_to(request.user).select_related("envelope")
    found = page(sent, request.GET, order=NEWEST_FIRST)
    mine = request.user.memberships_now
    record(
        request,
        Entry.Action.VIEW,
        objects=found.rows,
        organisation_id=mine[0].organisation_id if mine else None,
        ground="sender",
    )
    rows = [as_row(mail, timezone.now()) for mail in found.rows]
    return render(request, "outbox/mail_list.html", {"rows": rows, "page": found})


def as_row(mail, now):
    state, more, tone = delivery(mail, now)
    return {
        "number": mail.number,
        "to": mail.to,
        "subject": mail.subject,
        "written": moment_words(mail.created_at, now),
        "state": state,
        "more": more,
        "tone": tone,
        "can_retry": mail.can_retry,
    }


@require_POST
def mail_retry(request, number):
    """A double click tries once: the second finds it underway."""
    sent = Mail.objects.visible_to(request.user).select_related("envelope")
    if workflow.retry(get_object_or_404(sent, number=number)):
        messages.success(request, _("We try again. Look here in a few minutes."))
    else:
        messages.info(request, _("This message cannot be tried again: it is underway or gone."))
    return redirect("outbox:list")
