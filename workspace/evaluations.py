"""Evaluation moments as lines of today's list: of the coach, later of the team, then the manager."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Role
from cases.models import Trajectory
from common.numbers import page_of
from evaluation.models import EvaluationMoment, Reminder
from evaluation.words import page_of_moment, title_of

Step = Reminder.Step


def days_ago(count):
    return timezone.localdate() - dt.timedelta(days=count)


def evaluation_dates(user, until):
    """Moments of the coach, and those of colleagues from a week late on.

    Also of a trajectory that has ended: its closing evaluation is asked then.
    """
    mine = Trajectory.objects.visible_to(user)
    due = EvaluationMoment.objects.due(until).filter(trajectory__in=mine)
    return due.filter(Q(trajectory__coach=user) | Q(due_on__lte=days_ago(Step.WEEK_LATE)))


def evaluation_line(number, kind, day, key):
    return {
        "due": day,
        "why": capfirst(title_of(kind)),
        "url": page_of_moment(key, otherwise=page_of("workspace:dossier", number)),
        "button": _("Open evaluation"),
    }


def evaluations_unattended(user, most):
    """For the manager, by number only: moments that are three weeks late."""
    late = EvaluationMoment.objects.due(days_ago(Step.THREE_WEEKS_LATE))
    managed = late.filter(trajectory__organisation__in=user.organisation_ids(Role.MANAGER))
    return managed.select_related("trajectory").order_by("due_on", "pk")[:most]
