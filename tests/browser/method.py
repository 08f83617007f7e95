"""The method at its fullest on one trajectory: for pages that must fit whatever stands on them."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cases import tasks
from cases.models import CatalogueItem, Document, Trajectory
from cases.workflow import analysis, eviction, hand_over, history, measuring, people, plan, visits
from cases.workflow import road as cases
from cases.workflow import safety_net as nets
from tests.cast import resident, trajectory

ASPECTS = ("situation", "skill", "behaviour")


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


def measured(file, by, *, assessor="coach", values=(2, 2, 2), ago=0, reason="De gang is vrij."):
    """A signed measurement of every field of life that is not stricter, on a day before today."""
    made = measuring.begin(file, assessor=assessor, by=by)
    domains = list(made.domain_set.domains.filter(sensitive=False))
    measuring.fill(
        made,
        by=by,
        scores={
            (domain.pk, aspect): value
            for domain in domains
            for aspect, value in zip(ASPECTS, values, strict=True)
        },
        reasons={domain.pk: reason for domain in domains},
        domains={domain.pk for domain in domains},
        measured_on=days(-ago),
    )
    measuring.sign(made)
    return made


def fill_method(file, by, *, colleague, words):
    """Everything the method can hold about file, with `words` wherever somebody types."""
    measured(file, by, values=(1, 2, 1), ago=90, reason=words)
    measured(file, by, values=(3, 3, 4), ago=10)
    measured(file, by, assessor="resident", values=(5, 5, 5), ago=9)
    measuring.begin(file, assessor="resident", by=by)
    history.add_fact(file, since=days(-900), until=days(-400), text=words[:160], source=words[:80])
    history.set_pace(file, pace="slow", contact_days=10, reason=words)
    add_analysis(file, words)
    add_plan(file, words)
    add_threat(file, by, words)
    start = timezone.now() + dt.timedelta(minutes=5)
    visits.plan(
        file,
        visitor=by,
        colleague=colleague,
        starts_at=start,
        check_in_by=start + dt.timedelta(hours=1),
    )


def add_analysis(file, words):
    own = file.participants.get(kind="own")
    contact = {"name": words[:100], "role": words[:60], "phone": "0600000009", "email": ""}
    partner = people.add_partner(file, name=words[:100], kind="municipality", contact=contact)
    gone = people.add_somebody_close(file, name="Oom Jan", role=words[:100])
    barriers = [analysis.add_barrier(file, text=text) for text in (words[:160], "Angst", "Post")]
    for effect in ("reinforcing", "mitigating"):
        cause = analysis.add_cause(file, text=words[:160], effect=effect, barriers=barriers)
        for who, position in ((own, "promises"), (partner, "promises"), (gone, "undoes")):
            analysis.add_stance(cause, participant=who, position=position, text=words[:150])
    analysis.goal_from(barriers[1])
    people.end_participation(gone)
    for due, kept in ((-3, None), (3, None), (-9, True), (-8, False)):
        agreed = people.add_agreement(
            file, participant=partner, text=words[:160], due_on=days(due), cause=cause
        )
        if kept is not None:
            people.settle(agreed, kept=kept)


def add_plan(file, words):
    goal = plan.add_goal(file, text=words[:160], resident_text=words[:160])
    plan.add_goal(file, text="Al gehaald", reached_on=days(-2))
    own, tenant = (file.participants.get(kind=kind) for kind in ("own", "resident"))
    first = plan.add_step(goal, text="Eerst", owner=tenant, due_on=days(-1), why_now=words[:160])
    late = plan.add_step(goal, text=words[:160], owner=own, due_on=days(0), needs=[first])
    begun = plan.add_step(goal, text="Al bezig", owner=own, due_on=days(9), needs=[first, late])
    plan.start_step(begun, reason=words[:400])
    done = plan.add_step(goal, text="Gedaan", owner=own, agreed_on=days(-20))
    plan.finish_step(done, state="done", done_on=days(-5), result=words)
    for kind in ("goal", "action"):
        CatalogueItem.objects.get_or_create(
            organisation=file.organisation, kind=kind, text=words[:160]
        )


def add_threat(file, by, words):
    first = eviction.set_phase(
        file, seen=None, by=by, phase="announced", since=days(-40), note=words
    )
    eviction.set_phase(file, seen=first.pk, by=by, phase="court", since=days(-9), date=days(8))
    for kind in ("contact", "reminder"):
        for ago in (30, 20):
            eviction.take_step(file, kind=kind, by=by, done_on=days(-ago), proof=words[:160])
    eviction.agree(file, kind="three_parties", terms=words, signed_on=days(-9), ends_on=days(20))


def glowing(coach, organisation, *, late, home=None, surname="Dekkers"):
    """A trajectory whose safety net is so many days late."""
    who = resident(organisation, home, surname=surname, particle="")
    file = trajectory(coach, organisation, who=who, home=home)
    for state in ("analysis", "plan", "action"):
        cases.move(file, to=state, by=coach, reason="")
    nets.keep(
        file,
        keeper=file.participants.get(kind="own"),
        days=28,
        next_contact_on=days(0),
        by=coach,
    )
    Trajectory.objects.filter(pk=file.pk).update(next_contact_on=days(-late))
    file.refresh_from_db()
    return file


def add_method(cast, words):
    """A full method on `running`, a pilot light, a hand-over, and PDFs in each state."""
    fill_method(cast.running, cast.coach, colleague=cast.backup, words=words)
    cast.glowing = glowing(cast.coach, cast.kade, late=20)
    theirs = trajectory(cast.backup, cast.kade, who=resident(cast.kade, surname="Overgedragen"))
    hand_over.hand_over([theirs], to=cast.coach, by=cast.backup, stay=True, note=words)
    documents = [
        Document.objects.create(
            trajectory=cast.running, kind="my_plan", requested_by=cast.coach, state=state
        )
        for state in ("waiting", "failed")
    ]
    return [*faces_of(cast.running), cast.glowing.get_absolute_url()] + [
        *(
            reverse("cases:document", args=[one.trajectory.number, one.key])
            for one in (cast.document, *documents)
        ),
        reverse("cases:safety_net", args=[cast.glowing.number]),
    ]


def faces_of(file):
    """Paths of the pages of a full trajectory."""
    pages = ("analysis", "plan", "domains", "eviction", "history", "pace", "doorstep", "safety_net")
    measurements = file.assessments.values_list("number", flat=True)
    compared = "&".join(f"meting={number}" for number in measurements)
    waiting = file.goals.get(actions__text="Eerst").actions.get(needs__isnull=False, state="todo")
    return [
        *(reverse(f"cases:{page}", args=[file.number]) for page in pages),
        *(reverse("cases:measurement", args=[file.number, number]) for number in measurements),
        f"{reverse('cases:domains', args=[file.number])}?{compared}",
        reverse("cases:step_start", args=[file.number, waiting.pk]),
        reverse("cases:step_finish", args=[file.number, waiting.pk]),
    ]


def make_documents():
    """What the worker does when its bell rings."""
    for pk in Document.objects.filter(state=Document.State.WAITING).values_list("pk", flat=True):
        tasks.make_document(pk)


def fetch_document(somebody):
    """Wait for the PDF on its page, download it, and give its name and its words."""
    make_documents()
    somebody.reads("Je pdf is klaar")
    with somebody.page.expect_download() as download:
        somebody.tap("link", "Pdf downloaden")
    pages = PdfReader(download.value.path()).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    return download.value.suggested_filename, text
