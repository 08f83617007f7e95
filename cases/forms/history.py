"""Facts from before, and the pace."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import HistoryItem, Pace
from cases.pace import INTERVALS
from common.forms import DateInput, bare_helper, not_in_future, text_area
from common.text import refuse_bsn


class HistoryForm(forms.ModelForm):
    tiles = ()

    class Meta:
        model = HistoryItem
        fields = ["text", "since", "until", "source"]
        widgets = {"since": DateInput, "until": DateInput}
        help_texts = {
            "text": gettext_lazy("What somebody saw, did or got; no diagnosis."),
            "until": gettext_lazy("Leave empty while it lasts."),
            "source": gettext_lazy("For example: the resident, a letter, the neighbourhood team."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["since"].validators.append(not_in_future)

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This lies before the first day."))
        return data


class PaceForm(forms.Form):
    """A pace proposes how often there is contact; another rhythm needs a reason."""

    pace = forms.ChoiceField(
        label=gettext_lazy("Which pace fits the resident?"),
        choices=Pace,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a pace.")},
    )
    contact_days = forms.IntegerField(
        label=gettext_lazy("Contact every … days"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=gettext_lazy("Leave empty to follow the pace."),
    )
    pace_reason = forms.CharField(
        label=gettext_lazy("Why this pace?"),
        widget=text_area(3),
        required=False,
        validators=[refuse_bsn],
        help_text=gettext_lazy("How does the resident learn something new? What did you see?"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.hints = {
            pace.value: ngettext(
                "proposes contact every %(n)d day", "proposes contact every %(n)d days", days
            )
            % {"n": days}
            for pace, days in INTERVALS.items()
        }

    def clean(self):
        data = super().clean()
        if data.get("contact_days") == INTERVALS.get(data.get("pace")):
            data["contact_days"] = None  # what the pace proposes anyway
        if data.get("contact_days") and not data.get("pace_reason"):
            self.add_error("pace_reason", _("Say why you choose another rhythm."))
        return data
