"""Trajectories as lists show them: cells made in Python, because templates take longer over them."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import threat
from common.dates import day_words, short_date
from common.numbers import page_of


def trajectory_row(trajectory):
    """What a list shows of one trajectory; needs resident, dwelling and coach selected along."""
    due = trajectory.next_contact_on
    today = timezone.localdate()
    return {
        "url": trajectory.get_absolute_url(),
        "note_url": page_of("cases:note", trajectory.number),
        "number": trajectory.number,
        "name": trajectory.resident.full_name,
        "address": trajectory.dwelling.address if trajectory.dwelling else "",
        "coach": trajectory.coach.name,
        "state": trajectory.get_state_display(),
        "tone": "neutral" if not trajectory.is_open else "teal",
        "due": short_date(due, today) if due else "",
        "due_words": day_words(due, today) if due else "",
        "due_tone": "danger" if due and due < today else "warning" if due == today else "neutral",
    }


def flags_of(trajectory):
    """What stands in the identity bar beside the name."""
    if not trajectory.is_open:
        return [{"label": capfirst(trajectory.get_state_display()), "tone": "neutral"}]
    words = _("%(state)s · month %(month)d") % {
        "state": capfirst(trajectory.get_state_display()),
        "month": trajectory.month,
    }
    return [*threat.flags(trajectory), {"label": words, "tone": "teal"}]
