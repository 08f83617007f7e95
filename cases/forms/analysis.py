"""Forms of the three guiding questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Barrier, Cause, Participant, Stance
from common.forms import bare_helper, choices_of


class ParticipantChoice(forms.ModelChoiceField):
    def label_from_instance(self, participant):
        return participant.label[:1].upper() + participant.label[1:]


class ItemForm(forms.ModelForm):
    """Something that belongs to a field of life the user may see, or to none."""

    tiles = ()

    def __init__(self, *args, domains, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        domain = self.fields["domain"]
        domain.label = _("Field of life")
        domain.empty_label = _("none in particular")
        # The same fields of life the user sees elsewhere; a trajectory without a set has none.
        domain.queryset = domain.queryset.filter(pk__in=[item.pk for item in domains])
        domain.choices = choices_of(domains, lambda item: item.name, empty=domain.empty_label)
        if not domains:
            del self.fields["domain"]


class BarrierForm(ItemForm):
    class Meta:
        model = Barrier
        fields = ["text", "domain"]


class BarriersChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, barrier):
        return barrier.text


class CauseForm(ItemForm):
    barriers = BarriersChoice(
        Barrier.objects.none(),
        label=_("Works on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    tiles = ("effect",)
    tones = {Cause.Effect.REINFORCING: "danger", Cause.Effect.MITIGATING: "good"}

    class Meta:
        model = Cause
        fields = ["text", "effect", "barriers", "domain"]
        widgets = {"effect": forms.RadioSelect}

    def __init__(self, *args, barriers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["effect"].choices = [
            (Cause.Effect.REINFORCING, _("▲ makes it stronger")),
            (Cause.Effect.MITIGATING, _("▼ makes it weaker")),
        ]
        self.fields["barriers"].queryset = barriers
        if not barriers:
            del self.fields["barriers"]


class StanceForm(forms.ModelForm):
    """What one participant does or expects; nothing follows but from what is chosen here."""

    participant = ParticipantChoice(Participant.objects.none(), label=_("Who?"))

    tiles = ("position",)
    tones = {Stance.Position.DOES: "good", Stance.Position.UNDOES: "danger"}

    class Meta:
        model = Stance
        fields = ["participant", "position", "text"]
        widgets = {"position": forms.RadioSelect}

    def __init__(self, *args, participants=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["position"].choices = Stance.Position.choices
        if participants is None:
            del self.fields["participant"]
        else:
            self.fields["participant"].queryset = participants
