from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import HIGHEST, LOWEST, Aspect, Assessment
from common.forms import DateInput, bare_helper, not_in_future, text_area
from common.text import refuse_bsn

NOT_DISCUSSED = "x"

# What a resident is asked, per aspect (instrument.md).
ASKED = {
    Aspect.SITUATION: _("How is it going with %(domain)s?"),
    Aspect.SKILL: _("Do you manage it yourself?"),
    Aspect.BEHAVIOUR: _("Do you want to do something about it now?"),
}


class MeasurementForm(forms.Form):
    """Five answers in words per field of life and aspect; nothing is filled in beforehand."""

    measured_on = forms.DateField(
        label=_("Measured on"), widget=DateInput, validators=[not_in_future]
    )

    def __init__(self, *args, draft, domains, levels, previous, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.draft, self.domains, self.previous = draft, domains, previous
        self.by_resident = draft.assessor == Assessment.Assessor.RESIDENT
        self.fields["measured_on"].initial = draft.measured_on
        chosen = {(s.domain_id, s.aspect): s for s in draft.scores.all()}
        reasons = {item.domain_id: item.text for item in draft.reasons.all()}
        words = {(level.aspect, level.score): level for level in levels}
        if self.by_resident:  # who answers in words, reads words
            self.previous = {
                (domain, aspect): words[aspect, value].resident_word
                for (domain, aspect), value in previous.items()
                if (aspect, value) in words
            }
        for domain in domains:
            for aspect in Aspect:
                self.fields[self.name(domain, aspect)] = self._question(
                    domain, aspect, words, chosen.get((domain.pk, aspect))
                )
            self.fields[self.reason_name(domain)] = forms.CharField(
                label=_("What makes you say so?") if self.by_resident else _("Why?"),
                required=False,
                initial=reasons.get(domain.pk, ""),
                validators=[refuse_bsn],
                widget=text_area(2),
            )

    @staticmethod
    def name(domain, aspect):
        return f"score-{domain.pk}-{aspect}"

    @staticmethod
    def reason_name(domain):
        return f"reason-{domain.pk}"

    def _question(self, domain, aspect, words, chosen):
        def answer(score):
            level = words.get((aspect, score))
            if level is None:
                return str(score)
            return level.resident_word if self.by_resident else f"{score} · {level.text}"

        label = (
            ASKED[aspect] % {"domain": domain.name.lower()} if self.by_resident else aspect.label
        )
        initial = None
        if chosen:
            initial = NOT_DISCUSSED if chosen.value is None else str(chosen.value)
        return forms.ChoiceField(
            label=label,
            required=False,
            widget=forms.RadioSelect,
            initial=initial,
            choices=[
                *((str(score), answer(score)) for score in range(LOWEST, HIGHEST + 1)),
                (NOT_DISCUSSED, _("I skip this") if self.by_resident else _("not discussed")),
            ],
        )

    def rows(self):
        """What the template walks through: a domain, its questions, its reason."""
        chosen = {(s.domain_id, s.aspect): s for s in self.draft.scores.all()}
        for domain in self.domains:
            yield {
                "domain": domain,
                "open": any((domain.pk, aspect) in chosen for aspect in Aspect.values)
                or any(self.data.get(self.name(domain, aspect)) for aspect in Aspect),
                "questions": [
                    {
                        "field": self[self.name(domain, aspect)],
                        "previous": self.previous.get((domain.pk, aspect)),
                        "set": chosen.get((domain.pk, aspect)),
                    }
                    for aspect in Aspect
                ],
                "reason": self[self.reason_name(domain)],
            }

    def scores(self):
        """What was chosen: (domain id, aspect) → 1 to 5, or None for not discussed."""
        found = {}
        for domain in self.domains:
            for aspect in Aspect:
                value = self.cleaned_data.get(self.name(domain, aspect))
                if value:
                    found[domain.pk, aspect.value] = None if value == NOT_DISCUSSED else int(value)
        return found

    def reasons(self):
        """Reasons that were typed, by domain id."""
        texts = ((d.pk, self.cleaned_data.get(self.reason_name(d))) for d in self.domains)
        return {pk: text for pk, text in texts if text}

    def ready_to_sign(self):
        """Whether it can be signed: at least one score, and a reason with each scored domain."""
        scores, reasons = self.scores(), self.reasons()
        if not any(value is not None for value in scores.values()):
            self.add_error(None, _("Score at least one field of life."))
        for domain in self.domains:
            scored = any(scores.get((domain.pk, aspect)) for aspect in Aspect.values)
            if scored and domain.pk not in reasons:
                self.add_error(
                    self.reason_name(domain),
                    _("Write in a few words why you choose this.")
                    if self.by_resident
                    else _("Say why, in what you saw or heard."),
                )
        return not self.errors


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=_("What was wrong?"), widget=text_area(3), validators=[refuse_bsn]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class HealthForm(forms.Form):
    """Whether health is discussed on this trajectory, and who of the team may see it."""

    on = forms.BooleanField(label=_("Health is discussed in this trajectory"), required=False)
    sees = forms.ModelMultipleChoiceField(
        None,
        label=_("Who sees it, besides the coach?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, grants, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.fields["sees"].queryset = grants
        self.fields["sees"].label_from_instance = lambda grant: grant.user.name
