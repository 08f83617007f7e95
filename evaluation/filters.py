import django_filters
from django.utils.translation import gettext_lazy as _

from evaluation.models import EvaluationMoment, MomentKind


class MomentFilter(django_filters.FilterSet):
    """Filters of the list of evaluation moments; every filter is in the URL."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=EvaluationMoment.State, empty_label=_("all")
    )
    kind = django_filters.ChoiceFilter(label=_("Moment"), choices=MomentKind, empty_label=_("all"))

    class Meta:
        model = EvaluationMoment
        fields = ["state", "kind"]
