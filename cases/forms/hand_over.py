"""Which trajectories go to whom."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Role, User
from cases.forms.files import PersonChoice
from cases.models import Trajectory
from common.forms import bare_helper, text_area
from common.text import refuse_bsn


class HandOverForm(forms.Form):
    everything = forms.BooleanField(label=gettext_lazy("All of them"), required=False)
    trajectories = forms.ModelMultipleChoiceField(
        Trajectory.objects.none(), to_field_name="number", required=False
    )
    to = PersonChoice(User.objects.none(), label=gettext_lazy("To which colleague?"))
    stay = forms.ChoiceField(
        label=gettext_lazy("What do you do afterwards?"),
        choices=[
            ("leave", gettext_lazy("I leave: I see nothing of them any more")),
            ("backup", gettext_lazy("I stay backup")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("What must your colleague know?"),
        help_text=gettext_lazy("Comes on the timeline of each."),
        widget=text_area(3),
        required=False,
        validators=[refuse_bsn],
    )

    def __init__(self, *args, user, trajectories, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.mine = trajectories
        self.fields["trajectories"].queryset = trajectories
        coaches = Membership.objects.current().filter(
            role=Role.COACH, organisation__in=user.organisation_ids(Role.COACH)
        )
        people = User.objects.filter(is_active=True, pk__in=coaches.values("user"))
        self.fields["to"].queryset = people.exclude(pk=user.pk).order_by("name")

    def clean(self):
        data = super().clean()
        found = self.mine if data.get("everything") else data.get("trajectories") or ()
        chosen = [self._as_seen(one) for one in found]
        data["trajectories"] = chosen
        if not chosen and "trajectories" not in self.errors:
            self.add_error("trajectories", _("Choose at least one trajectory."))
        if to := data.get("to"):
            works_in = to.organisation_ids(Role.COACH)
            if any(one.organisation_id not in works_in for one in chosen):
                self.add_error("to", _("This colleague does not work in that organisation."))
        return data

    def _as_seen(self, trajectory):
        version = self.data.get(f"version-{trajectory.number}", "")
        if version.isdecimal():
            trajectory.version = int(version)
        return trajectory

    def values(self):
        data = self.cleaned_data
        return {"to": data["to"], "stay": data["stay"] == "backup", "note": data["note"]}
