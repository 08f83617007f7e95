"""Colours of addresses as pages show them: always a word and a shape beside the colour."""

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.models import AddressAdvice
from cases.permissions import can_advise

Colour = AddressAdvice.Colour


def colour_words(colour=""):
    """Word, tone and shape of a colour. No advice looks in every way as "go alone" does."""
    colour = Colour(colour or Colour.ALONE)
    return {
        "label": capfirst(colour.label),
        "tone": AddressAdvice.TONES[colour],
        "shape": AddressAdvice.SHAPES[colour],
    }


def card_of(dwelling, user):
    """The advice on the page of an address: the colour for who goes there, the rest for advisers."""
    advices = list(dwelling.advices.select_related("author", "ended_by"))
    current = next((advice for advice in advices if advice.ended_at is None), None)
    inside = can_advise(user, dwelling.organisation_id)
    card = {"inside": inside, **colour_words(current.colour if current else "")}
    if not inside:
        return card | {"shown": [current] if current else []}
    earlier = [
        {"advice": advice, "until": localdate(advice.ended_at), **colour_words(advice.colour)}
        for advice in advices
        if advice is not current
    ]
    return card | {"advice": current, "earlier": earlier, "shown": advices}


def coloured(dwellings):
    """(dwelling, its words) in the order given: addresses without an advice cannot be told apart."""
    advices = AddressAdvice.objects.current().filter(dwelling__in=dwellings)
    colours = dict(advices.values_list("dwelling", "colour"))
    return [{"dwelling": home, **colour_words(colours.get(home.pk, ""))} for home in dwellings]


def legend(organisation):
    """What the colours mean, in the words for a contractor."""
    words = {"name": organisation.name}
    meanings = {
        Colour.ALONE: _("You can ring the bell, as anywhere."),
        Colour.CALL: _("Call %(name)s before you go.") % words,
        Colour.TOGETHER: _("Go with two people, and call %(name)s before you go.") % words,
    }
    return [(colour_words(colour), meaning) for colour, meaning in meanings.items()]
