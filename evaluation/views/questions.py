"""The personal link of a resident or partner: no code, so it only asks and shows nothing stored."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.middleware import act_as
from audit.log import record
from audit.models import Entry
from evaluation.models import Evaluation
from evaluation.views.answering import Seat, answering
from evaluation.workflow.voices import PURPOSE
from links import door
from links.models import Link

KEY = "voices"  # in the session: {voice: [questions answered in this browser]}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, token):
    """Asks; what was answered is shown again only in the browser that answered it."""
    live = Link.objects.of_token(token, PURPOSE).live()
    evaluation = asked_through(live)
    if evaluation is None:
        return sent_from_here(request, token) or door.dead(request, PURPOSE)
    trajectory = evaluation.moment.trajectory
    act_as(purpose="link", reference=request.reference, organisation_id=trajectory.organisation_id)
    return answering(seat_of(request, evaluation, token))


def asked_through(links):
    """The open voice behind a link, while its moment is planned and they take part; or None."""
    return (
        Evaluation.objects.open()
        .taking_part()
        .filter(link__in=links, moment__state="planned")
        .select_related(
            "moment__trajectory__organisation",
            "moment__trajectory__resident",
            "participant",
            "questionnaire",
            "asked_by",
            "link",
        )
        .first()
    )


def seat_of(request, evaluation, token):
    known = request.session.get(KEY, {}).get(str(evaluation.pk))

    def keep(question=None):
        voices = request.session.get(KEY, {})
        here = voices.get(str(evaluation.pk), [])
        added = [question.pk] if question and question.pk not in here else []
        request.session[KEY] = voices | {str(evaluation.pk): [*here, *added]}

    def begin():
        if known is None and not request.user.is_authenticated:
            request.session.cycle_key()
        keep()

    def ended():
        return sent_from_here(request, token) or door.dead(request, PURPOSE)

    return Seat(
        request=request,
        evaluation=evaluation,
        way="link",
        begun=known is not None,
        show=lambda template, context: show(request, evaluation, template, context),
        done=lambda: redirect("evaluation:thanks"),
        too_late=ended,
        begin=begin,
        keep=keep,
        given_here=frozenset(known or ()),
    )


def sent_from_here(request, token):
    """For the browser that sent it, a second click or Back leads to the thanks as well."""
    here = request.session.get(KEY)
    if not here:
        return None
    given = Evaluation.objects.given().filter(pk__in=here, channel=Evaluation.Channel.LINK)
    if given.filter(link__in=Link.objects.of_token(token, PURPOSE)).exists():
        return redirect("evaluation:thanks")
    return None


def show(request, evaluation, template, context):
    """A page for who has the link, put on record."""
    trajectory = evaluation.moment.trajectory
    record(
        request,
        Entry.Action.VIEW,
        objects=[trajectory, trajectory.resident],
        organisation_id=trajectory.organisation_id,
        ground=f"questions {evaluation.level}",
    )
    return render(request, template, {"evaluation": evaluation} | context)


@login_not_required
@require_safe
def thanks(request):
    """Thank you; nothing of anybody."""
    return render(request, "evaluation/thanks.html")
