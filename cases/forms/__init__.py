"""One file per noun; the forms other apps use are imported from here."""

from cases.forms.files import PeopleChoice, PersonChoice, coaches_of, offer

__all__ = ["PeopleChoice", "PersonChoice", "coaches_of", "offer"]
