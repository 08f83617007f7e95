"""One's own calendar of evaluation moments, and the feed that a calendar program fetches."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.middleware import act_as
from audit.log import record
from audit.models import Entry
from evaluation import calendar as ics
from evaluation.permissions import can_follow_calendar
from evaluation.workflow import calendar as workflow
from links.door import dead


def follower(request):
    """Who may have a calendar; others are refused."""
    if not can_follow_calendar(request.user):
        raise PermissionDenied
    return request.user


@require_safe
def calendar(request):
    """The address of one's calendar, what it shows, and how it gets into a calendar program."""
    link = workflow.link_of(follower(request))
    address = settings.PUBLIC_URL + feed_path(link) if link else ""
    return render(request, "evaluation/calendar.html", {"link": link, "address": address})


def feed_path(link):
    return reverse("evaluation:calendar_feed", args=[link.token])


@require_POST
def calendar_make(request):
    workflow.make(follower(request))
    messages.success(request, _("This is your new address. Add it to your calendar."))
    return redirect("evaluation:calendar")


@require_POST
def calendar_stop(request):
    if workflow.stop(follower(request)):
        messages.success(request, _("Stopped. Your calendar program gets nothing more."))
    else:
        messages.info(request, _("This was stopped already."))
    return redirect("evaluation:calendar")


@login_not_required
@require_safe
def calendar_feed(request, token):
    """What a calendar program fetches; on record as taken out by whose address it is."""
    found = workflow.owner_of(token)
    if found is None:
        return dead(request, workflow.PURPOSE)
    link, user = found
    act_as(user=user, purpose="calendar", reference=request.reference)
    moments = ics.moments_for(user, timezone.localdate())
    record(
        request,
        Entry.Action.EXPORT,
        objects=dict.fromkeys(moment.trajectory for moment in moments),
        organisation_id=link.organisation_id,
        ground="calendar",
        by=user,
    )
    answer = HttpResponse(ics.feed(moments, user.language), "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="wooncoach.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
