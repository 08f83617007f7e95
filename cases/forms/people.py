"""Who takes part, and what was agreed with them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.analysis import ParticipantChoice
from cases.forms.files import ContactChoice
from cases.models import Agreement, Cause, Participant
from common.forms import DateInput, bare_helper, not_in_future, text_area
from common.text import refuse_bsn
from network.models import PartnerContact, PartnerKind


def line(label, length, **options):
    """One line of text, free to leave empty, without a citizen service number."""
    return forms.CharField(
        label=label, max_length=length, required=False, validators=[refuse_bsn], **options
    )


class ParticipantForm(forms.Form):
    """A contact of the registry, a new partner with a contact person, or somebody close."""

    KNOWN, NEW, CLOSE = "known", "new", "close"
    who = forms.ChoiceField(
        label=_("Who takes part?"),
        widget=forms.RadioSelect,
        choices=[
            (KNOWN, _("A contact person we know")),
            (NEW, _("A new partner or contact person")),
            (CLOSE, _("Somebody close: family, a neighbour, a friend")),
        ],
        error_messages={"required": _("Choose who takes part.")},
    )
    contact = ContactChoice(
        PartnerContact.objects.none(), label=_("Contact person"), required=False
    )
    partner_name = line(_("Name of the organisation"), 120)
    partner_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", "---------"), *PartnerKind.choices],
        required=False,
    )
    contact_name = line(_("Name of the contact person"), 120)
    contact_role = line(_("Function"), 80)
    phone = line(_("Phone"), 20)
    email = forms.EmailField(label=_("E-mail"), required=False)
    name = line(_("Name"), 80)
    role = line(
        _("What do they do for the resident?"),
        120,
        help_text=_("For example: helps with letters, comes for coffee on Wednesday."),
    )

    NEEDED = {
        KNOWN: {"contact": _("Choose a contact person.")},
        NEW: {
            "partner_name": _("Write the name of the organisation."),
            "partner_kind": _("Choose what kind of organisation it is."),
            "contact_name": _("Write the name of the contact person."),
        },
        CLOSE: {"name": _("Write the name.")},
    }

    def __init__(self, *args, contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["contact"].queryset = contacts
        if not contacts:
            self.fields["who"].choices = self.fields["who"].choices[1:]

    def clean(self):
        data = super().clean()
        for name, error in self.NEEDED.get(data.get("who"), {}).items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, error)
        return data

    def new_contact(self):
        """The contact person that was typed, as the registry keeps one."""
        data = self.cleaned_data
        return {
            "name": data["contact_name"],
            "role": data["contact_role"],
            "phone": data["phone"],
            "email": data["email"],
        }


class PartForm(forms.Form):
    """What somebody does for the resident, and since when; with a last day they take part no more."""

    role = line(_("What do they do for the resident?"), 120)
    since = forms.DateField(label=_("Since"), widget=DateInput, validators=[not_in_future])
    until = forms.DateField(
        label=_("Until"),
        widget=DateInput,
        required=False,
        validators=[not_in_future],
        help_text=_("Leave this empty as long as they take part."),
    )

    tiles = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first day."))
        return data


class CauseChoice(forms.ModelChoiceField):
    def label_from_instance(self, cause):
        return cause.text


class AgreementForm(forms.ModelForm):
    participant = ParticipantChoice(Participant.objects.none(), label=_("With whom?"))
    cause = CauseChoice(
        Cause.objects.none(),
        label=_("Belongs to the cause"),
        required=False,
        empty_label=_("none in particular"),
    )

    tiles = ()

    class Meta:
        model = Agreement
        fields = ["participant", "text", "due_on", "cause", "note"]
        widgets = {"due_on": DateInput, "note": text_area(2)}

    def __init__(self, *args, participants, causes, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["participant"].queryset = participants
        self.fields["cause"].queryset = causes
        if not causes:
            del self.fields["cause"]
