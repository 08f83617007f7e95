"""How a moment is called where nothing else may be said of it, and where its page is."""

from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from common.numbers import page_of
from evaluation.models import MomentKind

TITLES = {
    MomentKind.BASELINE: _("evaluation at the start"),
    MomentKind.THREE_MONTHS: _("evaluation after 3 months"),
    MomentKind.YEAR: _("evaluation after 1 year"),
    MomentKind.CLOSING: _("evaluation at the end"),
}


def title_of(kind):
    """A moment in neutral words: of no trajectory and of nobody."""
    return str(TITLES[kind])


def page_of_moment(number, otherwise="/"):
    """The address of the page of a moment."""
    try:
        return page_of("evaluation:moment", number)
    except NoReverseMatch:
        return otherwise
