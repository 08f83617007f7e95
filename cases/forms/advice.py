"""The colour of an address, and lists of colours for contractors."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.addresses import read_addresses
from cases.models import LONGEST_LIST_DAYS, AddressAdvice, ContractorList
from cases.models.advice import LONGEST_DAYS, MOST_ADDRESSES, USUAL_DAYS
from common.forms import DateInput, bare_helper, choices_of, not_in_past, text_area
from common.text import refuse_bsn
from network.models import PartnerContact

Colour = AddressAdvice.Colour
MOST_LINES = 200


def not_after(days, words):
    """A validator for a date at most so many days from today; `words` say which limit it is."""

    def check(day):
        if day and day > timezone.localdate() + dt.timedelta(days=days):
            raise forms.ValidationError(words, code="too_late")

    return check


class AdviceForm(forms.ModelForm):
    """Colour, reason and review date; without a reason only "go alone"."""

    tones = AddressAdvice.TONES
    hints = {
        Colour.ALONE: gettext_lazy("Nothing special: the bell can be rung."),
        Colour.CALL: gettext_lazy("Only after a call with us."),
        Colour.TOGETHER: gettext_lazy("With two people, after a call with us."),
    }

    class Meta:
        model = AddressAdvice
        fields = ["colour", "reason", "review_on"]
        widgets = {"colour": forms.RadioSelect, "reason": text_area(3), "review_on": DateInput}
        help_texts = {
            "reason": gettext_lazy(
                "What happened at the door, and when. No diagnosis. It stays inside: contractors"
                " and reporters see the colour only."
            ),
            "review_on": gettext_lazy("At most a year from now. Until you looked, it holds."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["colour"].choices = Colour.choices
        proposed = timezone.localdate() + dt.timedelta(days=USUAL_DAYS)
        self.initial.setdefault("review_on", proposed)
        limit = not_after(LONGEST_DAYS, _("An advice holds for a year at most."))
        self.fields["review_on"].validators += [not_in_past, limit]

    def clean(self):
        data = super().clean()
        needs_reason = data.get("colour") in (Colour.CALL, Colour.TOGETHER)
        if needs_reason and "reason" in data and not data["reason"].strip():
            self.add_error("reason", _("Write why people cannot simply go there."))
        return data


class ContractorChoice(forms.ModelChoiceField):
    def label_from_instance(self, contact):
        return contact.label


class ContractorListForm(forms.ModelForm):
    """For whom, which addresses, what for and until when."""

    addresses = forms.CharField(
        label=gettext_lazy("Which addresses?"),
        validators=[refuse_bsn],
        max_length=20_000,
        widget=text_area(6),
        help_text=gettext_lazy(
            "One per line: an address (Molenweg 12), a street or a district. After a comma you"
            " may name the town."
        ),
    )

    class Meta:
        model = ContractorList
        fields = ["contact", "purpose", "ends_on"]
        field_classes = {"contact": ContractorChoice}
        labels = {"contact": gettext_lazy("For whom at the contractor?")}
        widgets = {"ends_on": DateInput}
        help_texts = {
            "purpose": gettext_lazy("For example: boiler check, autumn round."),
            "ends_on": gettext_lazy(
                "Half a year from now at most. Then the link closes by itself."
            ),
        }

    field_order = ["contact", "addresses", "purpose", "ends_on"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        contact = self.fields["contact"]
        contact.queryset = PartnerContact.objects.contractors(organisations).with_partner()
        contact.choices = choices_of(contact.queryset, lambda one: one.label, empty="")
        limit = not_after(LONGEST_LIST_DAYS, _("A list stays open for half a year at most."))
        self.fields["ends_on"].validators += [not_in_past, limit]
        self.initial["ends_on"] = timezone.localdate() + dt.timedelta(days=28)

    def clean_contact(self):
        contact = self.cleaned_data["contact"]
        if not contact.standing.email:
            raise forms.ValidationError(
                _("There is no e-mail address of this person yet. Add it in the network first.")
            )
        return contact

    def clean(self):
        data = super().clean()
        if not data.get("contact") or not data.get("addresses"):
            return data
        if len(data["addresses"].splitlines()) > MOST_LINES:
            self.add_error("addresses", _("At most %(n)d lines.") % {"n": MOST_LINES})
            return data
        organisation_id = data["contact"].partner.organisation_id
        found = read_addresses(data["addresses"], organisation_id=organisation_id)
        if found.unknown:
            lines = "; ".join(found.unknown[:5])
            self.add_error("addresses", _("Not found: %(lines)s.") % {"lines": lines})
        elif len(found.dwellings) > MOST_ADDRESSES:
            words = {"n": len(found.dwellings), "most": MOST_ADDRESSES}
            self.add_error(
                "addresses",
                _("These are %(n)d addresses; on one list go %(most)d at most.") % words,
            )
        data["dwellings"] = found.dwellings
        return data

    def values(self):
        names = ("contact", "dwellings", "purpose", "ends_on")
        return {name: self.cleaned_data[name] for name in names}
