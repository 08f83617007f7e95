from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import ShortTextField
from common.versioned import Versioned
from network.models import PartnerContact
from network.models.contact import LABELLED


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def current(self):
        """Who takes part now; with what their label needs."""
        return self.filter(until=None).labelled()

    def labelled(self):
        """With what their label needs."""
        return self.select_related(*LABELLED)


def labelled(path):
    """What the label of a participant under this name needs, for select_related."""
    return tuple(f"{path}__{needed}" for needed in LABELLED)


class Participant(Versioned):
    """Somebody around the resident: the resident, our own organisation, a partner, or another."""

    class Kind(models.TextChoices):
        RESIDENT = "resident", _("the resident")
        OWN = "own", _("housing coach")
        PARTNER = "partner", _("partner")
        OTHER = "other", _("somebody close")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="participants")
    kind = models.CharField(max_length=10, choices=Kind)
    contact = models.ForeignKey(
        PartnerContact,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # the index below holds it
        related_name="participations",
    )
    name = ShortTextField(_("name"), max_length=80, blank=True)
    role = ShortTextField(_("What do they do?"), max_length=120, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        constraints = [
            models.CheckConstraint(
                name="cases_partner_has_a_contact",
                condition=models.Q(kind="partner", contact__isnull=False)
                | ~models.Q(kind="partner") & models.Q(contact=None),
            ),
            models.UniqueConstraint(
                fields=["trajectory", "kind"],
                condition=models.Q(kind__in=("resident", "own")),
                name="cases_one_resident_and_one_coach",
            ),
            models.UniqueConstraint(
                fields=["trajectory", "contact"],
                condition=models.Q(until=None, contact__isnull=False),
                name="cases_contact_takes_part_once",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "trajectory"], name="cases_participant_by_contact")
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"betrokkene {self.pk}"

    @property
    def label(self):
        """Who this is, for people on the trajectory; needs labelled()."""
        if self.kind == self.Kind.PARTNER:
            return self.contact.label
        return self.name or str(self.get_kind_display())
