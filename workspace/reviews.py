"""Advice about addresses that is to be looked at again, as lines of today's list."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from cases.models import AddressAdvice
from common.numbers import page_of
from residents.models import Dwelling

ADDRESS_JOINT = "\n"  # between the parts of an address in one column


def advice_dates(user, until):
    """Advice this person gave that is to be looked at again; with the address in the third column."""
    mine = AddressAdvice.objects.visible_to(user).to_review(until).filter(author=user)
    parts = ("street", "house_number", "addition", "city")
    address = [
        part for name in parts for part in (F(f"dwelling__{name}"), models.Value(ADDRESS_JOINT))
    ]
    return (
        mine.order_by()
        .annotate(address=Concat(*address, output_field=models.TextField()))
        .values_list(
            models.Value("advice"),
            "pk",
            "address",
            "review_on",
            Cast("dwelling__number", models.TextField()),
        )
    )


def advice_line(pk, address, day, number):
    """Look at an advice again: until somebody does, it holds."""
    street, house_number, addition, city, _end = address.split(ADDRESS_JOINT)
    home = Dwelling(street=street, house_number=house_number, addition=addition, city=city)
    return {
        "due": day,
        "why": _("Look again at the advice about this address"),
        "who": home.address,
        "where": "",
        "url": page_of("cases:advice", number),
        "button": _("Look at advice"),
        "files": (AddressAdvice(pk=pk),),
    }
