from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateInput, bare_helper, text_area
from common.text import refuse_bsn
from common.uploads import clean_upload
from network.models import Covenant, DataCategory, Partner, PartnerContact
from network.workflow.registry import known_partner

MOST_PARTIES = 60


class OrganisationChoice(forms.TypedChoiceField):
    """Whose registry; there is nothing to choose for who keeps one."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Organisation"), coerce=int, **kwargs)

    @staticmethod
    def settle(form, registries):
        """Offer these registries, or take the field out when there is one."""
        if len(registries) == 1:
            del form.fields["organisation"]
        else:
            form.fields["organisation"].choices = list(registries.items())
        form.only = next(iter(registries))

    @staticmethod
    def chosen(form):
        return form.cleaned_data.pop("organisation", form.only)


class PartnerForm(forms.ModelForm):
    """Who does what for whom, and how to reach them."""

    class Meta:
        model = Partner
        fields = [
            "name", "kind", "sector", "level", "does", "for_whom", "area", "hours", "phone",
            "email", "urgent_phone",
        ]  # fmt: skip
        help_texts = {
            "does": _("For example: helps with debts and letters."),
            "for_whom": _("For example: people who live by themselves, from 23 years."),
            "area": _("For example: Veenwaard and the villages around it."),
            "hours": _("For example: Monday to Friday 9.00–17.00."),
            "urgent_phone": _("For when it cannot wait: who can be reached at night?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class NewPartnerForm(PartnerForm):
    organisation = OrganisationChoice()

    field_order = ["organisation"]

    def __init__(self, *args, registries, **kwargs):
        super().__init__(*args, **kwargs)
        OrganisationChoice.settle(self, registries)


class ContactForm(forms.ModelForm):
    class Meta:
        model = PartnerContact
        fields = ["name", "role", "level", "channel", "phone", "email"]
        labels = {"role": _("Function")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean(self):
        data = super().clean()
        needed = {"phone": "phone", "message": "phone", "email": "email"}.get(data.get("channel"))
        if needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Fill this in: it is how they are best reached."))
        return data


class PartnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, partner):
        return f"{partner.name} ({partner.get_kind_display()})"


class ContactChoice(forms.ModelChoiceField):
    def label_from_instance(self, contact):
        return f"{contact.name} ({contact.role})" if contact.role else contact.name


class MergeForm(forms.Form):
    """Which of these it really is."""

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        choice = PartnerChoice if among.model is Partner else ContactChoice
        self.fields["into"] = choice(
            among,
            label=_("Which one stays?"),
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": _("Choose which one stays.")},
        )


class PartiesField(forms.CharField):
    """Partners by name, one per line; cleans to partners of one registry."""

    organisation_id = None

    def has_changed(self, initial, data):
        return sorted((initial or "").split()) != sorted((data or "").split())

    def clean(self, value):
        names = [line for line in super().clean(value).splitlines() if line.strip()]
        found = {name: known_partner(self.organisation_id, name) for name in names[:MOST_PARTIES]}
        unknown = [name.strip() for name, partner in found.items() if partner is None]
        if unknown:
            raise forms.ValidationError(
                _("Not in the registry: %(names)s. Mend the name, or add the partner first."),
                params={"names": ", ".join(unknown)},
            )
        return list({partner.pk: partner for partner in found.values()}.values())


class CovenantForm(forms.ModelForm):
    """Between whom, what for, which data, until when; with the signed paper."""

    categories = forms.MultipleChoiceField(
        label=_("Which data?"),
        choices=DataCategory,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose which data may be shared.")},
    )
    parties = PartiesField(
        validators=[refuse_bsn],
        widget=text_area(4),
        label=_("Parties"),
        help_text=_("Names of partners in the registry, one per line."),
        error_messages={"required": _("Write at least one partner.")},
    )
    document = forms.FileField(
        label=_("Signed document"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        help_text=_("PDF or photo, up to 15 MB. A new one takes the place of the one there is."),
    )

    tiles = ("categories",)

    class Meta:
        model = Covenant
        fields = [
            "name", "purpose", "categories", "valid_from", "valid_until", "response_days",
        ]  # fmt: skip
        help_texts = {
            "response_days": _("Within how many working days do they answer a question?"),
        }
        widgets = {"valid_from": DateInput, "valid_until": DateInput, "purpose": text_area(3)}

    field_order = ["name", "parties"]

    def __init__(self, *args, organisation_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["parties"].organisation_id = organisation_id

    def clean_document(self):
        upload = self.cleaned_data["document"]
        return clean_upload(upload, upload.size) if upload else None

    def clean(self):
        data = super().clean()
        since, until = data.get("valid_from"), data.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", _("This day lies before the first day."))
        return data


class ImportForm(forms.Form):
    """A file with partners and contact persons."""

    organisation = OrganisationChoice()
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or XLSX, up to 2 MB and 5000 rows."),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args, registries, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        OrganisationChoice.settle(self, registries)
