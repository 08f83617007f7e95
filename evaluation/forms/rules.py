"""When an organisation evaluates, and whom it asks."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.forms import bare_helper
from evaluation.models import Level, MomentKind, MomentRule

ONLY_AT_THE_END = ("anchor", "months", "days")  # the closing evaluation counts from no day


class RuleForm(forms.ModelForm):
    levels = forms.MultipleChoiceField(
        choices=[(level.value, capfirst(level.label)) for level in Level],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = MomentRule
        fields = ("active", "anchor", "months", "days", "levels")
        widgets = {"anchor": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["levels"].label = _("Whom do you ask?")
        self.fields["levels"].choices = [(x.value, capfirst(x.label)) for x in Level]
        self.fields["levels"].error_messages["required"] = _("Choose at least one of them.")
        self.fields["anchor"].choices = [
            (value, capfirst(label)) for value, label in self.fields["anchor"].choices if value
        ]
        for name, most in (("months", 60), ("days", 366)):
            self.fields[name].max_value = most
            self.fields[name].validators = [
                forms.fields.validators.MinValueValidator(0),
                forms.fields.validators.MaxValueValidator(most),
            ]
            self.fields[name].widget.attrs |= {"min": 0, "max": most, "inputmode": "numeric"}
        if self.instance.kind == MomentKind.CLOSING:
            for name in ONLY_AT_THE_END:
                del self.fields[name]
