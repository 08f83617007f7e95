"""The three guiding questions, as a picture and as cards; from each card a goal in one click."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.analysis import barriers_of, causes_of, read_analysis
from cases.analysis_picture import conclusion, draw, questions
from cases.forms.analysis import BarrierForm, CauseForm, StanceForm
from cases.models import ChangedMeanwhile, Stance
from cases.models.people import labelled
from cases.permissions import WORKS_ON_IT, domains_for, seen
from cases.rhythm import contact_days
from cases.rows import flags_of
from cases.views.files import hint_at_labels, open_file, show
from cases.workflow import analysis as workflow
from common.conflict import differences, seen_version


@require_safe
def analysis(request, number):
    trajectory, level = file = open_file(request, number, edit=False)
    found = read_analysis(request.user, trajectory)
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "analysis": found,
        "questions": questions(),
        "conclusion": conclusion(found),
        "picture": draw(found),
        "participants": [person.label for person in trajectory.participants.current()],
        "contact_days": contact_days(trajectory),
        "today": timezone.localdate(),
    }
    return show(request, file, "cases/analysis.html", context)


def form_page(request, file, form, *, save, words, back="cases:analysis"):
    """One form of the analysis for something new: shown, or saved.

    `words` holds heading and button, and may hold lead, remove_url and remove.
    """
    if form.is_valid():
        save(**form.cleaned_data)
        return saved(request, file, form, back)
    return show(request, file, "cases/analysis_form.html", {"form": form, "back": back, **words})


def change_page(request, file, seen, pk, form_of, *, words, save=None, back="cases:analysis"):
    """The same for one of `seen`, in form_of(item, data).

    Shown again, with what a colleague made of it, to who came second.
    """
    item, stored = get_object_or_404(seen, pk=pk), None
    seen_version(request, item)
    form = form_of(item, request.POST or None)
    if form.is_valid():
        try:
            save(item, **form.cleaned_data) if save else item.change(**form.cleaned_data)
        except ChangedMeanwhile:
            current = seen.filter(pk=pk).first()
            if current is None:
                return changed(request, file[0], back)
            stored, item.version = differences(form, form_of(current)), current.version
        if not stored:
            return saved(request, file, form, back)
    context = {"form": form, "item": item, "stored": stored, "back": back, **words}
    return show(request, file, "cases/analysis_form.html", context)


def saved(request, file, form, back):
    messages.success(request, _("Saved."))
    hint_at_labels(request, form)
    return redirect(back, file[0].number)


def changed(request, trajectory, back="cases:analysis"):
    """Tell that a colleague was first, and show what stands there now."""
    messages.warning(
        request, _("A colleague changed this a moment ago. Look first, then choose again.")
    )
    return redirect(back, trajectory.number)


def remove_item(request, trajectory, item, *, back="cases:analysis"):
    """Take something away as the user saw it."""
    seen_version(request, item)
    try:
        item.remove()
    except ChangedMeanwhile:
        return changed(request, trajectory, back)
    messages.success(request, _("Removed."))
    return redirect(back, trajectory.number)


# --- barriers ------------------------------------------------------------------------------------


def barrier_add(request, number):
    trajectory, _level = file = open_file(request, number)
    form = BarrierForm(request.POST or None, domains=domains_for(request.user, trajectory))
    return form_page(
        request,
        file,
        form,
        save=lambda **values: workflow.add_barrier(trajectory, **values),
        words={
            "heading": _("Add barrier"),
            "lead": questions()[0],
            "button": _("Save barrier"),
        },
    )


def barrier_edit(request, number, barrier):
    trajectory, _level = file = open_file(request, number)
    domains = domains_for(request.user, trajectory)

    def form_of(item, data=None):
        return BarrierForm(data, initial=_values(item, BarrierForm), domains=domains)

    words = {
        "heading": _("Change barrier"),
        "lead": questions()[0],
        "button": _("Save barrier"),
        "remove": _("Remove barrier"),
        "remove_url": "cases:barrier_remove",
    }
    shown = barriers_of(request.user, trajectory)
    return change_page(request, file, shown, barrier, form_of, words=words)


@require_POST
def barrier_remove(request, number, barrier):
    trajectory, _level = open_file(request, number)
    shown = barriers_of(request.user, trajectory)
    return remove_item(request, trajectory, get_object_or_404(shown, pk=barrier))


def _values(item, form_class):
    """What stands there now, as initial values; the form itself never touches the item."""
    return {name: getattr(item, name) for name in form_class.Meta.fields if name != "barriers"}


# --- causes --------------------------------------------------------------------------------------


def cause_add(request, number):
    trajectory, _level = file = open_file(request, number)
    domains = domains_for(request.user, trajectory)
    form = CauseForm(
        request.POST or None, domains=domains, barriers=barriers_of(request.user, trajectory)
    )

    def save(barriers=(), **values):
        return workflow.add_cause(trajectory, barriers=barriers, **values)

    words = {"heading": _("Add cause"), "lead": questions()[1], "button": _("Save cause")}
    return form_page(request, file, form, save=save, words=words)


def cause_edit(request, number, cause):
    trajectory, _level = file = open_file(request, number)
    domains = domains_for(request.user, trajectory)
    among = barriers_of(request.user, trajectory)

    def form_of(item, data=None):
        initial = _values(item, CauseForm) | {"barriers": among.filter(causes=item)}
        return CauseForm(data, initial=initial, domains=domains, barriers=among)

    def save(item, barriers=(), **values):
        return workflow.change_cause(item, barriers=barriers, among=among, **values)

    words = {
        "heading": _("Change cause"),
        "lead": questions()[1],
        "button": _("Save cause"),
        "remove": _("Remove cause"),
        "remove_url": "cases:cause_remove",
    }
    shown = causes_of(request.user, trajectory)
    return change_page(request, file, shown, cause, form_of, words=words, save=save)


@require_POST
def cause_remove(request, number, cause):
    trajectory, _level = open_file(request, number)
    shown = causes_of(request.user, trajectory)
    return remove_item(request, trajectory, get_object_or_404(shown, pk=cause))


# --- who does what -------------------------------------------------------------------------------


def stance_add(request, number, cause):
    trajectory, _level = file = open_file(request, number)
    shown = causes_of(request.user, trajectory)
    found = get_object_or_404(shown, pk=cause)
    participants = trajectory.participants.current().exclude(stances__cause=found)
    form = StanceForm(request.POST or None, participants=participants)
    words = {
        "heading": _("Who does what about this?"),
        "lead": found.text,
        "button": _("Save who does what"),
        "add_people": True,
    }
    return form_page(
        request,
        file,
        form,
        save=lambda **values: workflow.add_stance(found, **values),
        words=words,
    )


def stance_edit(request, number, stance):
    trajectory, _level = file = open_file(request, number)
    shown = _stances(request, trajectory)
    found = get_object_or_404(shown, pk=stance)

    def form_of(item, data=None):
        return StanceForm(data, initial={"position": item.position, "text": item.text})

    words = {
        "heading": found.participant.label,
        "lead": found.cause.text,
        "button": _("Save who does what"),
        "remove": _("Remove this"),
        "remove_url": "cases:stance_remove",
    }
    return change_page(request, file, shown, stance, form_of, words=words)


@require_POST
def stance_remove(request, number, stance):
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(_stances(request, trajectory), pk=stance)
    return remove_item(request, trajectory, found)


def _stances(request, trajectory):
    allowed = seen(request.user, trajectory, "cause__domain")
    shown = Stance.objects.filter(allowed, cause__trajectory=trajectory)
    return shown.select_related("cause", *labelled("participant"))


# --- and then ------------------------------------------------------------------------------------


@require_POST
def goal_from(request, number, kind, item):
    """Make a goal of a barrier or a cause, and go on to the plan."""
    trajectory, _level = open_file(request, number)
    shown = {"belemmering": barriers_of, "oorzaak": causes_of}.get(kind)
    if shown is None:
        raise Http404
    found = get_object_or_404(shown(request.user, trajectory), pk=item)
    workflow.goal_from(found)
    messages.success(request, _("It is a goal now. Who takes the first step?"))
    return redirect("cases:plan", trajectory.number)
