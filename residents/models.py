import re
from functools import partial

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from common.db import Fold, NoteChanges, folded
from common.fields import ShortTextField
from common.names import join_name
from common.numbers import new_number

FINDS_ADDRESSES = (Role.REPORTER, Role.COACH, Role.HOUSING_CONSULTANT)


CONSIDERED = 300  # rows a search looks at before it sorts them


class ResidentChanged(Exception):
    """Somebody else changed this resident after the page was opened."""


class DateRange(models.Func):
    """A tenancy's days, first and last included."""

    function = "daterange"
    output_field = DateRangeField()


class SearchableQuerySet(models.QuerySet):
    def matching(self, text, most):
        """At most so many rows that hold all words typed; only if there are none, alike ones.

        A list: ids come first and are sorted after, or a common word walks the sort index.
        """
        words = self.words_of(text)
        if not words:
            return []
        exact = self
        for word in words:
            exact = exact.filter(search__contains=Fold(models.Value(word)))
        ids = list(exact.order_by().values_list("pk", flat=True)[:CONSIDERED])
        if ids:
            return list(self.filter(pk__in=ids).order_by(*self.ranking(words))[:most])
        typed = Fold(models.Value(" ".join(words)))
        found = self.filter(search__trigram_word_similar=typed).order_by().values("pk")
        alike = self.filter(pk__in=found[:CONSIDERED])
        likeness = TrigramWordSimilarity(typed, "search")
        ranked = alike.annotate(likeness=likeness).order_by("-likeness", *self.ranking(words))
        return list(ranked[:most])

    def words_of(self, text):
        return text.split()

    def ranking(self, words):
        raise NotImplementedError


# "12a", "12-2" and "9999aa" as people type them, against the parts an address is stored in.
_ADDRESS_JOINTS = re.compile(r"(?<=\d)-(?=\w)|(?<=\d)(?=[a-z])", re.IGNORECASE)


def address_words(text):
    """The parts of an address as typed, in lower case: "Kade 12-2" gives kade, 12, 2."""
    return _ADDRESS_JOINTS.sub(" ", text.replace(",", " ").lower()).split()


class DwellingQuerySet(SearchableQuerySet):
    def words_of(self, text):
        return address_words(text)

    def ranking(self, words):
        """Exactly this house number and addition first, then along the street."""
        numbers = [int(word) for word in words if word.isdecimal() and len(word) < 6]
        additions = [word.upper() for word in words] + words
        exact = models.Case(
            models.When(house_number__in=numbers, addition__in=additions, then=0),
            models.When(house_number__in=numbers, then=1),
            default=2,
        )
        return exact, "street", "house_number", "addition", "pk"

    def visible_to(self, user):
        """Dwellings of the organisations where the user logs or handles signals."""
        return self.filter(organisation__in=user.organisation_ids(*FINDS_ADDRESSES))


class Dwelling(models.Model):
    """A rentable unit with an address."""

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "W"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    external_id = models.CharField(max_length=40, blank=True)
    street = models.CharField(_("street"), max_length=80)
    house_number = models.PositiveIntegerField(_("house number"))
    addition = models.CharField(_("addition"), max_length=10, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7)
    city = models.CharField(_("town"), max_length=80)
    district = models.CharField(_("district"), max_length=80, blank=True)
    search = folded("street", "house_number", "addition", "postcode", "city")

    objects = DwellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("dwelling")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "postcode", "house_number", "addition"],
                name="residents_one_dwelling_per_address",
            )
        ]
        indexes = [GinIndex(OpClass("search", "gin_trgm_ops"), name="residents_dwelling_search")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"woning {self.pk}"

    @property
    def address(self):
        """Street, number and town on one line: "Kanaalkade 12 A, Alkmaar", "Kade 12-2, Alkmaar"."""
        joint = "-" if self.addition[:1].isdigit() else " "
        number = f"{self.house_number}{joint}{self.addition}".strip()
        return f"{self.street} {number}, {self.city}"


class ResidentQuerySet(SearchableQuerySet):
    def visible_to(self, user):
        """Names and addresses in a coach's organisation: one is found before another is added."""
        return self.filter(organisation__in=user.organisation_ids(Role.COACH))

    def living_at(self, dwelling, on=None):
        """Residents with a tenancy of this dwelling on a date (default today)."""
        return self.filter(tenants__tenancy__in=dwelling.tenancies.current(on))

    def ranking(self, words):
        return "sort_name", "pk"

    def by_name(self):
        """Sorted as in a Dutch directory: on the surname, then the particle, then initials."""
        return self.order_by("sort_name", "pk")


class Resident(models.Model):
    """Someone who rents, or lives with someone who does."""

    class Address(models.TextChoices):
        MRS = "mrs", _("Ms")
        MR = "mr", _("Mr")
        NEITHER = "", _("no form of address")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    form_of_address = models.CharField(
        _("form of address"), max_length=3, choices=Address, blank=True, default=""
    )
    initials = models.CharField(_("initials"), max_length=20, blank=True)
    given_name = models.CharField(_("first name"), max_length=60, blank=True)
    particle = models.CharField(_("particle"), max_length=20, blank=True)
    surname = models.CharField(_("surname"), max_length=80)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    search = folded("given_name", "initials", "particle", "surname")
    sort_name = folded("surname", "particle", "initials")

    objects = ResidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident")
        indexes = [
            GinIndex(OpClass("search", "gin_trgm_ops"), name="residents_resident_search"),
            models.Index(fields=["organisation", "sort_name"], name="residents_resident_by_name"),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"bewoner {self.pk}"  # no name: this text ends up in logs

    @property
    def full_name(self):
        """As on an envelope, with the form of address: "Mevrouw A. de Vries"."""
        name = join_name(initials=self.initials, particle=self.particle, surname=self.surname)
        if not self.form_of_address:
            return name[:1].upper() + name[1:]
        return f"{self.get_form_of_address_display()} {name}"

    def change(self, **values):
        """Write values once; raises ResidentChanged for the second of two writers."""
        rows = Resident.objects.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **values):
            raise ResidentChanged
        self.refresh_from_db()


class TenancyQuerySet(models.QuerySet["Tenancy"]):
    def current(self, on=None):
        """Tenancies running on a date (default today); the last day counts."""
        on = on or timezone.localdate()
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on), starts_on__lte=on)


class Tenancy(models.Model):
    """Residents in a dwelling: contract, holder, legal ground, dates."""

    class Contract(models.TextChoices):
        REGULAR = "regular", _("regular")
        TRIAL = "trial", _("trial tenancy")
        CONVERSION = "conversion", _("care provider first, resident later")
        THREE_PARTIES = "three_parties", _("three-party contract")
        TEMPORARY = "temporary", _("temporary")

    class Holder(models.TextChoices):
        RESIDENT = "resident", _("the resident")
        CARE_PROVIDER = "care_provider", _("the care provider")

    dwelling = models.ForeignKey(Dwelling, models.CASCADE, related_name="tenancies")
    residents = models.ManyToManyField(Resident, through="Tenant", related_name="tenancies")
    contract = models.CharField(
        _("contract"), max_length=20, choices=Contract, default=Contract.REGULAR
    )
    holder = models.CharField(
        _("in whose name"), max_length=20, choices=Holder, default=Holder.RESIDENT
    )
    legal_ground = models.CharField(_("legal ground"), max_length=80, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = TenancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenancy")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="residents_tenancy_ends_after_start",
            ),
            ExclusionConstraint(
                name="residents_one_tenancy_at_a_time",
                expressions=[
                    ("dwelling", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", models.Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"huurovereenkomst {self.pk}"


class Tenant(models.Model):
    """One resident under a tenancy."""

    tenancy = models.ForeignKey(Tenancy, models.CASCADE, related_name="tenants")
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="tenants")

    class Meta:
        verbose_name = _("tenant")
        constraints = [
            models.UniqueConstraint(
                fields=["tenancy", "resident"], name="residents_tenant_once_per_tenancy"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"huurder {self.pk}"


class NoSafeChannel(Exception):
    """Nobody confirmed that this resident alone reads what is sent there."""


class SafeChannelQuerySet(models.QuerySet["SafeChannel"]):
    def current(self):
        return self.filter(withdrawn_on=None)


class SafeChannel(models.Model):
    """That an address or number of a resident is safe to use: who said so, and who reads along."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="safe_channels")
    kind = models.CharField(max_length=5, choices=Kind)
    address = ShortTextField(max_length=254)  # as it was then: another address is not confirmed
    readers = ShortTextField(_("who reads along"), max_length=120, blank=True)
    confirmed_how = ShortTextField(_("how you know"), max_length=200)
    confirmed_on = models.DateField(default=timezone.localdate)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SafeChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("safe address")
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=models.Q(withdrawn_on=None),
                name="residents_one_safe_channel_of_a_kind",
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"veilig adres {self.pk}"

    @property
    def still_fits(self):
        """Whether it is still what stands with the resident's details."""
        return self.address == getattr(self.resident, self.kind)
