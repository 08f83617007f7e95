"""How near eviction is, what the landlord did about arrears, and what was agreed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import ArrearsStep, ContractAgreement, EvictionPhase
from common.dates import short_date
from common.forms import DateInput, bare_helper, not_in_future, text_area

Phase = EvictionPhase.Phase


class PhaseForm(forms.ModelForm):
    """The phase from a day on; a court date needs its date, a mere risk has none."""

    tones = {Phase.NONE: "good", Phase.RISK: "warning"} | dict.fromkeys(
        (Phase.ANNOUNCED, Phase.COURT, Phase.JUDGMENT), "danger"
    )

    class Meta:
        model = EvictionPhase
        fields = ["phase", "since", "date", "note"]
        widgets = {
            "phase": forms.RadioSelect,
            "since": DateInput,
            "date": DateInput,
            "note": text_area(2),
        }
        help_texts = {
            "date": gettext_lazy("With a court date or a judgment."),
            "note": gettext_lazy("Only for the team; it never goes into the evidence bundle."),
        }

    def __init__(self, *args, newest=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = newest
        self.helper = bare_helper()
        self.fields["phase"].choices = Phase.choices
        self.fields["since"].validators.append(not_in_future)

    def clean_since(self):
        since = self.cleaned_data["since"]
        if since and self.newest and since < self.newest.since:
            raise forms.ValidationError(
                _("The phase of now began on %(day)s; a later one begins then or after.")
                % {"day": short_date(self.newest.since)}
            )
        return since

    def clean(self):
        data = super().clean()
        if data.get("phase") in (Phase.NONE, Phase.RISK):
            data["date"] = None
        elif data.get("phase") == Phase.COURT and not data.get("date") and "date" in data:
            self.add_error("date", _("Fill in the date of the hearing."))
        if data.get("date") and data.get("since") and data["date"] < data["since"]:
            self.add_error("date", _("This lies before the day on which the phase began."))
        return data


class ArrearsForm(forms.ModelForm):
    class Meta:
        model = ArrearsStep
        fields = ["done_on", "proof"]
        widgets = {"done_on": DateInput}
        help_texts = {
            "proof": gettext_lazy("For example: letter of 3 March in the rent file."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["done_on"].validators.append(not_in_future)


class ContractForm(forms.ModelForm):
    class Meta:
        model = ContractAgreement
        fields = ["kind", "terms", "signed_on", "ends_on"]
        widgets = {
            "kind": forms.RadioSelect,
            "terms": text_area(5),
            "signed_on": DateInput,
            "ends_on": DateInput,
        }
        help_texts = {
            "terms": gettext_lazy("One agreement per line, as the resident signed it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["kind"].choices = ContractAgreement.Kind.choices
        self.fields["signed_on"].validators.append(not_in_future)

    def clean(self):
        data = super().clean()
        signed, ends = data.get("signed_on"), data.get("ends_on")
        if signed and ends and ends < signed:
            self.add_error("ends_on", _("This lies before the day of signing."))
        return data

    def values(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
