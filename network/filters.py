import django_filters
from django.utils.translation import gettext_lazy as _

from network.models import Level, Partner, PartnerKind, Sector


class PartnerFilter(django_filters.FilterSet):
    """Filters of the registry; every filter is in the URL."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PartnerKind, empty_label=_("all"))
    sector = django_filters.ChoiceFilter(label=_("Sector"), choices=Sector, empty_label=_("all"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level, empty_label=_("all"))

    class Meta:
        model = Partner
        fields = ["kind", "sector", "level"]
