"""Fields of life: pictures of growth, new measurements, corrections."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.forms.measuring import CorrectForm, HealthForm, MeasurementForm
from cases.growth import read, talking_points, telling
from cases.models import Assessment, AssessmentSigned, Grant
from cases.permissions import WORKS_ON_IT, domains_for
from cases.pictures import pictures
from cases.rows import flags_of
from cases.views.files import open_file, show
from cases.workflow import measuring
from common.dates import moment_words
from common.text import medical_labels

MOST_COMPARED = 3


@require_safe
def domains(request, number):
    """How it goes per field of life: growth, the wheel, and what to talk about."""
    trajectory, level = file = open_file(request, number, edit=False)
    shown = domains_for(request.user, trajectory)
    signed = list(
        trajectory.assessments.signed()
        .select_related("made_by")
        .prefetch_related("scores")
        .order_by("measured_on", "pk")
    )
    chosen = _chosen(request, signed)
    newest = {item.assessor: item for item in signed}
    voices = read(newest.get(voice) for voice in ("coach", "resident") if newest.get(voice))
    by_voice = {item.assessment.assessor: item for item in voices}
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "is_coach": level == "coach",
        "measurements": signed,
        "ways": [
            ("coach", _("Measure as coach")),
            ("resident", _("Let the resident measure")),
            ("together", _("Measure together")),
        ],
        "drafts": trajectory.assessments.filter(signed_at=None),
        "chosen": {item.number for item in chosen},
        "points": talking_points(by_voice.get("coach"), by_voice.get("resident"), shown),
        **pictures(read(chosen), shown),
    }
    return show(request, file, "cases/domains.html", context, more=signed)


def _chosen(request, signed):
    """The measurements to compare: those asked for, three at most; else those that tell the course."""
    asked = request.GET.getlist("meting")[:MOST_COMPARED]
    return [item for item in signed if item.number in asked] or telling(signed)


@require_POST
def measurement_begin(request, number, assessor):
    trajectory, _level = open_file(request, number)
    if assessor not in Assessment.Assessor.values:
        raise Http404
    draft = measuring.begin(trajectory, assessor=assessor, by=request.user)
    return redirect("cases:measurement", trajectory.number, draft.number)


def measurement(request, number, measurement):
    """Fill in a draft; a signed one is shown."""
    trajectory, level = file = open_file(request, number, edit=False)
    found = get_object_or_404(
        trajectory.assessments.select_related("made_by", "domain_set", "corrects"),
        number=measurement,
    )
    shown = domains_for(request.user, trajectory)
    if found.signed_at and request.method != "POST":
        return _show(request, file, found, shown)
    if level not in WORKS_ON_IT:
        raise PermissionDenied
    if found.signed_at:
        return _signed_already(request, file, found)
    form = MeasurementForm(
        request.POST or None,
        draft=found,
        domains=shown,
        levels=found.domain_set.levels.all(),
        previous=_previous(trajectory, found),
    )
    if form.is_valid():
        return _fill(request, file, found, form, shown)
    if request.htmx:
        return render(request, "accounts/_draft_refused.html")
    return _form(request, file, found, form)


def _form(request, file, draft, form):
    context = {"draft": draft, "form": form}
    return show(request, file, "cases/measurement_form.html", context, more=[draft])


def _fill(request, file, draft, form, shown):
    trajectory, _level = file
    try:
        measuring.fill(
            draft,
            by=request.user,
            scores=form.scores(),
            reasons=form.reasons(),
            domains={domain.pk for domain in shown},
            measured_on=form.cleaned_data["measured_on"],
        )
        if request.htmx:
            clock = moment_words(timezone.now()).split()[-1]
            typed = "" if form.by_resident else " ".join(form.reasons().values())
            context = {"clock": clock, "labels": medical_labels(typed)}
            return render(request, "accounts/_draft_saved.html", context)
        if request.POST.get("action") != "sign":
            messages.success(request, _("Kept as a draft. You can finish it later."))
            return redirect("cases:domains", trajectory.number)
        if not form.ready_to_sign():
            return _form(request, file, draft, form)
        measuring.sign(draft)
    except AssessmentSigned:
        return _signed_already(request, file, draft)
    messages.success(request, _("Measurement signed."))
    return redirect("cases:domains", trajectory.number)


def _signed_already(request, file, signed):
    messages.warning(request, _("This measurement was signed a moment ago."))
    return redirect("cases:measurement", file[0].number, signed.number)


def _previous(trajectory, draft):
    """Scores of the last signed measurement of this assessor: shown after the own choice."""
    last = (
        trajectory.assessments.signed()
        .filter(assessor=draft.assessor)
        .exclude(pk=draft.corrects_id)
        .prefetch_related("scores")
        .order_by("-measured_on", "-pk")
        .first()
    )
    return read([last])[0].scores if last else {}


def _show(request, file, found, shown):
    _trajectory, level = file
    by_domain = {domain.pk: [] for domain in shown}
    for score in found.scores.select_related("set_by").order_by("pk"):
        if score.domain_id in by_domain:
            by_domain[score.domain_id].append(score)
    reasons = {item.domain_id: item.text for item in found.reasons.all()}
    rows = [
        {"domain": domain, "scores": by_domain[domain.pk], "reason": reasons.get(domain.pk, "")}
        for domain in shown
        if by_domain[domain.pk]
    ]
    context = {
        "measurement": found,
        "rows": rows,
        "corrected_by": Assessment.objects.filter(corrects=found).first(),
        "can_edit": level in WORKS_ON_IT,
    }
    return show(request, file, "cases/measurement.html", context, more=[found])


def measurement_correct(request, number, measurement):
    """Make a new measurement that names this one: what was signed stays as it is."""
    trajectory, _level = file = open_file(request, number)
    signed = get_object_or_404(
        trajectory.assessments.filter(signed_at__isnull=False, correction=None), number=measurement
    )
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        open_draft = trajectory.assessments.filter(assessor=signed.assessor, signed_at=None)
        if open_draft.exists():
            messages.warning(request, _("Finish the draft that lies there first."))
            return redirect("cases:domains", trajectory.number)
        draft = measuring.correct(signed, by=request.user, **form.cleaned_data)
        return redirect("cases:measurement", trajectory.number, draft.number)
    context = {"form": form, "measurement": signed}
    return show(request, file, "cases/measurement_correct.html", context, more=[signed])


def health(request, number):
    """Switch health on or off, and say who sees it; only the coach decides."""
    trajectory, level = file = open_file(request, number)
    if level != Grant.Level.COACH:
        raise PermissionDenied
    others = trajectory.grants.valid().exclude(level=Grant.Level.COACH).select_related("user")
    form = HealthForm(
        request.POST or None,
        grants=others,
        initial={"on": trajectory.sensitive_on, "sees": others.filter(sensitive=True)},
    )
    if form.is_valid():
        measuring.set_health(trajectory, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("cases:domains", trajectory.number)
    return show(request, file, "cases/health.html", {"form": form})
