"""Fills the demo organisations, and empties them."""

from itertools import chain

from django.db import transaction
from django.utils import timezone

from accounts.demo import CORPORATION
from accounts.middleware import act_as
from accounts.models import Draft, Organisation, Submission
from cases.models import (
    CatalogueItem,
    ContractorList,
    Document,
    DomainSet,
    PartnerRequest,
    Share,
    Trajectory,
)
from evaluation.models import (
    CostAmount,
    Evaluation,
    EvaluationMoment,
    MomentRule,
    Questionnaire,
    Report,
)
from evaluation.workflow import reports
from links.models import Link
from network.models import Covenant, Partner
from outbox.models import Envelope, Mail
from residents.models import Dwelling, Resident, Tenancy
from signals.models import Attachment, Signal
from workspace.demo import (
    analyses,
    caseload_joris,
    caseload_sanne,
    colours,
    elsewhere,
    evaluations,
    family,
    handled,
    inbox,
    measurements,
    older_man,
    plans,
    registry,
    sharing,
    threats,
    visits,
)
from workspace.demo.calendar import Calendar
from workspace.demo.homes import Homes
from workspace.demo.people import KINDS, make_people
from workspace.demo.playback import Playback

SIGNALS = tuple(
    chain.from_iterable(
        part.SIGNALS
        for part in (family, older_man, caseload_sanne, caseload_joris, inbox, handled, elsewhere)
    )
)
PATHS = (
    family.PATH,
    older_man.PATH,
    *caseload_sanne.PATHS,
    *caseload_joris.PATHS,
    *elsewhere.PATHS,
)


def is_filled() -> bool:
    return Organisation.objects.filter(name=CORPORATION).exists()


def fill() -> None:
    """Write everything there is, into organisations without contents."""
    calendar = Calendar(timezone.now())
    people = make_people(calendar.today)
    homes = Homes(calendar.today)
    homes.make({worker.organisation.name: worker.organisation for worker in people.values()})
    measurements.use_thirteen_domains(people["noor"].organisation)
    evaluations.prepare({worker.organisation for worker in people.values()})
    playback = Playback(calendar, people, homes)
    registry.fill_registry(people["sanne"].organisation, calendar=calendar)
    playback.play(SIGNALS, PATHS)
    files = {path.key: made for path, made in playback.trajectories.items()}
    for key, measured in measurements.MEASURED.items():
        measurements.measure(files[key], measured, coach=files[key].coach, calendar=calendar)
    who = {key: analyses.always_there(file) for key, file in files.items()}
    for key, told in analyses.TOLD.items():
        who[key] = analyses.analyse(files[key], told, calendar=calendar)
    for key, story in plans.STORIES.items():
        plans.play(files[key], story, who=who[key], calendar=calendar)
    for key, threat in threats.THREATS.items():
        threats.threaten(files[key], threat, who=who[key], calendar=calendar)
    for key, planned in visits.PLANNED.items():
        visits.plan_visits(files[key], planned, people=people, calendar=calendar)
    for key, parts in registry.TEAMS.items():
        registry.fill_team(files[key], parts, calendar=calendar)
    for key, questions in sharing.ASKED.items():
        sharing.share_and_ask(files[key], questions, calendar=calendar)
    colours.fill_colours(people, homes, calendar=calendar)
    plans.fill_catalogue(files[family.KEY].organisation)
    evaluations.evaluate_all(files, calendar=calendar)
    make_report(files[family.KEY])


def make_report(trajectory: Trajectory) -> None:
    """One report for the file, made by the coach a moment ago."""
    report, _new = reports.ask(kind=Report.Kind.FILE, by=trajectory.coach, trajectory=trajectory)
    reports.make(report.pk)
    act_as(purpose="demo")  # making it was done as the coach


def empty() -> None:
    """Remove all contents of the demo organisations; they, their people and the log stay."""
    organisations = Organisation.objects.filter(name__in=KINDS)
    drafts = Draft.objects.filter(user__memberships__organisation__in=organisations)
    signals = Signal.objects.filter(organisation__in=organisations)
    files = [
        item.file
        for item in Attachment.objects.filter(signal__in=signals)
        | Attachment.objects.filter(draft__in=drafts)
    ]
    documents = Document.objects.filter(trajectory__organisation__in=organisations)
    files += [item.file for item in documents if item.file]
    made = Report.objects.filter(organisation__in=organisations)
    files += [file for report in made for file in (report.file, report.sheet) if file]
    Submission.objects.filter(user__memberships__organisation__in=organisations).delete()
    drafts.delete()
    signals.delete()
    covenants = Covenant.objects.filter(organisation__in=organisations)
    files += [item.document for item in covenants if item.document]
    made.delete()
    # Evaluations before what they are protected by: links, who takes part, measurements.
    Evaluation.objects.filter(moment__trajectory__organisation__in=organisations).delete()
    EvaluationMoment.objects.filter(trajectory__organisation__in=organisations).delete()
    for model in (Questionnaire, MomentRule, CostAmount):
        model.objects.filter(organisation__in=organisations).delete()
    # What hangs on two things that go, both restricted: the questions first, then their links.
    PartnerRequest.objects.filter(trajectory__organisation__in=organisations).delete()
    Share.objects.filter(trajectory__organisation__in=organisations).delete()
    ContractorList.objects.filter(organisation__in=organisations).delete()
    Link.objects.filter(organisation__in=organisations).delete()
    Envelope.objects.filter(mails__organisation__in=organisations).delete()
    for model in (
        Mail,
        CatalogueItem,
        Trajectory,
        DomainSet,
        Covenant,
        Partner,
        Tenancy,
        Resident,
        Dwelling,
    ):
        owner = "dwelling__organisation__in" if model is Tenancy else "organisation__in"
        model.objects.filter(**{owner: organisations}).delete()
    transaction.on_commit(lambda: [file.delete(save=False) for file in files])
