import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.forms.files import PersonChoice, coaches_of
from common.forms import DateInput, bare_helper, not_in_past, text_area
from common.text import refuse_bsn

SOON = (("7", _("1 week")), ("14", _("2 weeks")), ("28", _("4 weeks")))


class DoorstepForm(forms.Form):
    """A visit in three taps: reached or not, when again, save; a short note of what you saw."""

    outcome = forms.ChoiceField(
        label=_("Did you speak with the resident?"),
        choices=[("reached", _("Yes, we spoke")), ("attempt", _("No, nobody reached"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you spoke with the resident.")},
    )
    facts = forms.CharField(
        label=_("What did you see or hear?"),
        widget=text_area(3),
        required=False,
        validators=[refuse_bsn],
    )
    again = forms.ChoiceField(
        label=_("Next contact in"),
        choices=SOON,
        widget=forms.RadioSelect,
        required=False,
    )
    next_contact_on = forms.DateField(
        label=_("Or on this day"), widget=DateInput, required=False, validators=[not_in_past]
    )

    tones = {"reached": "good", "attempt": "warning"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean(self):
        data = super().clean()
        if data.get("outcome") == "reached" and not data.get("facts"):
            self.add_error("facts", _("Write what you saw or heard."))
        return data

    def values(self):
        """What the workflow writes: an attempt without words still says what happened."""
        data = self.cleaned_data
        day = data["next_contact_on"]
        if not day and data["again"]:
            day = timezone.localdate() + dt.timedelta(days=int(data["again"]))
        return {
            "kind": "visit",
            "outcome": data["outcome"],
            "facts": data["facts"] or str(_("Rang the bell, nobody opened.")),
            "next_contact_on": day,
        }


class PlanVisitForm(forms.Form):
    """When you go, by when you report, and who is told if you do not."""

    day = forms.DateField(
        label=_("Day"), widget=DateInput, initial=timezone.localdate, validators=[not_in_past]
    )
    starts = forms.TimeField(label=_("Starts at"), widget=forms.TimeInput(attrs={"type": "time"}))
    check_in = forms.TimeField(
        label=_("Check in by"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    colleague = PersonChoice(User.objects.none(), label=_("Who is told when you do not check in?"))

    def __init__(self, *args, user, organisation_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["colleague"].queryset = coaches_of(organisation_id).exclude(pk=user.pk)

    def clean(self):
        data = super().clean()
        if not {"day", "starts", "check_in"} <= data.keys():
            return data
        data["starts_at"] = timezone.make_aware(dt.datetime.combine(data["day"], data["starts"]))
        data["check_in_by"] = timezone.make_aware(
            dt.datetime.combine(data["day"], data["check_in"])
        )
        if data["check_in_by"] <= data["starts_at"]:
            self.add_error("check_in", _("Choose a time after the start."))
        elif data["check_in_by"] <= timezone.now():
            self.add_error("check_in", _("This time has passed."))
        return data

    def values(self):
        names = ("colleague", "starts_at", "check_in_by")
        return {name: self.cleaned_data[name] for name in names}
