import datetime as dt
import uuid
from functools import partial

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Draft, Organisation, Role
from cases.models import Trajectory
from common.dates import add_working_days
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.numbers import new_number, page_of
from residents.models import Dwelling, Resident

LOGS_SIGNALS = (Role.REPORTER, Role.COACH, Role.HOUSING_CONSULTANT)


class State(models.TextChoices):
    NEW = "new", _("new")
    ASSESSING = "assessing", _("being assessed")
    TAKEN_UP = "taken_up", _("taken up")
    REFERRED = "referred", _("referred")
    TRAJECTORY = "trajectory", _("in a trajectory")
    FED_BACK = "fed_back", _("fed back")
    CLOSED = "closed", _("closed")


OPEN_STATES = tuple(state for state in State if state != State.CLOSED)
UNASSESSED = (State.NEW, State.ASSESSING)
ASSESSED = (State.TAKEN_UP, State.REFERRED, State.TRAJECTORY, State.FED_BACK)  # and still open


class Kind(models.TextChoices):
    WORRYING = "worrying", _("worrying behaviour")
    NOISE = "noise", _("noise")
    NEGLECT = "neglect", _("dirt or neglect")
    SMELL = "smell", _("smell")
    AGGRESSION = "aggression", _("aggression")
    QUARREL = "quarrel", _("quarrel between neighbours")
    ARREARS = "arrears", _("rent arrears")
    AVOIDS_CARE = "avoids_care", _("avoids care or contact")
    REFUSES_REPAIRS = "refuses_repairs", _("refuses maintenance")
    FIRE_OR_GAS = "fire_or_gas", _("danger of fire or gas")
    HOMELESS = "homeless", _("perhaps without a home")
    OTHER = "other", _("something else")


class Urgency(models.TextChoices):
    DANGER = "danger", _("Danger now")
    SOON = "soon", _("Within 2 days")
    CAN_WAIT = "can_wait", _("Can wait")


# Working days to respond and to feed back, when the organisation has set none of its own.
DEFAULT_TERMS = {Urgency.DANGER: (0, 2), Urgency.SOON: (2, 5), Urgency.CAN_WAIT: (5, 10)}


class Triage(models.TextChoices):
    NUISANCE = "nuisance", _("nuisance without more")
    QUARREL = "quarrel", _("quarrel between neighbours: mediation")
    VULNERABLE = "vulnerable", _("nuisance by a vulnerable household: care first")
    SPOILER = "spoiler", _("spoils the living of others: warn, build a file")
    UNCLEAR = "unclear", _("unclear: find out more")
    ACUTE = "acute", _("acute")


class Channel(models.TextChoices):
    SEEN = "seen", _("seen or heard myself")
    PHONE = "phone", _("by phone")
    DESK = "desk", _("at the desk")
    MAIL = "mail", _("by mail or letter")
    PARTNER = "partner", _("through a partner")


class ReporterRole(models.TextChoices):
    NEIGHBOUR = "neighbour", _("neighbour")
    TENANT = "tenant", _("the tenant")
    CARETAKER = "caretaker", _("caretaker")
    REPAIR = "repair", _("repair worker")
    CONSULTANT = "consultant", _("housing consultant")
    COLLECTION = "collection", _("rent collection")
    POLICE = "police", _("police")
    MUNICIPALITY = "municipality", _("municipality")
    CARE_PARTNER = "care_partner", _("care partner")
    FAMILY = "family", _("family")
    ANONYMOUS = "anonymous", _("anonymous")


OWN_STAFF = (
    ReporterRole.CARETAKER,
    ReporterRole.REPAIR,
    ReporterRole.CONSULTANT,
    ReporterRole.COLLECTION,
)


class SignalChanged(Exception):
    """Somebody else dealt with this signal after the page was opened."""


class Term(models.Model):
    """An organisation's own response terms for one urgency, in working days."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="signal_terms")
    urgency = models.CharField(max_length=10, choices=Urgency)
    respond_days = models.PositiveSmallIntegerField(_("working days to respond"))
    feedback_days = models.PositiveSmallIntegerField(_("working days to feed back"))

    class Meta:
        verbose_name = _("term")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "urgency"], name="signals_one_term_per_urgency"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"termijn {self.pk}"


def due_dates(organisation_id: int, urgency: str, on: dt.date) -> tuple[dt.date, dt.date]:
    """The last days to respond to and feed back on a signal of this urgency that came in `on`."""
    own = Term.objects.filter(organisation=organisation_id, urgency=urgency).first()
    respond, feedback = (
        (own.respond_days, own.feedback_days) if own else DEFAULT_TERMS[Urgency(urgency)]
    )
    return add_working_days(on, respond), add_working_days(on, feedback)


class SignalQuerySet(models.QuerySet["Signal"]):
    def visible_to(self, user):
        """Signals of the organisations where the user is a coach."""
        return self.filter(organisation__in=user.organisation_ids(Role.COACH))

    def reported_by(self, user):
        """Signals this user logged, in organisations where they still may."""
        return self.filter(
            reporter__user=user, organisation__in=user.organisation_ids(*LOGS_SIGNALS)
        )

    def open(self):
        return self.exclude(state=State.CLOSED)

    def awaiting_response(self, until):
        """Signals nobody assessed yet whose response is due on or before a date."""
        return self.filter(state__in=UNASSESSED, respond_by__lte=until)

    def awaiting_feedback(self, until):
        """Assessed signals whose reporter is to hear something on or before a date."""
        return self.filter(state__in=ASSESSED, fed_back_at=None, feedback_by__lte=until)

    def at_address_of(self, signal):
        """Other signals of the same dwelling, newest first."""
        if signal.dwelling_id is None:
            return self.none()
        same = self.filter(organisation=signal.organisation_id, dwelling=signal.dwelling_id)
        return same.exclude(pk=signal.pk).order_by("-created_at")


class Signal(models.Model):
    """One observation of worrying behaviour, nuisance, arrears or neglect."""

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "S"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NEW)
    version = models.PositiveIntegerField(default=1, editable=False)

    dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, null=True, blank=True, related_name="signals"
    )
    place = ShortTextField(_("Which address or person?"), max_length=200, blank=True)
    resident = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="signals"
    )
    facts = FreeTextField(_("What did you see or hear?"))
    impression = FreeTextField(_("What do you think?"), blank=True)
    urgency = models.CharField(_("How urgent is it?"), max_length=10, choices=Urgency)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), default=list, blank=True)
    channel = models.CharField(
        _("How do you know?"), max_length=10, choices=Channel, default=Channel.SEEN
    )
    happened_on = models.DateField(_("When was it?"), default=timezone.localdate)
    since_when = ShortTextField(_("Since when, how often?"), max_length=120, blank=True)
    talked_about = models.BooleanField(_("Already talked about it with the tenant?"), default=False)

    respond_by = models.DateField(editable=False)
    feedback_by = models.DateField(editable=False)
    triage = models.CharField(_("Assessment"), max_length=12, choices=Triage, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    referred_to = ShortTextField(_("Referred to"), max_length=120, blank=True)
    fed_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    trajectory = models.ForeignKey(
        Trajectory, models.PROTECT, null=True, blank=True, related_name="signals"
    )

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        constraints = [
            models.CheckConstraint(
                name="signals_assessed_has_triage",
                condition=models.Q(state__in=(*UNASSESSED, State.CLOSED)) | ~models.Q(triage=""),
            ),
            models.CheckConstraint(
                name="signals_in_trajectory_names_it",
                condition=~models.Q(state=State.TRAJECTORY) | models.Q(trajectory__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_not_closed_before_feedback",
                condition=~models.Q(state__in=(State.FED_BACK, State.CLOSED))
                | models.Q(fed_back_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="signals_newest"),
            models.Index(
                fields=["organisation", "-created_at", "-id"],
                condition=~models.Q(state=State.CLOSED),
                name="signals_newest_open",
            ),
            models.Index(
                fields=["organisation", "urgency", "-created_at", "-id"], name="signals_by_urgency"
            ),
            GinIndex(fields=["kinds"], name="signals_by_kind"),
            models.Index(
                fields=["organisation", "respond_by"],
                condition=models.Q(state__in=UNASSESSED),
                name="signals_awaiting_response",
            ),
            models.Index(
                fields=["organisation", "feedback_by"],
                condition=models.Q(
                    fed_back_at=None,
                    state__in=ASSESSED,
                ),
                name="signals_awaiting_feedback",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"signaal {self.number}"

    def get_absolute_url(self):
        return page_of("signals:detail", self.number)

    @property
    def where(self):
        """The address, else what the reporter typed; empty when neither is known."""
        return self.dwelling.address if self.dwelling else self.place

    @property
    def kind_labels(self):
        return [Kind(kind).label for kind in self.kinds]

    @property
    def title(self):
        """What it is about, in a few words, for lists and the timeline."""
        return ", ".join(str(label) for label in self.kind_labels) or str(_("Signal"))

    @property
    def is_assessed(self):
        return self.state not in UNASSESSED

    def change(self, **values):
        """Write values once: of two writers who saw the same version, only the first one wins.

        Raises SignalChanged for the second.
        """
        rows = Signal.objects.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **values):
            raise SignalChanged
        self.refresh_from_db()


class Reporter(models.Model):
    """Who gave the signal: kept apart, on a page of its own, for two roles, each look on record."""

    signal = models.OneToOneField(Signal, models.CASCADE, related_name="reporter")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(
        _("Who noticed it?"), max_length=20, choices=ReporterRole, default=ReporterRole.CARETAKER
    )
    name = ShortTextField(_("Name"), max_length=120, blank=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    keep_private = models.BooleanField(_("Keep the name from the tenant"), default=True)

    class Meta:
        verbose_name = _("who reported")
        indexes = [models.Index(fields=["user", "-signal"], name="signals_reporter_by_user")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"melder {self.pk}"


class Attachment(models.Model):
    """A photo or PDF with a signal; belongs to a draft until the signal is saved."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey(
        Signal, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    draft = models.ForeignKey(
        Draft, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.FileField(upload_to="signals/%Y/%m/")
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        constraints = [
            models.CheckConstraint(
                name="signals_attachment_has_one_home",
                condition=models.Q(signal=None, draft__isnull=False)
                | models.Q(signal__isnull=False, draft=None),
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"bijlage {self.pk}"


class Feedback(models.Model):
    """What the reporter was told, or why nothing was told."""

    class Kind(models.TextChoices):
        CONTENT = "content", _("told what happens")
        TAKEN_UP = "taken_up", _("told only that it was taken up")
        NOT_ALLOWED = "not_allowed", _("not allowed by law")
        NOT_WANTED = "not_wanted", _("the reporter wants no feedback")

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="feedback")
    kind = models.CharField(_("What do you tell?"), max_length=12, choices=Kind)
    text = FreeTextField(_("Message to the reporter"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("feedback")
        triggers = [NoteChanges()]

    def __str__(self):
        return f"terugkoppeling {self.pk}"


class Event(models.Model):
    """One step in the life of a signal, for its history."""

    class Verb(models.TextChoices):
        LOGGED = "logged", _("Signal logged")
        EDITED = "edited", _("Signal changed")
        ASSESSED = "assessed", _("Assessed")
        TAKEN_UP = "taken_up", _("Taken up")
        REFERRED = "referred", _("Referred")
        TRAJECTORY = "trajectory", _("Put in a trajectory")
        FED_BACK = "fed_back", _("Fed back to the reporter")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="events")
    verb = models.CharField(max_length=12, choices=Verb)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = FreeTextField(_("explanation"), blank=True)

    class Meta:
        verbose_name = _("event")
        indexes = [models.Index(fields=["signal", "at"], name="signals_event_by_time")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"gebeurtenis {self.pk}"
