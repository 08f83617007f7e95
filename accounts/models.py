import uuid
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.db import NoteChanges


class Role(models.TextChoices):
    REPORTER = "reporter", _("reporter")
    COACH = "coach", _("housing coach")
    COORDINATOR = "coordinator", _("outflow coordinator")
    CARE_WORKER = "care_worker", _("care worker")
    HOUSING_CONSULTANT = "housing_consultant", _("housing consultant")
    MANAGER = "manager", _("manager")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    ADMINISTRATOR = "administrator", _("functional administrator")


class Organisation(models.Model):
    """The boundary of all access."""

    class Kind(models.TextChoices):
        CORPORATION = "corporation", _("housing corporation")
        MUNICIPALITY = "municipality", _("municipality")
        CARE_PROVIDER = "care_provider", _("care provider")
        PARTNER = "partner", _("partner")

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    crisis_phone = models.CharField(_("crisis service"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("organisation")
        triggers = [NoteChanges()]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """Someone who logs in with an e-mail address; what they may do stands in their memberships."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    is_active = models.BooleanField(_("active"), default=True)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        triggers = [NoteChanges()]

    def __str__(self):
        return f"gebruiker {self.pk}"  # no name: this text ends up in logs

    @cached_property
    def memberships_now(self) -> list["Membership"]:
        """Memberships valid today, read once per request: a right that ends, ends at the next one."""
        if not self.is_active:
            return []
        return list(self.memberships.current().select_related("organisation").order_by("pk"))

    def organisation_ids(self, *roles: str) -> list[int]:
        """Ids of the organisations where this person has one of the roles today."""
        return sorted({m.organisation_id for m in self.memberships_now if m.role in roles})

    def has_role(self, *roles: str) -> bool:
        return any(m.role in roles for m in self.memberships_now)

    @property
    def short_name(self):
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on=None):
        """Memberships valid on a date (default today); `until` is the last day."""
        on = on or timezone.localdate()
        return self.filter(models.Q(until=None) | models.Q(until__gte=on), since__lte=on)


class Membership(models.Model):
    """A user's role in an organisation, from a day until a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="accounts_one_membership_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="accounts_membership_ends_after_start",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"rol {self.pk}"


class Submission(models.Model):
    """A form that was sent, by the key printed in it: the second click lands on the first's answer."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"inzending {self.pk}"


class Draft(models.Model):
    """What someone typed and has not saved yet; it stays on the server, never in the browser."""

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=80)  # which form, of which object
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_one_draft_per_form")
        ]

    def __str__(self):
        return f"concept {self.pk}"
