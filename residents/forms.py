from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import bare_helper
from common.names import join_name, normalise_initials, split_surname
from common.text import refuse_bsn
from residents.models import Resident


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
