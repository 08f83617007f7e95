"""What was before, in dated facts, and the pace it asks for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.forms.history import HistoryForm, PaceForm
from cases.models import TrajectoryChanged
from cases.permissions import WORKS_ON_IT
from cases.rhythm import contact_days
from cases.rows import flags_of
from cases.views.analysis import change_page, form_page, remove_item
from cases.views.files import changed_meanwhile, hint_at_labels, open_file, show
from cases.workflow import history as workflow
from common.conflict import seen_version


@require_safe
def history(request, number):
    trajectory, level = file = open_file(request, number, edit=False)
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "items": trajectory.history.all(),
        "contact_days": contact_days(trajectory),
    }
    return show(request, file, "cases/history.html", context)


def history_add(request, number):
    trajectory, _level = file = open_file(request, number)
    return form_page(
        request,
        file,
        HistoryForm(request.POST or None),
        save=lambda **values: workflow.add_fact(trajectory, **values),
        words={"heading": _("Add fact"), "button": _("Save fact")},
        back="cases:history",
    )


def history_edit(request, number, item):
    trajectory, _level = file = open_file(request, number)

    def form_of(fact, data=None):
        initial = {name: getattr(fact, name) for name in HistoryForm.Meta.fields}
        return HistoryForm(data, initial=initial)

    words = {
        "heading": _("Change fact"),
        "button": _("Save fact"),
        "remove": _("Remove fact"),
        "remove_url": "cases:history_remove",
    }
    facts = trajectory.history.all()
    return change_page(request, file, facts, item, form_of, words=words, back="cases:history")


@require_POST
def history_remove(request, number, item):
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(trajectory.history, pk=item)
    return remove_item(request, trajectory, found, back="cases:history")


def pace(request, number):
    """Choose the pace that fits how somebody learns; another rhythm than it proposes has a reason."""
    trajectory, _level = file = open_file(request, number)
    seen_version(request, trajectory)
    names = ("pace", "contact_days", "pace_reason")
    form = PaceForm(
        request.POST or None, initial={name: getattr(trajectory, name) for name in names}
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            workflow.set_pace(
                trajectory,
                pace=data["pace"],
                reason=data["pace_reason"],
                contact_days=data["contact_days"],
            )
        except TrajectoryChanged:
            return changed_meanwhile(request, trajectory)
        messages.success(request, _("Pace saved."))
        hint_at_labels(request, form)
        return redirect("cases:history", trajectory.number)
    return show(request, file, "cases/history_pace.html", {"form": form})
