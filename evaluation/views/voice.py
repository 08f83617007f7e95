"""A voice given behind the login: the coach's own, somebody's on the coach's phone; and the QR code."""

from itertools import groupby

import segno
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from cases.views.files import open_file, show
from common.versioned import ChangedMeanwhile
from evaluation.models import Answer, Evaluation, Level
from evaluation.views.answering import WHERE, Seat, answering
from evaluation.workflow import voices

Channel, State = Evaluation.Channel, Evaluation.State
QUIET = 4  # cells of white around the code, as ISO/IEC 18004 asks
METHODS = ["GET", "HEAD", "POST"]


def open_voice(request, number, key):
    """The voice of a moment and its file, for who may write in it; 404 and 403 as open_file()."""
    found = Evaluation.objects.select_related("moment__trajectory", "questionnaire", "link")
    found = found.annotate(begun=Exists(Answer.objects.filter(evaluation=OuterRef("pk"))))
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
    under_way = evaluation.channel == Channel.APP and evaluation.begun
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
    """The personal link as a picture for a phone to read; None while there is none."""
    if not evaluation.link or not evaluation.link.is_live:
        return None
    made = segno.make(voices.address_of(evaluation), error="m", micro=False)
    rows = [bytes(row) for row in made.matrix_iter(border=QUIET)]
    return {"side": len(rows), "path": "".join(path_of(rows))}


def path_of(rows):
    """SVG path commands for the dark cells: one bar for each run of them."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            wide = len(list(run))
            if dark:
                yield f"M{x} {y}h{wide}v1h-{wide}z"
            x += wide
