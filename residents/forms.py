from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.forms import bare_helper
from common.names import join_name, normalise_initials, split_surname
from common.text import refuse_bsn
from residents.models import Resident, SafeChannel


class ResidentForm(forms.ModelForm):
    """Name and contact details; the particle is taken out of the surname typed as one."""

    surname = forms.CharField(
        label=_("Surname"), max_length=80, help_text=_("With its particle: de Vries")
    )

    class Meta:
        model = Resident
        fields = [
            "form_of_address", "initials", "surname", "given_name", "birth_year", "phone", "email",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        for name in ("initials", "surname", "given_name", "phone"):
            self.fields[name].validators.append(refuse_bsn)
        self.initial["surname"] = join_name(
            initials="", particle=self.instance.particle, surname=self.instance.surname
        )

    def clean_initials(self):
        return normalise_initials(self.cleaned_data["initials"])

    def values(self):
        """What is written on a resident, with particle and surname apart."""
        data = dict(self.cleaned_data)
        data["particle"], data["surname"] = split_surname(data["surname"])
        return data


class SafeChannelForm(forms.Form):
    """That one of the resident's own addresses is safe, asked in the two questions that matter."""

    ALONE, TRUSTED, OTHERS = "alone", "trusted", "others"
    kind = forms.ChoiceField(
        label=_("What do you want to use?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want to use.")},
    )
    reading = forms.ChoiceField(
        label=_("Is it safe? Who reads or listens along?"),
        widget=forms.RadioSelect,
        choices=[
            (ALONE, _("The resident alone")),
            (TRUSTED, _("Somebody else too, and the resident agrees")),
            (OTHERS, _("Somebody who must not know, or I am not sure")),
        ],
        error_messages={"required": _("Say who reads along.")},
    )
    readers = forms.CharField(
        label=_("Who reads along?"), max_length=120, required=False, validators=[refuse_bsn]
    )
    confirmed_how = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        validators=[refuse_bsn],
        help_text=_("For example: asked it at the door, without anybody else there."),
        error_messages={"required": _("Write how you know that it is safe.")},
    )

    def __init__(self, *args, resident, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["kind"].choices = [
            (kind.value, f"{capfirst(kind.label)}: {getattr(resident, kind)}")
            for kind in SafeChannel.Kind
            if getattr(resident, kind)
        ]

    def clean(self):
        data = super().clean()
        if data.get("reading") == self.OTHERS:
            self.add_error(
                "reading",
                _("Do not use it then. Ask the resident for an address nobody else can open."),
            )
        if data.get("reading") == self.TRUSTED and not data.get("readers"):
            self.add_error("readers", _("Write who reads along."))
        return data

    def values(self):
        data = self.cleaned_data
        along = data["readers"] if data["reading"] == self.TRUSTED else ""
        return {"kind": data["kind"], "readers": along, "confirmed_how": data["confirmed_how"]}
