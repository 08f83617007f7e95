"""Forms of a moment: who is asked and how, its end, and the day it counts from."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.files import CloseForm, StopForm
from common.forms import bare_helper, text_area
from common.text import refuse_bsn
from evaluation.models import Anchor, Evaluation, EvaluationMoment, Level, Residence

Dropped = EvaluationMoment.Dropped


def reason(label, **options):
    return forms.CharField(
        label=label, max_length=1000, widget=text_area(2), validators=[refuse_bsn], **options
    )


class AskForm(forms.Form):
    """Which voice is asked, and by which way; buttons of the page of a moment."""

    level = forms.ChoiceField(choices=Level)
    channel = forms.ChoiceField(choices=[*Evaluation.Channel.choices, ("qr", "")])
    participant = forms.ModelChoiceField(None, required=False)

    def __init__(self, data, *, moment):
        super().__init__(data)
        self.fields["participant"].queryset = moment.trajectory.participants.filter(
            kind="partner", until=None
        )

    def clean(self):
        data = super().clean()
        level, channel = data.get("level"), data.get("channel")
        if (level == Level.NETWORK) != bool(data.get("participant")):
            raise forms.ValidationError(_("Choose who is asked."))
        own = {Level.COACH: ("app",), Level.RESIDENT: ("together", "link", "qr", "paper")}
        if channel and channel not in own.get(level, ("link", "paper")):
            raise forms.ValidationError(_("This voice is not asked that way."))
        return data


class RefuseForm(forms.Form):
    """That somebody does not take part, and why."""

    reason = reason(gettext_lazy("Why not?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class CloseMomentForm(forms.Form):
    """Close a moment: whether the resident still lives there, and why a voice is missing."""

    residence = forms.ChoiceField(
        label=gettext_lazy("Does the resident still live there?"),
        choices=Residence,
        widget=forms.RadioSelect,
    )
    missing_reason = reason(gettext_lazy("Why is a voice missing?"))

    def __init__(self, *args, moment, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        if moment.residence:  # told by the coach's own voice
            del self.fields["residence"]
        if missing:
            self.fields["missing_reason"].help_text = _("Missing: %(voices)s.") % {
                "voices": ", ".join(missing)
            }
        else:
            del self.fields["missing_reason"]


class DropMomentForm(forms.Form):
    """That a moment is not held, and why."""

    dropped = forms.ChoiceField(
        label=gettext_lazy("Why is it not held?"),
        choices=[(item.value, item.label) for item in (Dropped.REFUSED, Dropped.OTHER)],
        widget=forms.RadioSelect,
    )
    reason = reason(gettext_lazy("Explanation"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class AnchorForm(forms.Form):
    """From which day the moments of a trajectory count."""

    anchor = forms.ChoiceField(
        label=gettext_lazy("The moments count from"), choices=Anchor, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class ClosingEvaluation(forms.Form):
    """With the end of a trajectory: the closing evaluation, or a reason why there is none."""

    WITH, WITHOUT = "yes", "no"
    evaluation = forms.ChoiceField(
        label=gettext_lazy("Closing evaluation"),
        choices=[
            (WITH, gettext_lazy("Yes, ask the voices now")),
            (WITHOUT, gettext_lazy("No, because")),
        ],
        widget=forms.RadioSelect,
    )
    no_evaluation = reason(gettext_lazy("Why is there none?"), required=False)

    def clean(self):
        data = super().clean()
        if data.pop("evaluation", None) == self.WITHOUT:
            if not data.get("no_evaluation") and "no_evaluation" not in self.errors:
                self.add_error("no_evaluation", _("Write why there is no closing evaluation."))
        elif "no_evaluation" in data:
            data["no_evaluation"] = ""
        return data


def with_closing_evaluation(form_class):
    """A form of the end of a trajectory that asks for the closing evaluation too, where it is asked."""

    class Ending(ClosingEvaluation, form_class):
        def __init__(self, *args, asks, **kwargs):
            super().__init__(*args, **kwargs)
            if not asks:
                del self.fields["evaluation"], self.fields["no_evaluation"]

    return Ending


EndByClosing = with_closing_evaluation(CloseForm)
EndByStopping = with_closing_evaluation(StopForm)
