"""A voice given behind the login: the coach's own, somebody's on the coach's phone; and the QR code."""

import segno
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from cases.views.files import open_file, show
from common.versioned import ChangedMeanwhile
from evaluation.models import Evaluation, Level
from evaluation.views.answering import WHERE, Seat, answering
from evaluation.workflow import voices

Channel, State = Evaluation.Channel, Evaluation.State
METHODS = ["GET", "HEAD", "POST"]


def open_voice(request, number, key):
    """The voice of a moment and its file, for who may write in it; 404 and 403 as open_file()."""
    found = Evaluation.objects.select_related("moment__trajectory", "questionnaire", "link")
    evaluation = get_object_or_404(found, moment__number=number, key=key)
    file = open_file(request, evaluation.moment.trajectory.number)
    evaluation.moment.trajectory = file[0]
    return evaluation, file


def moment_page(moment):
    """The page of the moment."""
    try:
        return reverse("evaluation:moment", args=[moment.number])
    except NoReverseMatch:
        return moment.trajectory.get_absolute_url()


@require_http_methods(METHODS)
def answer(request, number, key):
    """One question a page: "app" for the coach's own voice, "together" for who holds the phone."""
    evaluation, file = open_voice(request, number, key)
    if evaluation.channel not in (Channel.APP, Channel.TOGETHER):
        raise Http404  # what is given by link or on paper is not read before it is given
    about = {"evaluation": evaluation, "back": moment_page(evaluation.moment)}

    def page(template, context):
        return show(request, file, template, about | context)

    if evaluation.state != State.OPEN:
        if request.method == "POST":  # a second click, or a page that stood open too long
            return redirect(request.path)
        return page("evaluation/ended.html", ended(evaluation, request.user))
    return answering(seat_of(request, evaluation, page))


def ended(evaluation, user):
    """What the page says once nothing is asked any more: given by this person, or otherwise."""
    given = evaluation.state == State.GIVEN
    return {
        "given": given,
        "by_me": given and evaluation.entered_by_id == user.pk,
        "way": evaluation.channel,
    }


def seat_of(request, evaluation, page):
    own = evaluation.level == Level.COACH
    under_way = evaluation.channel == Channel.APP and evaluation.answers.exists()
    trajectory = evaluation.moment.trajectory
    return Seat(
        request=request,
        evaluation=evaluation,
        way=evaluation.channel,
        # On one's own page one goes on at once; a phone is handed over first, each time.
        begun=request.method == "POST" or WHERE in request.GET or under_way,
        show=page,
        done=lambda: redirect(request.path),
        too_late=lambda: redirect(request.path),
        by=request.user,
        measurements=list(trajectory.assessments.signed().order_by("-measured_on", "-pk")[:10])
        if own and not under_way
        else None,
    )


@require_http_methods(METHODS)
def qr(request, number, key):
    """A code to scan with one's own phone; making the link behind it is a POST."""
    evaluation, file = open_voice(request, number, key)
    if evaluation.level == Level.COACH:
        raise Http404
    context = {"evaluation": evaluation, "back": moment_page(evaluation.moment)}
    if request.method == "POST":
        try:
            voices.ask(
                evaluation.moment, level=evaluation.level, channel=Channel.LINK, by=request.user,
                participant=evaluation.participant,
            )  # fmt: skip
        except ChangedMeanwhile:
            context["too_late"] = True
            return show(request, file, "evaluation/qr.html", context)
        return redirect(request.path)
    context["code"] = code_of(evaluation)
    context["too_late"] = evaluation.state != State.OPEN or not evaluation.moment.is_planned
    return show(request, file, "evaluation/qr.html", context)


def code_of(evaluation):
    """The personal link as a picture of paths, for a phone to read; "" while there is none."""
    if not evaluation.link or not evaluation.link.is_live:
        return ""
    made = segno.make(voices.address_of(evaluation), error="m", micro=False)
    # Of our own making out of a token of letters and digits; black on white in the dark theme too.
    return mark_safe(made.svg_inline(omitsize=True, border=4, dark="#000", light="#fff"))  # noqa: S308
