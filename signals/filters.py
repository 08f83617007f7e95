import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from common.lists import from_day
from signals.models import UNASSESSED, Kind, Signal, State, Urgency

OPEN, TO_ASSESS = "open", "to-assess"


class SignalFilter(django_filters.FilterSet):
    """Filters of the list of signals; every filter is in the URL."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("all open")), (TO_ASSESS, _("to assess")), *State.choices],
        method="by_state",
        empty_label=_("all"),
    )
    urgency = django_filters.ChoiceFilter(label=_("Urgency"), choices=Urgency, empty_label=_("all"))
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Kind, method="by_kind", empty_label=_("all")
    )
    since = django_filters.DateFilter(
        label=_("Came in from"),
        method=lambda queryset, name, day: from_day(queryset, "created_at", day),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Signal
        fields = ["state", "urgency", "kind", "since"]

    def by_state(self, queryset, name, value):
        if value == OPEN:
            return queryset.open()
        return queryset.filter(state__in=UNASSESSED if value == TO_ASSESS else [value])

    def by_kind(self, queryset, name, value):
        return queryset.filter(kinds__contains=[value])
