"""Documents: ask for one, see whether it is ready, fetch it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audit.log import record
from audit.models import Entry
from cases import tasks
from cases.documents import KINDS
from cases.models import Document, Trajectory
from cases.permissions import level_of
from cases.views.files import open_file, show
from cases.workflow import documents


@require_POST
def document_make(request, number, kind):
    trajectory, _level = open_file(request, number)
    if kind not in KINDS:
        raise Http404
    options = {"sensitive": True} if request.POST.get("sensitive") else {}
    document = documents.ask(trajectory, kind=kind, by=request.user, **options)
    tasks.ring(document.pk)
    return redirect("cases:document", trajectory.number, document.key)


def own_document(user, number, key):
    """A document this person asked for and may still have; 404 for all others alike."""
    found = get_object_or_404(
        Document.objects.select_related("trajectory__resident", "trajectory__dwelling").filter(
            requested_by=user, trajectory__in=Trajectory.objects.visible_to(user)
        ),
        trajectory__number=number,
        key=key,
    )
    if not documents.may_have(user, found):
        raise Http404
    return found


@require_safe
def document(request, number, key):
    """Whether it is ready; the part that htmx asks again every two seconds names nobody."""
    found = own_document(request.user, number, key)
    kind = KINDS[found.kind]
    context = {"document": found, "trajectory": found.trajectory, "kind": kind}
    if request.htmx:
        return render(request, "cases/_document_state.html", context)
    file = open_file(request, number, edit=False)
    return show(request, file, "cases/document.html", context)


@require_safe
def document_file(request, number, key):
    """The PDF as a download, under a name that tells nothing; on record as an export."""
    found = own_document(request.user, number, key)
    if found.state != Document.State.READY:
        raise Http404
    trajectory = found.trajectory
    record(
        request,
        Entry.Action.EXPORT,
        objects=[trajectory, trajectory.resident, found],
        organisation_id=trajectory.organisation_id,
        ground=f"grant {level_of(request.user, trajectory)}",
    )
    name = f"{KINDS[found.kind].file_name}-{trajectory.number}.pdf"
    return FileResponse(
        found.file.open(), as_attachment=True, filename=name, content_type="application/pdf"
    )
