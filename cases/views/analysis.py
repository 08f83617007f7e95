"""The three guiding questions, as a picture and as cards; from each card a goal in one click."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.analysis import barriers_of, causes_of, read_analysis, within
from cases.analysis_picture import conclusion, draw, questions
from cases.forms.analysis import BarrierForm, CauseForm, StanceForm
from cases.models import ChangedMeanwhile, Participant, Stance
from cases.permissions import WORKS_ON_IT, domains_for
from cases.rhythm import contact_days
from cases.rows import flags_of
from cases.views.files import open_file, show
from cases.workflow import analysis as workflow
from common.conflict import differences, seen_version
from common.text import medical_labels


@require_safe
def analysis(request, number):
    trajectory, level = file = open_file(request, number, edit=False)
    found = read_analysis(request.user, trajectory)
    participants = trajectory.participants.select_related("contact__partner")
    order = list(Participant.Kind.values)
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "analysis": found,
        "questions": questions(),
        "conclusion": conclusion(found),
        "picture": draw(found),
        "participants": sorted(
            participants, key=lambda person: (bool(person.until), order.index(person.kind))
        ),
        "contact_days": contact_days(trajectory),
        "today": timezone.localdate(),
    }
    return show(request, file, "cases/analysis.html", context)


def form_page(request, file, form, *, save, words, item=None, back="cases:analysis"):
    """One form of the analysis: shown, saved, or shown again with what a colleague made of it.

    `words` holds heading and button, and may hold lead, remove_url and remove.
    """
    trajectory, _level = file
    stored = None
    if form.is_valid():
        try:
            save(**form.cleaned_data)
        except ChangedMeanwhile:
            current = type(item).objects.filter(pk=item.pk).first() if item else None
            if current is None:
                return changed(request, trajectory, back)
            stored, item.version = differences(form, current), current.version
        else:
            messages.success(request, _("Saved."))
            hint_at_labels(request, form)
            return redirect(back, trajectory.number)
    context = {"form": form, "item": item, "stored": stored, "back": back, **words}
    return show(request, file, "cases/analysis_form.html", context)


def hint_at_labels(request, form):
    """Tell, after saving, which words read as a diagnosis and what to write instead."""
    typed = " ".join(value for value in form.cleaned_data.values() if isinstance(value, str))
    for word, instead in medical_labels(typed):
        messages.warning(
            request,
            _(
                "You wrote “%(word)s”. That is a label. Rather write what you saw or heard, %(instead)s."
            )
            % {"word": word, "instead": instead},
        )


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
    found = get_object_or_404(barriers_of(trajectory, domains), pk=barrier)
    seen_version(request, found)
    words = {
        "heading": _("Change barrier"),
        "lead": questions()[0],
        "button": _("Save barrier"),
        "remove": _("Remove barrier"),
        "remove_url": "cases:barrier_remove",
    }
    form = BarrierForm(request.POST or None, initial=_values(found, BarrierForm), domains=domains)
    return form_page(request, file, form, save=found.change, words=words, item=found)


@require_POST
def barrier_remove(request, number, barrier):
    trajectory, _level = open_file(request, number)
    shown = barriers_of(trajectory, domains_for(request.user, trajectory))
    return remove_item(request, trajectory, get_object_or_404(shown, pk=barrier))


def _values(item, form_class):
    """What stands there now, as initial values; the form itself never touches the item."""
    return {
        name: getattr(item, name).all() if name == "barriers" else getattr(item, name)
        for name in form_class.Meta.fields
    }


# --- causes --------------------------------------------------------------------------------------


def cause_add(request, number):
    trajectory, _level = file = open_file(request, number)
    domains = domains_for(request.user, trajectory)
    form = CauseForm(
        request.POST or None, domains=domains, barriers=barriers_of(trajectory, domains)
    )

    def save(barriers=(), **values):
        return workflow.add_cause(trajectory, barriers=barriers, **values)

    words = {"heading": _("Add cause"), "lead": questions()[1], "button": _("Save cause")}
    return form_page(request, file, form, save=save, words=words)


def cause_edit(request, number, cause):
    trajectory, _level = file = open_file(request, number)
    domains = domains_for(request.user, trajectory)
    found = get_object_or_404(causes_of(trajectory, domains), pk=cause)
    seen_version(request, found)
    among = barriers_of(trajectory, domains)
    initial = _values(found, CauseForm)
    form = CauseForm(request.POST or None, initial=initial, domains=domains, barriers=among)

    def save(barriers=(), **values):
        return workflow.change_cause(found, barriers=barriers, among=among, **values)

    words = {
        "heading": _("Change cause"),
        "lead": questions()[1],
        "button": _("Save cause"),
        "remove": _("Remove cause"),
        "remove_url": "cases:cause_remove",
    }
    return form_page(request, file, form, save=save, words=words, item=found)


@require_POST
def cause_remove(request, number, cause):
    trajectory, _level = open_file(request, number)
    shown = causes_of(trajectory, domains_for(request.user, trajectory))
    return remove_item(request, trajectory, get_object_or_404(shown, pk=cause))


# --- who does what -------------------------------------------------------------------------------


def stance_add(request, number, cause):
    trajectory, _level = file = open_file(request, number)
    shown = causes_of(trajectory, domains_for(request.user, trajectory))
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
    found = _stance(request, trajectory, stance)
    seen_version(request, found)
    form = StanceForm(
        request.POST or None, initial={"position": found.position, "text": found.text}
    )
    words = {
        "heading": found.participant.label,
        "lead": found.cause.text,
        "button": _("Save who does what"),
        "remove": _("Remove this"),
        "remove_url": "cases:stance_remove",
    }
    return form_page(request, file, form, save=found.change, words=words, item=found)


@require_POST
def stance_remove(request, number, stance):
    trajectory, _level = open_file(request, number)
    return remove_item(request, trajectory, _stance(request, trajectory, stance))


def _stance(request, trajectory, pk):
    domains = domains_for(request.user, trajectory)
    shown = Stance.objects.filter(within(domains, "cause__domain"), cause__trajectory=trajectory)
    return get_object_or_404(shown.select_related("cause", "participant__contact__partner"), pk=pk)


# --- and then ------------------------------------------------------------------------------------


@require_POST
def goal_from(request, number, kind, item):
    """Make a goal of a barrier or a cause, and go on to the plan."""
    trajectory, _level = open_file(request, number)
    shown = {"belemmering": barriers_of, "oorzaak": causes_of}.get(kind)
    if shown is None:
        raise Http404
    found = get_object_or_404(shown(trajectory, domains_for(request.user, trajectory)), pk=item)
    workflow.goal_from(found)
    messages.success(request, _("It is a goal now. Who takes the first step?"))
    return redirect("cases:plan", trajectory.number)
