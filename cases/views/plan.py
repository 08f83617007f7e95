"""The plan: goals, and steps in their order."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cases.forms.plan import FinishForm, GoalForm, StartForm, StepForm
from cases.models import Action, CatalogueItem, ChangedMeanwhile
from cases.pace import interval_days, propose_date
from cases.permissions import WORKS_ON_IT, can_see_sensitive, domains_for, seen
from cases.rows import flags_of
from cases.steps import behind, needs_of, read_plan
from cases.views.files import open_file, show
from cases.workflow import plan as workflow
from common.conflict import differences, seen_version

UP = {"omhoog": True, "omlaag": False}


def goals_seen(user, trajectory):
    """The goals of a trajectory this person may see."""
    return trajectory.goals.select_related("domain").filter(seen(user, trajectory))


def step_seen(user, trajectory, pk):
    steps = Action.objects.filter(goal__trajectory=trajectory).select_related("goal__domain")
    return get_object_or_404(steps.seen(sensitive=can_see_sensitive(user, trajectory)), pk=pk)


def changed(request, trajectory):
    messages.warning(
        request, _("A colleague changed the plan a moment ago. Look first, then choose again.")
    )
    return redirect("cases:plan", trajectory.number)


@require_safe
def plan(request, number):
    """All steps in order: why now, who, by when, and what each waits for."""
    trajectory, level = file = open_file(request, number, edit=False)
    sensitive = can_see_sensitive(request.user, trajectory)
    todo, done = read_plan(trajectory, sensitive=sensitive)
    goals = list(goals_seen(request.user, trajectory))
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "todo": todo,
        "done": done,
        "goals": goals,
        "has_sensitive": any(goal.domain and goal.domain.sensitive for goal in goals),
    }
    return show(request, file, "cases/plan.html", context)


def catalogue_of(trajectory, kind):
    return CatalogueItem.objects.filter(organisation=trajectory.organisation_id, kind=kind)


def chosen_from(request, items):
    """The item of the catalogue that was chosen, if any: its words stand in the empty form."""
    asked = request.GET.get("uit", "")
    return items.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None


def goal_add(request, number):
    trajectory, _level = file = open_file(request, number)
    items = catalogue_of(trajectory, CatalogueItem.Kind.GOAL)
    chosen = chosen_from(request, items)
    domains = domains_for(request.user, trajectory)
    initial = {}
    if chosen:
        domain = next((d.pk for d in domains if d.code == chosen.domain_code), None)
        initial = {"text": chosen.text, "resident_text": chosen.resident_text, "domain": domain}
    form = GoalForm(request.POST or None, domains=domains, initial=initial)
    if form.is_valid():
        goal = workflow.add_goal(trajectory, **form.values())
        messages.success(request, _("Goal saved. Which step comes first?"))
        return redirect(f"../stap/?doel={goal.pk}")
    context = {"form": form, "catalogue": items}
    return show(request, file, "cases/plan_goal.html", context)


def goal_edit(request, number, goal):
    trajectory, _level = file = open_file(request, number)
    found = get_object_or_404(goals_seen(request.user, trajectory), pk=goal)
    seen_version(request, found)
    domains = domains_for(request.user, trajectory)
    form, stored = GoalForm(request.POST or None, instance=found, domains=domains), None
    if form.is_valid():
        try:
            found.change(**form.values())
        except ChangedMeanwhile:
            current = get_object_or_404(goals_seen(request.user, trajectory), pk=goal)
            stored = differences(form, GoalForm(instance=current, domains=domains))
            found.version = current.version
        if not stored:
            messages.success(request, _("Goal changed."))
            return redirect("cases:plan", trajectory.number)
    context = {"form": form, "goal": found, "stored": stored}
    return show(request, file, "cases/plan_goal.html", context)


def step_form(data, user, trajectory, step=None, goals=None, **initial):
    """The form of a step, with the goals, people and earlier steps this person may choose."""
    sensitive = can_see_sensitive(user, trajectory)
    steps = Action.objects.filter(goal__trajectory=trajectory).seen(sensitive=sensitive)
    needs = needs_of(trajectory) if step else {}
    earlier = steps.exclude(pk__in=behind(step.pk, needs)) if step else steps.open()
    owners = trajectory.participants.current().order_by("pk")
    if step:
        owners = owners | trajectory.participants.filter(pk=step.owner_id).labelled()
    days = interval_days(trajectory.pace)
    return StepForm(
        data,
        instance=step,
        goals=goals or goals_seen(user, trajectory),
        owners=owners,
        earlier=earlier.order_by("position", "pk"),
        proposal=ngettext(
            "The pace of this resident: %(n)d day between steps.",
            "The pace of this resident: %(n)d days between steps.",
            days,
        )
        % {"n": days},
        initial=initial | ({"needs": needs.get(step.pk)} if step else {}),
    )


def step_add(request, number):
    trajectory, _level = file = open_file(request, number)
    goals = goals_seen(request.user, trajectory)
    if not goals:
        messages.info(request, _("Begin with a goal. Then choose the first step."))
        return redirect("cases:goal_add", trajectory.number)
    items = catalogue_of(trajectory, CatalogueItem.Kind.ACTION)
    chosen = chosen_from(request, items)
    last = Action.objects.filter(goal__trajectory=trajectory).open().order_by("-due_on")
    after = last.exclude(due_on=None).values_list("due_on", flat=True).first()
    form = step_form(
        request.POST or None,
        request.user,
        trajectory,
        goals=goals,
        text=chosen.text if chosen else "",
        goal=request.GET.get("doel") or (goals[0] if len(goals) == 1 else None),
        due_on=propose_date(trajectory.pace, after),
    )
    return _save_step(request, file, form, catalogue=items)


def _save_step(request, file, form, **context):
    if form.is_valid():
        try:
            workflow.add_step(**form.values())
        except workflow.StepsGoRound:
            form.add_error("needs", _("This step cannot wait for that one."))
        else:
            messages.success(request, _("Step saved."))
            return redirect("cases:plan", file[0].number)
    return show(request, file, "cases/plan_step.html", context | {"form": form})


def step_edit(request, number, step):
    trajectory, _level = file = open_file(request, number)
    found = step_seen(request.user, trajectory, step)
    seen_version(request, found)
    form, stored = step_form(request.POST or None, request.user, trajectory, found), None
    if form.is_valid():
        among = set(form.fields["needs"].queryset.values_list("pk", flat=True))
        try:
            workflow.change_step(found, among=among, **form.values())
        except ChangedMeanwhile:
            current = step_seen(request.user, trajectory, step)
            stored = differences(form, step_form(None, request.user, trajectory, current))
            found.version = current.version
        except workflow.StepsGoRound:
            form.add_error("needs", _("This step cannot wait for that one."))
        if not stored and form.is_valid():
            messages.success(request, _("Step changed."))
            return redirect("cases:plan", trajectory.number)
    context = {"form": form, "step": found, "stored": stored}
    return show(request, file, "cases/plan_step.html", context)


@require_POST
def step_move(request, number, step, way):
    trajectory, _level = open_file(request, number)
    found = step_seen(request.user, trajectory, step)
    past = request.POST.get("past", "")
    if way not in UP:
        raise Http404
    todo, _done = read_plan(trajectory, sensitive=can_see_sensitive(request.user, trajectory))
    among = {item.action.pk for item in todo}
    try:
        workflow.move_step(
            found, past=int(past) if past.isdecimal() else 0, up=UP[way], among=among
        )
    except ChangedMeanwhile:
        return changed(request, trajectory)
    except workflow.StepComesFirst:
        messages.warning(request, _("These steps cannot change places: one needs the other."))
    return redirect("cases:plan", trajectory.number)


def waits_for(user, trajectory, step):
    """What a step waits for, in words."""
    todo, _done = read_plan(trajectory, sensitive=can_see_sensitive(user, trajectory))
    return next((item.waits_for for item in todo if item.action.pk == step.pk), [])


def step_start(request, number, step):
    """Begin a step; one that waits asks why it may start already."""
    trajectory, _level = file = open_file(request, number)
    found = step_seen(request.user, trajectory, step)
    seen_version(request, found)
    waits = waits_for(request.user, trajectory, found)
    form = StartForm(request.POST if "reason" in request.POST else None, waits=bool(waits))
    if request.method == "POST" and (not waits or form.is_valid()):
        reason = form.cleaned_data["reason"] if waits else ""
        try:
            workflow.start_step(found, reason=reason)
        except (ChangedMeanwhile, workflow.StepWaits):
            return changed(request, trajectory)
        messages.success(request, _("Step begun."))
        return redirect("cases:plan", trajectory.number)
    context = {"form": form, "step": found, "waits": waits}
    return show(request, file, "cases/plan_step_start.html", context)


def step_finish(request, number, step):
    trajectory, _level = file = open_file(request, number)
    found = step_seen(request.user, trajectory, step)
    seen_version(request, found)
    waits = waits_for(request.user, trajectory, found)
    asks = bool(waits) and found.state == Action.State.TODO
    form = FinishForm(request.POST or None, waits=asks, initial={"result": found.result})
    if form.is_valid():
        try:
            workflow.finish_step(found, **form.cleaned_data)
        except (ChangedMeanwhile, workflow.StepWaits):
            return changed(request, trajectory)
        messages.success(request, _("Step closed."))
        return redirect("cases:plan", trajectory.number)
    context = {"form": form, "step": found, "waits": waits}
    return show(request, file, "cases/plan_step_finish.html", context)


@require_POST
def step_reopen(request, number, step):
    trajectory, _level = open_file(request, number)
    found = step_seen(request.user, trajectory, step)
    seen_version(request, found)
    try:
        workflow.reopen_step(found)
    except ChangedMeanwhile:
        return changed(request, trajectory)
    messages.success(request, _("The step is open again."))
    return redirect("cases:plan", trajectory.number)
