import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role, User
from cases.models import EndReason, JournalEntry
from common.forms import DateInput, bare_helper, not_in_future, not_in_past, text_area
from common.text import refuse_bsn
from network.models import PartnerContact

OUTCOMELESS = (JournalEntry.Kind.NOTE, JournalEntry.Kind.PARTNER)


def coaches_of(organisation_id):
    """People who can coach or back up a trajectory of this organisation today."""
    coaches = Membership.objects.current().filter(organisation=organisation_id, role=Role.COACH)
    return User.objects.filter(is_active=True, pk__in=coaches.values("user")).order_by("name")


def rhythm_words(day):
    """A remark beside the date, while nothing is filled in: what the rhythm of contact proposes."""
    if day is None:
        return ""
    return gettext("The rhythm of this trajectory proposes %(day)s.") % {
        "day": date_format(day, "l j F")
    }


def offer(people, *fields):
    """Give fields the same people to choose from, read once: a field by itself reads them again."""
    choices = [(person.pk, person.name) for person in people]
    for field in fields:
        field.queryset, field.choices = people, choices


class ContactChoice(forms.ModelChoiceField):
    def label_from_instance(self, contact):
        return contact.label


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.name


class PeopleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user):
        return user.name


class EntryForm(forms.ModelForm):
    """A note after a visit: what happened, and when you see each other again."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=JournalEntry.Kind,
        widget=forms.RadioSelect,
        initial=JournalEntry.Kind.VISIT,
    )
    contact = ContactChoice(
        PartnerContact.objects.none(),
        label=_("With whom?"),
        required=False,
        empty_label=_("somebody else"),
    )
    reached = forms.ChoiceField(
        label=_("Did you speak with the resident?"),
        choices=[("yes", _("Yes, we spoke")), ("no", _("No, nobody reached"))],
        widget=forms.RadioSelect,
        required=False,
    )
    happened_on = forms.DateField(label=_("When?"), widget=DateInput, validators=[not_in_future])
    happened_time = forms.TimeField(
        label=_("What time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
    )
    next_contact_on = forms.DateField(
        label=_("Next contact"), widget=DateInput, required=False, validators=[not_in_past]
    )

    class Meta:
        model = JournalEntry
        fields = ["kind", "contact", "facts", "impression"]
        widgets = {
            "facts": text_area(4, placeholder=_("What did you see or hear?")),
            "impression": text_area(2),
        }

    def __init__(self, *args, contacts, proposal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["contact"].queryset = contacts
        self.fields["next_contact_on"].help_text = rhythm_words(proposal)
        entry = self.instance
        moment = timezone.localtime(entry.happened_at if entry.pk else timezone.now())
        self.fields["happened_on"].initial = moment.date()
        clock = moment.time().replace(second=0, microsecond=0)
        self.fields["happened_time"].initial = clock if entry.pk else None
        if entry.pk:
            self.fields["reached"].initial = {"reached": "yes", "attempt": "no"}.get(entry.outcome)
            del self.fields["next_contact_on"]

    reached_tones = {"yes": "good", "no": "warning"}

    @property
    def more_open(self):
        """Whether an error stands behind "Meer"."""
        return bool(set(self.errors) & {"impression", "happened_on", "happened_time"})

    def clean(self):
        data = super().clean()
        if data.get("kind") != JournalEntry.Kind.PARTNER:
            data["contact"] = None
        if data.get("kind") in OUTCOMELESS:
            data["outcome"] = JournalEntry.Outcome.NONE
        elif not data.get("reached"):
            self.add_error("reached", _("Say whether you spoke with the resident."))
        else:
            data["outcome"] = (
                JournalEntry.Outcome.REACHED
                if data["reached"] == "yes"
                else JournalEntry.Outcome.ATTEMPT
            )
        if day := data.get("happened_on"):
            data["happened_at"] = self._moment(day, data.get("happened_time"))
        return data

    def _moment(self, day, clock):
        """The typed day and time; without a time now, for today, or noon for an earlier day."""
        now = timezone.localtime()
        if clock is None:
            clock = now.time() if day == now.date() else dt.time(12)
        moment = timezone.make_aware(dt.datetime.combine(day, clock))
        if moment > now:
            self.add_error("happened_time", _("This time lies in the future."))
        return moment

    def values(self):
        """What the workflow writes on a journal entry."""
        names = ("kind", "contact", "outcome", "happened_at", "facts", "impression")
        return {name: self.cleaned_data[name] for name in names}


class MoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this step now?"), widget=text_area(2), required=False, validators=[refuse_bsn]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class CloseForm(forms.Form):
    end_reason = forms.ChoiceField(
        label=_("How did it end?"), choices=EndReason, widget=forms.RadioSelect
    )
    ended_on = forms.DateField(
        label=_("On which day?"),
        widget=DateInput,
        initial=timezone.localdate,
        validators=[not_in_future],
    )
    reason = forms.CharField(
        label=_("Explanation"), widget=text_area(3), required=False, validators=[refuse_bsn]
    )

    def __init__(self, *args, trajectory, **kwargs):
        super().__init__(*args, **kwargs)
        self.trajectory = trajectory
        self.helper = bare_helper()

    def clean_ended_on(self):
        day = self.cleaned_data["ended_on"]
        if day < self.trajectory.started_on:
            raise forms.ValidationError(_("This lies before the start of the trajectory."))
        return day


class StopForm(CloseForm):
    end_reason = None
    reason = forms.CharField(
        label=_("Why do you stop?"), widget=text_area(3), validators=[refuse_bsn]
    )


class TeamForm(forms.Form):
    coach = PersonChoice(User.objects.none(), label=_("Housing coach"), empty_label=None)
    backups = PeopleChoice(
        User.objects.none(),
        label=_("Backup"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Backups see everything and can write along."),
    )

    def __init__(self, *args, organisation_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        offer(coaches_of(organisation_id), self.fields["coach"], self.fields["backups"])

    def clean(self):
        data = super().clean()
        if data.get("coach") and "backups" in data:
            data["backups"] = data["backups"].exclude(pk=data["coach"].pk)
        return data


class NextContactForm(forms.Form):
    next_contact_on = forms.DateField(
        label=_("Next contact"), widget=DateInput, validators=[not_in_past]
    )

    def __init__(self, *args, proposal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["next_contact_on"].help_text = rhythm_words(proposal)
