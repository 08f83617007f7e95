from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Role
from audit.filters import EntryFilter
from audit.log import record
from audit.models import Entry
from audit.resolve import field_words, keys_of_number, numbers_of
from audit.words import ground_words, subject_words
from common.dates import moment_words
from common.lists import chips, fields

SIZE = 50


@require_safe
def log(request):
    """Who saw and changed what; `nummer` narrows it to one file."""
    if not request.user.has_role(Role.PRIVACY_OFFICER):
        raise PermissionDenied
    number = request.GET.get("nummer", "").strip()
    filters = EntryFilter(request.GET, Entry.objects.visible_to(request.user), request=request)
    entries = filters.qs
    if number:
        entries = entries.filter(files__overlap=keys_of_number(number))
    before = request.GET.get("voor", "")
    if before.isdecimal():
        entries = entries.filter(pk__lt=int(before))
    rows = list(entries.select_related("actor").order_by("-pk")[: SIZE + 1])
    shown = rows[:SIZE]
    organisations = request.user.organisation_ids(Role.PRIVACY_OFFICER)
    record(
        request,
        Entry.Action.VIEW,
        objects=[],
        organisation_id=organisations[0],
        ground="role privacy_officer",
    )
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "number": number,
        "rows": as_rows(shown),
        "older_url": _older(request, shown[-1].pk) if len(rows) > SIZE else "",
    }
    return render(request, "audit/log.html", context)


def _older(request, pk):
    kept = request.GET.copy()
    kept["voor"] = pk
    return f"?{kept.urlencode()}"


def as_rows(entries):
    """Entries in words; needs their actors selected along."""
    numbers = numbers_of(key for entry in entries for key in entry.files)
    return [
        {
            "at": moment_words(entry.at),
            "who": entry.actor.name if entry.actor else _("the system"),
            "what": entry.get_action_display(),
            "subject": subject_words(entry.subject),
            "files": ", ".join(dict.fromkeys(numbers[k] for k in entry.files if k in numbers)),
            "fields": ", ".join(field_words(entry.subject, name) for name in entry.fields),
            "why": ground_words(entry.ground),
        }
        for entry in entries
    ]
