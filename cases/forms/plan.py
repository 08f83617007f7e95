"""Forms of the plan: a goal, a step, beginning and finishing one, and the catalogue."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from cases.models import Action, CatalogueItem, Goal, LifeDomain, Participant
from common.forms import DateInput, bare_helper, choices_of, not_in_future, text_area
from common.text import refuse_bsn


class OwnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, participant):
        return participant.label[:1].upper() + participant.label[1:]


class GoalForm(forms.ModelForm):
    domain = forms.ModelChoiceField(
        LifeDomain.objects.none(),
        label=gettext_lazy("Field of life"),
        required=False,
        empty_label=gettext_lazy("more than one"),
    )

    class Meta:
        model = Goal
        fields = ["text", "resident_text", "domain", "aspect", "reached_on"]
        labels = {"text": gettext_lazy("What should be so?"), "aspect": gettext_lazy("Aspect")}
        help_texts = {"resident_text": gettext_lazy("This stands on the plan for the fridge.")}
        widgets = {"reached_on": DateInput}

    def __init__(self, *args, domains, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        domain = self.fields["domain"]
        domain.queryset = LifeDomain.objects.filter(pk__in=[d.pk for d in domains])
        domain.choices = choices_of(domains, lambda one: one.name, empty=domain.empty_label)
        self.fields["aspect"].choices = [
            ("", _("all of it")),
            *Goal._meta.get_field("aspect").choices,
        ]
        self.fields["reached_on"].validators.append(not_in_future)
        if not self.instance.pk:
            del self.fields["reached_on"]

    def values(self):
        return {name: self.cleaned_data[name] for name in self.fields}


class StepForm(forms.ModelForm):
    """A step: what, who, by when, why now, and what must be done before it."""

    goal = forms.ModelChoiceField(Goal.objects.none(), label=gettext_lazy("For which goal?"))
    owner = OwnerChoice(
        Participant.objects.none(),
        label=gettext_lazy("Who does it?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    needs = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label=gettext_lazy("What must be done first?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Action
        fields = ["text", "goal", "owner", "due_on", "why_now", "agreed_on"]
        labels = {
            "text": gettext_lazy("Which step?"),
            "agreed_on": gettext_lazy("Agreed together on"),
        }
        widgets = {"due_on": DateInput, "agreed_on": DateInput}

    def __init__(self, *args, goals, owners, earlier, proposal="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["goal"].queryset = goals
        self.fields["goal"].choices = choices_of(goals, lambda one: one.text)
        self.fields["owner"].queryset = owners
        self.fields["needs"].queryset = earlier
        self.fields["due_on"].help_text = proposal
        self.fields["agreed_on"].validators.append(not_in_future)
        self.fields["needs"].help_text = _("The step waits until these are done.")
        self.fields["needs"].choices = choices_of(earlier, lambda one: one.text)

    def values(self):
        names = (*self._meta.fields, "needs")
        return {name: self.cleaned_data[name] for name in names}


class ReasonForm(forms.Form):
    """Why a step that waits for others begins already."""

    reason = forms.CharField(
        label=gettext_lazy("Why start already?"),
        widget=text_area(2),
        validators=[refuse_bsn],
        max_length=500,
    )

    def __init__(self, *args, waits=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        if not waits:
            del self.fields["reason"]


class StartForm(ReasonForm):
    pass


class FinishForm(ReasonForm):
    state = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=[("done", gettext_lazy("Done")), ("dropped", gettext_lazy("No longer needed"))],
        widget=forms.RadioSelect,
    )
    done_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        widget=DateInput,
        initial=timezone.localdate,
        validators=[not_in_future],
    )
    result = forms.CharField(
        label=gettext_lazy("What came of it?"),
        widget=text_area(3),
        required=False,
        validators=[refuse_bsn],
    )
    field_order = ["state", "reason", "result", "done_on"]
    tones = {"done": "good", "dropped": "neutral"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:  # asked when it is done; a dropped step needs none
            self.fields["reason"].required = False
            self.fields["reason"].label = _("Why could it go before the others?")

    def clean(self):
        data = super().clean()
        if "reason" in self.fields and data.get("state") == "done" and not data.get("reason"):
            self.add_error("reason", _("Say why this step could go before the others."))
        return data


class CatalogueForm(forms.ModelForm):
    """A goal or step the whole organisation can choose from."""

    domain_code = forms.ChoiceField(label=gettext_lazy("Field of life"), required=False)

    class Meta:
        model = CatalogueItem
        fields = ["organisation", "kind", "text", "resident_text", "domain_code"]
        labels = {
            "kind": gettext_lazy("Is it a goal or a step?"),
            "text": gettext_lazy("Text"),
            "resident_text": gettext_lazy("In the resident’s words"),
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["kind"].choices = CatalogueItem.Kind.choices
        domains = LifeDomain.objects.filter(
            domain_set__organisation__in=organisations, domain_set__in_use=True
        )
        names = dict(domains.values_list("code", "name"))
        self.fields["domain_code"].choices = [("", _("more than one")), *names.items()]
        known = Organisation.objects.filter(pk__in=organisations).order_by("name")
        self.fields["organisation"].queryset = known
        self.fields["organisation"].label_from_instance = lambda item: item.name
        self.fields["organisation"].empty_label = None
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0]
