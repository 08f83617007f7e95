"""Advice about addresses that is to be looked at again, as lines of today's list."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from cases.models import AddressAdvice
from common.numbers import page_of
from residents.models import Dwelling

JOINT = "\n"  # between parts in one column


def advice_dates(user, until):
    """Advice this person gave that is to be looked at again; organisation and address in one column."""
    mine = AddressAdvice.objects.visible_to(user).to_review(until).filter(author=user)
    home = ("street", "house_number", "addition", "city")
    columns = ["organisation_id", *(f"dwelling__{name}" for name in home)]
    parts = [part for name in columns for part in (F(name), models.Value(JOINT))]
    return (
        mine.order_by()
        .annotate(parts=Concat(*parts, output_field=models.TextField()))
        .values_list(
            models.Value("advice"),
            "pk",
            "parts",
            "review_on",
            Cast("dwelling__number", models.TextField()),
        )
    )


def advice_line(pk, parts, day, number):
    """Look at an advice again: until somebody does, it holds."""
    organisation, street, house_number, addition, city, _end = parts.split(JOINT)
    home = Dwelling(street=street, house_number=house_number, addition=addition, city=city)
    return {
        "due": day,
        "why": _("Look again at the advice about this address"),
        "who": home.address,
        "where": "",
        "url": page_of("cases:advice", number),
        "button": _("Look at advice"),
        "files": (AddressAdvice(pk=pk, organisation_id=int(organisation)),),
    }
