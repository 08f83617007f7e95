"""Evaluation moments: of one trajectory, of everybody, and one of them with its three voices."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases.models import Trajectory
from cases.permissions import WORKS_ON_IT, can_see_sensitive
from cases.rows import flags_of
from cases.views.files import hint_at_labels, open_file, show
from common.conflict import seen_version
from common.keyset import capped_count, page
from common.lists import chips, fields, with_default
from common.versioned import ChangedMeanwhile
from evaluation.filters import MomentFilter
from evaluation.forms.moments import (
    AnchorForm,
    AskForm,
    CloseMomentForm,
    DropMomentForm,
    RefuseForm,
)
from evaluation.models import AnchorChoice, Answer, Evaluation, EvaluationMoment, Level
from evaluation.rows import columns_of, missing_of, moment_row
from evaluation.side_by_side import side_by_side
from evaluation.workflow import moments as workflow
from evaluation.workflow import voices
from residents.models import NoSafeChannel
from residents.workflow import safe_mail_of

LIST_ORDER = ("due_on", "pk")
LEVELS = [level.value for level in Level]


def open_moment(request, number, *, edit=True):
    """The moment this user may see, and its file as open_file() gives it; 404 and 403 likewise."""
    visible = EvaluationMoment.objects.filter(
        trajectory__in=Trajectory.objects.visible_to(request.user)
    )
    moment = get_object_or_404(visible.select_related("trajectory"), number=number)
    file = open_file(request, moment.trajectory.number, edit=edit, also=("organisation",))
    moment.trajectory = file[0]
    return moment, file


def told_meanwhile(request, number):
    """Tell that a colleague was first, and show what the moment is now."""
    messages.warning(
        request,
        _("A colleague changed this evaluation a moment ago. Look first, then choose again."),
    )
    return redirect("evaluation:moment", number)


@require_safe
def moment_list(request):
    """Moments of all trajectories this coach sees, by day."""
    if not request.user.has_role(Role.COACH):
        raise PermissionDenied
    visible = EvaluationMoment.objects.filter(
        trajectory__in=Trajectory.objects.visible_to(request.user)
    )
    params = with_default(request.GET, state="planned")
    filters = MomentFilter(params, visible, request=request)
    rows = filters.qs.select_related("trajectory__resident").prefetch_related("evaluations")
    found = page(rows, request.GET, order=LIST_ORDER)
    record(
        request,
        Entry.Action.VIEW,
        objects=[item.trajectory for item in found.rows],
        organisation_id=None,
        ground="grant",
    )
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "rows": [
            moment_row(item) | {"name": item.trajectory.resident.full_name} for item in found.rows
        ],
        "page": found,
        "count": capped_count(filters.qs),
    }
    return render(request, "evaluation/moment_list.html", context)


@require_safe
def of_trajectory(request, number):
    """The moments of one trajectory, and what they count from."""
    trajectory, level = file = open_file(request, number, edit=False)
    found = trajectory.evaluation_moments.prefetch_related("evaluations")
    choice = AnchorChoice.objects.filter(trajectory=trajectory).first()
    context = {
        "rows": [moment_row(item) for item in found],
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "choice": choice,
    }
    return show(request, file, "evaluation/of_trajectory.html", context)


def anchor(request, number):
    """Let the moments count from the start of the trajectory, or of the tenancy."""
    trajectory, _level = file = open_file(request, number)
    choice = AnchorChoice.objects.filter(trajectory=trajectory).first()
    form = AnchorForm(request.POST or None, initial={"anchor": choice.anchor if choice else None})
    if form.is_valid():
        workflow.count_from(trajectory, **form.cleaned_data)
        messages.success(request, _("The moments that are not finished moved along."))
        return redirect("evaluation:of_trajectory", number)
    return show(request, file, "evaluation/anchor.html", {"form": form})


@require_safe
def moment(request, number):
    """One moment: who was asked, what they said side by side, and its end."""
    found, (trajectory, level) = open_moment(request, number, edit=False)
    columns, given = voices_of(found)
    shared, single = side_by_side(given, sensitive=can_see_sensitive(request.user, trajectory))
    context = {
        "moment": found,
        "row": moment_row(found),
        "columns": columns,
        "shared": [(topic, topic.cells(LEVELS)) for topic in shared],
        "single": [
            {"column": column, "topics": [t for t in single if t.said[0].level == column.level]}
            for column in columns
        ],
        "any_given": bool(given),
        "missing": missing_of(columns),
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
    }
    return show(request, (trajectory, level), "evaluation/moment.html", context)


def voices_of(found):
    """The three columns of a moment, and the voices that were given with their answers."""
    read = Evaluation.objects.select_related("link", "entered_by", "questionnaire", "assessment")
    answers = Answer.objects.select_related("question", "option")
    answered = read.prefetch_related(Prefetch("answers", queryset=answers))
    prefetch_related_objects([found], Prefetch("evaluations", queryset=answered))
    evaluations = found.evaluations.all()
    people = list(found.trajectory.participants.filter(kind="partner").labelled())
    try:
        mail = bool(safe_mail_of(found.trajectory.resident))
    except NoSafeChannel:
        mail = False
    columns = columns_of(found, evaluations, people, mail_of_resident=mail)
    return columns, [v for column in columns for v in column.voices if v.is_given]


@require_POST
def voice_ask(request, number):
    """Ask one voice by one way, and go on to where that happens."""
    found, _file = open_moment(request, number)
    form = AskForm(request.POST, moment=found)
    if not form.is_valid():
        messages.warning(request, _("This voice cannot be asked that way."))
        return redirect("evaluation:moment", number)
    chosen = form.cleaned_data["channel"]
    channel = Evaluation.Channel.LINK if chosen == "qr" else chosen
    try:
        asked = voices.ask(
            found, level=form.cleaned_data["level"], channel=channel, by=request.user,
            participant=form.cleaned_data["participant"],
        )  # fmt: skip
        if chosen == "link":
            voices.mail(asked, by=request.user)
            messages.success(request, _("The link was sent."))
    except ChangedMeanwhile:
        return told_meanwhile(request, number)
    except (voices.NoMail, NoSafeChannel):
        messages.warning(request, _("There is no address that may be used. Ask it another way."))
    pages = {"app": "answer", "together": "answer", "qr": "qr", "paper": "paper"}
    if chosen in pages:
        return redirect(f"evaluation:{pages[chosen]}", number, asked.key)
    return redirect("evaluation:moment", number)


def own_voice(request, number, key):
    """An evaluation of this moment, to write on."""
    found, file = open_moment(request, number)
    evaluation = get_object_or_404(
        found.evaluations.select_related("link", "participant__contact"), key=key
    )
    evaluation.moment = found
    return evaluation, found, file


@require_POST
def voice_remind(request, number, key):
    """Mail the link once more; once a day is enough."""
    evaluation, found, _file = own_voice(request, number, key)
    if (
        evaluation.reminded_at
        and timezone.localdate(evaluation.reminded_at) == timezone.localdate()
    ):
        messages.info(request, _("They were reminded today already."))
        return redirect("evaluation:moment", number)
    live = evaluation.link and evaluation.link.is_live and evaluation.state == "open"
    if not live or not found.is_planned:
        return told_meanwhile(request, number)
    try:
        voices.mail(evaluation, by=request.user, reminder=True)
    except ChangedMeanwhile:
        return told_meanwhile(request, number)
    except (voices.NoMail, NoSafeChannel):
        messages.warning(request, _("There is no address that may be used. Ask it another way."))
    else:
        messages.success(request, _("The reminder goes with the next mail."))
    return redirect("evaluation:moment", number)


def voice_refuse(request, number, key):
    """Put down that this voice is not given."""
    evaluation, found, file = own_voice(request, number, key)
    seen_version(request, evaluation)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        try:
            voices.refuse(evaluation, **form.cleaned_data)
        except ChangedMeanwhile:
            return told_meanwhile(request, number)
        return redirect("evaluation:moment", number)
    context = {"form": form, "moment": found, "evaluation": evaluation}
    return show(request, file, "evaluation/voice_refuse.html", context)


@require_POST
def voice_withdraw(request, number, key):
    """Ask this voice no longer; its link opens nothing from now on."""
    evaluation, _moment, _file = own_voice(request, number, key)
    try:
        voices.withdraw(evaluation)
    except ChangedMeanwhile:
        return told_meanwhile(request, number)
    messages.success(request, _("This voice is asked no longer."))
    return redirect("evaluation:moment", number)


def moment_close(request, number):
    """Close with the voices there are; says which are missing, and always asks the residence."""
    found, file = open_moment(request, number)
    seen_version(request, found)
    missing = missing_of(voices_of(found)[0])
    form = CloseMomentForm(request.POST or None, moment=found, missing=missing)
    # With nothing left to ask, an empty form that was sent is complete.
    if request.method == "POST" and (form.is_valid() or not form.fields):
        values = form.cleaned_data if form.fields else {}
        try:
            workflow.close(found, by=request.user, **values)
        except ChangedMeanwhile:
            return told_meanwhile(request, number)
        messages.success(request, _("The evaluation is closed."))
        hint_at_labels(request, form)
        return redirect("evaluation:moment", number)
    context = {"form": form, "moment": found, "missing": missing}
    return show(request, file, "evaluation/moment_close.html", context)


def moment_drop(request, number):
    """Put down that this moment is not held, and why."""
    found, file = open_moment(request, number)
    seen_version(request, found)
    form = DropMomentForm(request.POST or None)
    if form.is_valid():
        try:
            workflow.drop(found, **form.cleaned_data)
        except ChangedMeanwhile:
            return told_meanwhile(request, number)
        return redirect("evaluation:moment", number)
    return show(request, file, "evaluation/moment_drop.html", {"form": form, "moment": found})


@require_POST
def moment_take_back(request, number):
    """Hold it after all."""
    found, _file = open_moment(request, number)
    seen_version(request, found)
    try:
        workflow.take_back(found)
    except ChangedMeanwhile:
        return told_meanwhile(request, number)
    return redirect("evaluation:moment", number)
