"""The registry out and in as a file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.drafts import drop_draft, keep_draft, load_draft
from audit.log import record
from audit.models import Entry
from common.tables import read_table, write_csv, write_xlsx
from common.versioned import ChangedMeanwhile
from network.filters import PartnerFilter
from network.forms import ImportForm, OrganisationChoice
from network.models import Partner, PartnerContact
from network.permissions import registries_of, role_ground
from network.table import COLUMNS, write_rows
from network.views.pages import done, keeper, show
from network.workflow.importing import CHANGED, NEW, SAME, ImportRefused, plan_import, run_import
from network.workflow.registry import NameTaken

DRAFT = "network-import"
SHOWN = 200  # errors or changes on one page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": (write_csv, "text/csv; charset=utf-8"), "xlsx": (write_xlsx, XLSX)}


def import_file(request):
    """Choose a file: with errors they are told row by row, without it waits for a yes."""
    keeper(request)
    registries = registries_of(request.user)
    form = ImportForm(request.POST or None, request.FILES or None, registries=registries)
    plan = None
    if form.is_valid():
        organisation_id = OrganisationChoice.chosen(form)
        upload = form.cleaned_data["file"]
        try:
            rows = read_table(upload, upload.size)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            plan = plan_import(organisation_id, rows)
            if not plan.errors:
                keep_draft(request.user, DRAFT, {"organisation": organisation_id, "rows": rows})
                return redirect("network:import_check")
    context = {"form": form, "columns": COLUMNS, **told(plan)}
    return show(request, "network/import.html", context, organisation_id=next(iter(registries)))


def told(plan):
    """What a page tells of a plan: how much of each, and the first so many lines."""
    if plan is None:
        return {"plan": None}
    lines = [item for item in plan.everything if item.state != SAME]
    return {
        "plan": plan,
        "errors": plan.errors[:SHOWN],
        "more_errors": max(0, len(plan.errors) - SHOWN),
        "counts": {state: plan.count(state) for state in (NEW, CHANGED, SAME)},
        "lines": lines[:SHOWN],
        "more_lines": max(0, len(lines) - SHOWN),
    }


def waiting(user):
    """The registry and the rows that wait for a yes of this person; (None, []) without any."""
    draft = load_draft(user, DRAFT)
    data = draft.data if draft else {}
    rows, organisation_id = data.get("rows"), data.get("organisation")
    sound = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows
    )
    if not sound or organisation_id not in registries_of(user):
        return None, []
    return organisation_id, rows


def import_check(request):
    """What the file would do; with a yes it is done, whole."""
    keeper(request)
    organisation_id, rows = waiting(request.user)
    if organisation_id is None:
        messages.info(request, _("There is no file waiting. Choose one first."))
        return redirect("network:import")
    if request.method == "POST":
        try:
            plan = run_import(organisation_id, rows)
        except (ChangedMeanwhile, NameTaken):
            messages.warning(request, _("A colleague changed the registry. Look once more."))
            return redirect("network:import_check")
        except ImportRefused:
            return redirect("network:import_check")
        drop_draft(request.user, DRAFT)
        words = _("Read in: %(new)d new, %(changed)d changed, %(same)d the same.")
        return done(request, "workspace:network", words % plan.told)
    plan = plan_import(organisation_id, rows)
    return show(request, "network/import_check.html", told(plan), organisation_id=organisation_id)


@require_safe
def export(request, kind):
    """The registry as a table, with the filters of the list; the columns an import reads."""
    keeper(request)
    if kind not in KINDS:
        raise Http404
    people = PartnerContact.objects.listed().order_by("name", "pk")
    listed = Partner.objects.visible_to(request.user).listed().order_by("search_name", "pk")
    found = list(
        PartnerFilter(request.GET, listed).qs.prefetch_related(
            Prefetch("contacts", people, to_attr="own_people"),
            Prefetch("merged__contacts", people, to_attr="more_people"),
        )
    )
    for partner in found:
        others = [person for one in partner.merged.all() for person in one.more_people]
        partner.people = [*partner.own_people, *others]
    organisation_id = next(iter(registries_of(request.user)))
    record(
        request,
        Entry.Action.EXPORT,
        objects=found,
        organisation_id=organisation_id,
        ground=role_ground(request.user, organisation_id),
    )
    write, content_type = KINDS[kind]
    name = f"netwerk.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(write_rows(found)), content_type=content_type, headers=headers)
