import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Entry
from common.lists import from_day, up_to_day


class EntryFilter(django_filters.FilterSet):
    """Filters of the log: a person, what was done, a period."""

    actor = django_filters.ModelChoiceFilter(
        label=_("Who"), queryset=lambda request: colleagues(request.user), empty_label=_("all")
    )
    action = django_filters.ChoiceFilter(
        label=_("What"), choices=Entry.Action, empty_label=_("all")
    )
    since = django_filters.DateFilter(
        label=_("From"),
        method=lambda queryset, name, day: from_day(queryset, "at", day),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = django_filters.DateFilter(
        label=_("Up to"),
        method=lambda queryset, name, day: up_to_day(queryset, "at", day),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    system = django_filters.BooleanFilter(
        label=_("Also what the system did by itself"),
        method="by_system",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Entry
        fields = ["actor", "action", "since", "until", "system"]

    def by_system(self, queryset, name, value):
        return queryset if value else queryset.exclude(actor=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["actor"].label_from_instance = lambda user: user.name


def colleagues(user):
    """Everybody who has or had a role in the organisations whose log this user reads."""
    organisations = [m.organisation_id for m in user.memberships_now]
    return User.objects.filter(memberships__organisation__in=organisations).distinct()
