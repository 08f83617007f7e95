"""Reports: of one trajectory a list, of each report its progress, its checksum and who fetched it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases.permissions import WORKS_ON_IT, can_see_sensitive, level_of
from cases.views.files import open_file, show
from evaluation import tasks
from evaluation.models import Report
from evaluation.reports import KINDS, may_ask, may_have
from evaluation.trajectory_reports import OF_A_TRAJECTORY
from evaluation.workflow import reports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def trajectory_reports(request, number):
    """All versions of each kind that this person may see, with who fetched them when."""
    trajectory, level = file = open_file(request, number, edit=False)
    found = Report.objects.filter(trajectory=trajectory).select_related("requested_by")
    if not can_see_sensitive(request.user, trajectory):
        found = found.filter(sensitive=False)
    made = list(found.prefetch_related("downloads__user"))
    groups = [
        {"kind": kind, "reports": [report for report in made if report.kind == kind]}
        for kind in OF_A_TRAJECTORY
    ]
    context = {"groups": groups, "can_edit": level in WORKS_ON_IT}
    return show(request, file, "evaluation/reports.html", context, more=made)


@require_POST
def report_make(request, number, kind):
    trajectory, _level = open_file(request, number)
    if kind not in OF_A_TRAJECTORY:
        raise Http404
    report, is_new = reports.ask(kind=kind, by=request.user, trajectory=trajectory)
    if is_new:
        tasks.ring_for_report(report.pk)
    return redirect("evaluation:report", report.number)


def seen_report(user, number):
    """A report this person may have now; 404 for all others alike."""
    related = ("organisation", "trajectory__resident", "trajectory__dwelling", "requested_by")
    found = get_object_or_404(Report.objects.select_related(*related), number=number)
    if not may_have(user, found):
        raise Http404
    return found


def put_on_record(request, action, report):
    """What is read or fetched: the report, and of whom it tells."""
    file = report.trajectory
    level = level_of(request.user, file) if file else ""
    record(
        request,
        action,
        objects=[file, file.resident, report] if file else [report],
        organisation_id=report.organisation_id,
        ground=f"grant {level}" if file else f"role {Role.MANAGER}",
    )


@require_safe
def report(request, number):
    """How far it is, and when it is ready what it is; htmx asks the part again, naming nobody."""
    found = seen_report(request.user, number)
    context = {
        "report": found,
        "trajectory": found.trajectory,
        "may_cancel": found.is_underway and may_ask(request.user, found),
    }
    if request.htmx:
        return render(request, "evaluation/_report_state.html", context)
    put_on_record(request, Entry.Action.VIEW, found)
    context["downloads"] = found.downloads.select_related("user")
    return render(request, "evaluation/report.html", context)


@require_POST
def report_cancel(request, number):
    found = seen_report(request.user, number)
    if not may_ask(request.user, found):
        raise PermissionDenied
    if not reports.cancel(found):
        messages.info(request, _("There was nothing left to stop."))
    return redirect("evaluation:report", found.number)


def report_pdf(request, number):
    """The PDF as a download, under a name that tells nothing; on record as an export."""
    return _download(request, number, "file", "pdf", "application/pdf")


def report_sheet(request, number):
    """The figures as a spreadsheet, likewise."""
    return _download(request, number, "sheet", "xlsx", XLSX)


@require_POST
def _download(request, number, field, ending, content_type):
    found = seen_report(request.user, number)
    content = getattr(found, field)
    if found.state != Report.State.READY or not content:
        raise Http404
    reports.fetch(found, by=request.user)
    put_on_record(request, Entry.Action.EXPORT, found)
    name = f"{KINDS[found.kind].file_name}-{found.number}-v{found.version}.{ending}"
    return FileResponse(
        content.open(), as_attachment=True, filename=name, content_type=content_type
    )
