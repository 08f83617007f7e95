"""Who keeps the pilot light, and how often."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.models import Participant, SafetyNet
from common.forms import DateInput, bare_helper, not_in_past, text_area
from common.text import refuse_bsn

OFTEN = [
    (14, _("every 2 weeks")),
    (28, _("every 4 weeks")),
    (42, _("every 6 weeks")),
    (91, _("every 3 months")),
]


class KeeperChoice(forms.ModelChoiceField):
    def label_from_instance(self, participant):
        return capfirst(participant.label)


class SafetyNetForm(forms.Form):
    keeper = KeeperChoice(
        Participant.objects.none(), label=_("Who keeps the pilot light?"), empty_label=None
    )
    days = forms.TypedChoiceField(
        label=_("How often is there contact?"), choices=OFTEN, coerce=int, widget=forms.RadioSelect
    )
    next_contact_on = forms.DateField(
        label=_("First contact"), widget=DateInput, validators=[not_in_past]
    )
    reason = forms.CharField(
        label=_("Why now?"), widget=text_area(2), required=False, validators=[refuse_bsn]
    )

    def __init__(self, *args, trajectory, net=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        people = trajectory.participants.current().exclude(kind=Participant.Kind.RESIDENT)
        self.fields["keeper"].queryset = people.order_by("kind", "pk")
        if net:
            del self.fields["reason"]
            self.fields["next_contact_on"].label = _("Next contact")
            if net.days not in dict(OFTEN):
                other = SafetyNet._meta.get_field("days").verbose_name
                self.fields["days"].choices = [(net.days, f"{other}: {net.days}"), *OFTEN]
