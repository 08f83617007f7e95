from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from cases.forms import PeopleChoice, PersonChoice, coaches_of, offer
from common.dates import short_date
from common.forms import DateInput, bare_helper, not_in_future, text_area
from common.text import refuse_bsn
from common.uploads import clean_upload
from residents.models import Dwelling, address_words
from signals.models import (
    LOGS_SIGNALS,
    OWN_STAFF,
    Feedback,
    Kind,
    Reporter,
    Signal,
    Triage,
    Urgency,
)

MAX_FILES = 6


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos or PDFs at once; cleans to a list of (clean file, content type)."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        return [clean_upload(upload, upload.size) for upload in data or []]


class DwellingChoice(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, dwelling):
        return dwelling.address


class SignalForm(forms.ModelForm):
    """A signal at the door: where, what, how urgent; all else is behind "Meer"."""

    dwelling = DwellingChoice(Dwelling.objects.none(), label=_("Address found"), required=False)
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Signal._meta.get_field("urgency").choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent it is.")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=Kind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    happened_on = forms.DateField(
        label=_("When was it?"),
        widget=DateInput,
        initial=timezone.localdate,
        validators=[not_in_future],
    )

    class Meta:
        model = Signal
        fields = [
            "dwelling", "place", "facts", "urgency", "kinds", "impression", "channel",
            "happened_on", "since_when", "talked_about",
        ]  # fmt: skip
        widgets = {"facts": text_area(4), "impression": text_area(2)}
        help_texts = {
            "facts": _("Not who told you: the resident may read this one day."),
        }
        error_messages = {"facts": {"required": _("Write what you saw or heard.")}}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = bare_helper()
        self.fields["place"].widget.attrs["autocomplete"] = "off"
        self.fields["dwelling"].queryset = Dwelling.objects.visible_to(user)

    urgency_tones = {Urgency.DANGER: "danger", Urgency.SOON: "warning"}
    urgency_hints = {Urgency.DANGER: _("Call 112 first, then log it here.")}

    @property
    def more_open(self):
        """Whether an error stands behind "Meer"."""
        return bool(set(self.errors) - {"place", "dwelling", "facts", "urgency"})

    @cached_property
    def found_dwellings(self):
        """Dwellings to offer as choices: the chosen one, else those that match what was typed."""
        visible = Dwelling.objects.visible_to(self.user)
        chosen = self["dwelling"].value()
        if chosen and str(chosen).isdecimal():
            return list(visible.filter(pk=chosen))
        typed = self["place"].value() or ""
        return visible.matching(typed, 8)

    def clean(self):
        data = super().clean()
        if not data.get("dwelling") and data.get("place"):
            data["dwelling"] = self._exactly_one(data["place"])
        return data

    def _exactly_one(self, typed):
        """The only dwelling whose street and number are both typed in full, or None."""
        words = set(address_words(typed))
        matches = Dwelling.objects.visible_to(self.user).matching(typed, 20)
        named = [item for item in matches if str(item.house_number) in words]
        exact = [item for item in named if words <= set(item.search.split())]
        return exact[0] if len(exact) == 1 else None

    def values(self):
        """What the workflow writes on a signal."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewSignalForm(SignalForm):
    """The same, with who noticed it, and photos."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For"))
    photos = PhotosField(label=_("Photo or PDF"), required=False)
    reporter_role = forms.ChoiceField(
        label=Reporter._meta.get_field("role").verbose_name,
        choices=Reporter._meta.get_field("role").choices,
    )
    reporter_name = forms.CharField(
        label=_("Name"), max_length=120, required=False, validators=[refuse_bsn]
    )
    reporter_phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        required=False,
        validators=[refuse_bsn],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    reporter_email = forms.EmailField(label=_("E-mail"), required=False)
    keep_private = forms.BooleanField(
        label=_("Keep the name from the tenant"), required=False, initial=True
    )

    def __init__(self, *args, kept=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept  # photos that lie with the draft already
        mine = Organisation.objects.filter(pk__in=self.user.organisation_ids(*LOGS_SIGNALS))
        organisations = self.fields["organisation"]
        organisations.queryset = mine
        self.fields["reporter_role"].initial = last_reporter_role(self.user)
        self.fields["photos"].widget.attrs["data-shrink"] = 2000  # pixels, before it is sent
        self.fields["photos"].widget.attrs["accept"] = "image/jpeg,image/png,application/pdf"
        if len(self.user.organisation_ids(*LOGS_SIGNALS)) == 1:
            del self.fields["organisation"]

    def clean_photos(self):
        photos = self.cleaned_data["photos"]
        if self.kept + len(photos) > MAX_FILES:
            raise forms.ValidationError(_("Choose six files at most."))
        return photos

    def organisation_id(self):
        """Whose signal it is: of the dwelling, else as chosen, else the only one possible."""
        if dwelling := self.cleaned_data.get("dwelling"):
            return dwelling.organisation_id
        if chosen := self.cleaned_data.get("organisation"):
            return chosen.pk
        return self.user.organisation_ids(*LOGS_SIGNALS)[0]

    def reporter_values(self):
        data = self.cleaned_data
        own = data["reporter_role"] in OWN_STAFF
        return {
            "role": data["reporter_role"],
            "name": "" if own else data["reporter_name"],
            "phone": "" if own else data["reporter_phone"],
            "email": "" if own else data["reporter_email"],
            "keep_private": data["keep_private"],
        }


def last_reporter_role(user):
    """Who noticed the signal this user logged last, when that was a colleague; else caretaker."""
    last = Reporter.objects.filter(user=user, role__in=OWN_STAFF).order_by("-signal").first()
    return last.role if last else Reporter._meta.get_field("role").default


class AssessForm(forms.Form):
    """What it is; the button pressed says what happens next."""

    triage = forms.ChoiceField(
        label=_("What is it?"),
        choices=Triage,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    referred_to = forms.CharField(
        label=_("Referred to"), max_length=120, required=False, validators=[refuse_bsn]
    )
    note = forms.CharField(
        label=_("Explanation"), widget=text_area(2), required=False, validators=[refuse_bsn]
    )

    tones = {Triage.ACUTE: "danger"}
    hints = {Triage.ACUTE: _("Call now; the numbers appear below.")}

    def __init__(self, *args, action="", **kwargs):
        super().__init__(*args, **kwargs)
        self.action = action
        self.helper = bare_helper()

    def clean(self):
        data = super().clean()
        if self.action == "refer" and not data.get("referred_to"):
            self.add_error("referred_to", _("Say to whom you refer."))
        return data


class FeedbackForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("What do you tell?"), choices=Feedback.Kind, widget=forms.RadioSelect
    )

    class Meta:
        model = Feedback
        fields = ["kind", "text"]
        widgets = {"text": text_area(4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean(self):
        data = super().clean()
        if data.get("kind") == Feedback.Kind.CONTENT and not data.get("text"):
            self.add_error("text", _("Write what you tell the reporter."))
        return data


class NoteForm(forms.Form):
    """An explanation with closing or reopening."""

    note = forms.CharField(
        label=_("Explanation"), widget=text_area(3), required=False, validators=[refuse_bsn]
    )

    def __init__(self, *args, required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = required
        self.helper = bare_helper()


class SignalsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, signal):
        return f"{signal.title} · {short_date(signal.happened_on)}"


class StartForm(forms.Form):
    """For whom the trajectory is, who coaches, and which other signals belong to it."""

    NEW = "new"
    who = forms.ChoiceField(
        label=_("For whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom the trajectory is.")},
    )
    others = SignalsChoice(
        Signal.objects.none(),
        label=_("Also belongs to it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    coach = PersonChoice(User.objects.none(), label=_("Housing coach"), empty_label=None)
    backups = PeopleChoice(
        User.objects.none(),
        label=_("Backup"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, signal, trajectories, residents, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.trajectories = {f"trajectory {item.number}": item for item in trajectories}
        self.residents = {f"resident {item.pk}": item for item in residents}
        running = _("Add to the trajectory of %(name)s (%(number)s)")
        self.fields["who"].choices = [
            *(
                (key, running % {"name": item.resident.full_name, "number": item.number})
                for key, item in self.trajectories.items()
            ),
            *((key, item.full_name) for key, item in self.residents.items()),
            (self.NEW, _("Somebody who is not in the list")),
        ]
        offer(coaches_of(signal.organisation_id), self.fields["coach"], self.fields["backups"])
        others = Signal.objects.at_address_of(signal).open().filter(trajectory=None)
        self.fields["others"].queryset = others

    @property
    def trajectory(self):
        """The running trajectory that was chosen, or None."""
        return self.trajectories.get(self.cleaned_data["who"])

    @property
    def resident(self):
        """The known resident that was chosen, or None for somebody new."""
        return self.residents.get(self.cleaned_data["who"])
