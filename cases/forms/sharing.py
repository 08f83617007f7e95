"""Consent, and what is shared with whom, on which ground."""

from hashlib import sha256

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.files import ContactChoice
from cases.models import Consent, PartnerRequest, Share
from cases.shared import categories_of, seen_by_receiver
from cases.workflow.sharing import problems, usual_end
from common.dates import short_date
from common.forms import DateInput, bare_helper, not_in_future, not_in_past, text_area
from common.text import refuse_bsn
from network.models import DataCategory, Partner

DUTY = Share.Ground.DUTY


class ConsentForm(forms.ModelForm):
    """What the resident allows: with whom, what for, which data, and how they said so."""

    partners = forms.ModelMultipleChoiceField(
        Partner.objects.none(),
        label=gettext_lazy("With whom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose with whom it may be shared.")},
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Which data?"),
        choices=DataCategory,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose which data may be shared.")},
    )
    given_on = forms.DateField(
        label=gettext_lazy("Given on"), widget=DateInput, validators=[not_in_future]
    )

    tiles = ("partners", "categories", "how")
    field_order = ["partners", "categories", "purpose", "how", "given_on"]

    class Meta:
        model = Consent
        fields = ["purpose", "how", "given_on", "categories"]
        widgets = {"how": forms.RadioSelect}

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["partners"].queryset = partners
        self.fields["partners"].label_from_instance = lambda partner: partner.name
        self.fields["how"].choices = Consent.How.choices
        self.initial.setdefault("given_on", timezone.localdate())


class WithdrawForm(forms.Form):
    """How the resident took it back: as easily as it was given."""

    how = forms.ChoiceField(
        label=gettext_lazy("How was it taken back?"),
        choices=Consent.How,
        widget=forms.RadioSelect,
        initial=Consent.How.SPOKEN,
    )

    tiles = ("how",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class ShareForm(forms.Form):
    """Fields for one contact person, on a ground, for a purpose, until a day."""

    contact = ContactChoice(None, label=gettext_lazy("With whom?"))
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Which data?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only what they need for this. What is added later is not shared."),
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Why may this be shared?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )
    duty = forms.CharField(
        label=gettext_lazy("Which law or danger?"),
        max_length=200,
        required=False,
        validators=[refuse_bsn],
        help_text=gettext_lazy("Only for a legal duty or a vital interest."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What for?"),
        max_length=200,
        validators=[refuse_bsn],
        help_text=gettext_lazy("For example: agree who visits when."),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DateInput,
        validators=[not_in_past],
        help_text=gettext_lazy("Six months at most."),
    )

    tiles = ("items", "ground")

    def __init__(self, *args, trajectory, contacts, items, consents, covenants, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.trajectory = trajectory
        self.fields["contact"].queryset = contacts
        self.fields["items"].choices = [(i.code, f"{i.label}: {i.text}") for i in items]
        self.grounds = {f"consent:{one.pk}": one for one in consents}
        self.grounds |= {f"covenant:{one.pk}": one for one in covenants}
        self.fields["ground"].choices = [
            *((key, _ground_words(one)) for key, one in self.grounds.items()),
            (DUTY, Share.Ground.DUTY.label),
        ]
        self.initial.setdefault("ends_on", usual_end(timezone.localdate()))

    def clean(self):
        data = super().clean()
        if data.get("ground") == DUTY and not data.get("duty") and "duty" not in self.errors:
            self.add_error("duty", _("Write which law or danger makes you share this."))
        if not self.errors:
            self._check_ground(data)
        return data

    def _check_ground(self, data):
        draft = Share(trajectory=self.trajectory, **self.share_values())
        self.preview = seen_by_receiver(draft)
        for problem in problems(
            contacts=[data["contact"]],
            categories=categories_of(self.preview),
            ends_on=data["ends_on"],
            consent=draft.consent,
            covenant=draft.covenant,
        ):
            self.add_error("ground", problem)

    def share_values(self):
        """What a share is made of."""
        data = self.cleaned_data
        kind = data["ground"].partition(":")[0]
        named = self.grounds.get(data["ground"])
        return {
            "contact": data["contact"],
            "items": data["items"],
            "ground": kind,
            "consent": named if kind == Share.Ground.CONSENT else None,
            "covenant": named if kind == Share.Ground.COVENANT else None,
            "duty": data["duty"] if kind == DUTY else "",
            "purpose": data["purpose"],
            "ends_on": data["ends_on"],
        }

    @property
    def seal(self):
        """A mark of what was previewed: sent is only what was looked at."""
        told = repr(sorted((name, str(value)) for name, value in self.cleaned_data.items()))
        return sha256(told.encode()).hexdigest()


def _ground_words(ground):
    if isinstance(ground, Consent):
        return _("Consent of %(day)s: %(purpose)s") % {
            "day": short_date(ground.given_on),
            "purpose": ground.purpose,
        }
    return _("Covenant: %(name)s") % {"name": ground.name}


class StepChoice(forms.ModelChoiceField):
    def label_from_instance(self, step):
        return step.text


class AskForm(ShareForm):
    """A question for a contact person, with what they need to know to answer it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask?"),
        choices=PartnerRequest.Kind,
        widget=forms.RadioSelect,
        initial=PartnerRequest.Kind.QUESTION,
    )
    text = forms.CharField(
        label=gettext_lazy("Your question"),
        widget=text_area(4),
        max_length=2000,
        validators=[refuse_bsn],
        help_text=gettext_lazy("It is read behind a code, never in the mail."),
        error_messages={"required": gettext_lazy("Write what you ask.")},
    )
    step = StepChoice(
        None,
        label=gettext_lazy("About which step?"),
        required=False,
        empty_label=gettext_lazy("none in particular"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("By when?"), widget=DateInput, validators=[not_in_past]
    )

    tiles = ("items", "ground", "kind")
    field_order = [
        "contact",
        "kind",
        "text",
        "step",
        "due_on",
        "items",
        "ground",
        "duty",
        "purpose",
    ]

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps

    def clean_contact(self):
        contact = self.cleaned_data["contact"]
        if not contact.email:
            raise forms.ValidationError(
                _("We know no e-mail address of this contact person. Add it first.")
            )
        return contact

    def clean(self):
        data = super().clean()
        due, ends = data.get("due_on"), data.get("ends_on")
        if due and ends and due > ends:
            self.add_error("due_on", _("Choose a day before the sharing ends."))
        return data

    def request_values(self):
        """The fields of the request itself."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "step", "due_on")}


class WordForm(forms.Form):
    """A few words, back and forth."""

    text = forms.CharField(
        label=gettext_lazy("Message"),
        widget=text_area(3),
        max_length=2000,
        validators=[refuse_bsn],
        error_messages={"required": gettext_lazy("Write a few words.")},
    )

    def __init__(self, *args, label=None, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["text"].required = required
        if label:
            self.fields["text"].label = label


class DeclineForm(WordForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        choices=PartnerRequest.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )

    tiles = ("reason",)
    field_order = ["reason", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label=_("Explanation"), required=False, **kwargs)

    def clean(self):
        data = super().clean()
        other = data.get("reason") == PartnerRequest.Reason.OTHER
        if other and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what it is."))
        return data
