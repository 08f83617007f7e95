import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import OPEN_STATES, AddressAdvice, Grant, State, Trajectory

OPEN = "open"


class TrajectoryFilter(django_filters.FilterSet):
    """Filters of the list of trajectories; every filter is in the URL."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("all that run")), *State.choices],
        method="by_state",
        empty_label=_("all"),
    )
    mine = django_filters.BooleanFilter(
        label=_("Only mine as coach"), method="by_coach", widget=forms.CheckboxInput
    )

    class Meta:
        model = Trajectory
        fields = ["state", "mine"]

    def by_state(self, queryset, name, value):
        return queryset.filter(state__in=OPEN_STATES if value == OPEN else [value])

    def by_coach(self, queryset, name, value):
        if not value:
            return queryset
        held = Grant.objects.valid().filter(user=self.request.user, level=Grant.Level.COACH)
        return queryset.filter(pk__in=held.values("trajectory"))


class AdviceFilter(django_filters.FilterSet):
    """Filters of the list of advice about addresses."""

    colour = django_filters.ChoiceFilter(
        label=_("Colour"), choices=AddressAdvice.Colour, empty_label=_("all")
    )
    due = django_filters.BooleanFilter(
        label=_("To look at again"), method="by_review", widget=forms.CheckboxInput
    )

    class Meta:
        model = AddressAdvice
        fields = ["colour", "due"]

    def by_review(self, queryset, name, value):
        return queryset.to_review(timezone.localdate()) if value else queryset
