"""The form of a new version of a set of fields of life."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import HIGHEST, LOWEST, Aspect
from common.forms import bare_helper, text_area
from common.text import refuse_bsn

FEWEST = 3  # fewer make no picture
NEW_ROWS = 3


def line(label, length, **options):
    options = {"required": False, "validators": [refuse_bsn]} | options
    return forms.CharField(label=label, max_length=length, **options)


class DomainSetForm(forms.Form):
    """A set as it was, to change into the next version; a field of life without a name goes out."""

    name = line(gettext_lazy("Name of the set"), 80, required=True)
    in_use = forms.BooleanField(
        label=gettext_lazy("Use this version for new trajectories"), required=False, initial=True
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, base, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper, self.base = bare_helper(), base
        self.fields["name"].initial, self.fields["seen"].initial = base.name, seen
        self.known = list(base.domains.all())
        self.count = len(self.known) + NEW_ROWS
        for place, domain in enumerate([*self.known, *[None] * NEW_ROWS]):
            self._add_domain(place, domain)
        words = {(level.aspect, level.score): level for level in base.levels.all()}
        self.scores = range(LOWEST, HIGHEST + 1)
        for aspect in Aspect:
            for score in self.scores:
                self._add_level(f"{aspect}-{score}", words[aspect, score])

    def _add_domain(self, place, domain):
        self.fields |= {
            f"domain-{place}": line(_("Field of life"), 60, initial=getattr(domain, "name", "")),
            f"about-{place}": line(
                _("What is it about?"), 200, initial=getattr(domain, "about", "")
            ),
            f"signs-{place}": line(
                _("What can you see or hear?"),
                300,
                initial=getattr(domain, "visible_signs", ""),
                widget=text_area(2),
            ),
            f"strict-{place}": forms.BooleanField(
                label=_("Stricter access: off until switched on per trajectory"),
                required=False,
                initial=getattr(domain, "sensitive", False),
            ),
        }

    def _add_level(self, key, level):
        self.fields |= {
            f"word-{key}": line(_("In one word"), 30, required=True, initial=level.word),
            f"text-{key}": line(_("For the coach"), 120, required=True, initial=level.text),
            f"plain-{key}": line(
                _("For the resident"), 40, required=True, initial=level.resident_word
            ),
        }

    def domain_rows(self):
        """The fields of each field of life, the empty ones for new ones last."""
        parts = ("domain", "about", "signs", "strict")
        return [[self[f"{part}-{place}"] for part in parts] for place in range(self.count)]

    def level_rows(self):
        """[(aspect, [(score, its three fields)])]"""
        parts = ("word", "text", "plain")
        return [
            (
                aspect.label,
                [(n, [self[f"{part}-{aspect}-{n}"] for part in parts]) for n in self.scores],
            )
            for aspect in Aspect
        ]

    def clean(self):
        data = super().clean()
        named = [
            (place, data[f"domain-{place}"])
            for place in range(self.count)
            if data.get(f"domain-{place}")
        ]
        earlier = set()
        for place, name in named:
            if name.lower() in earlier:
                self.add_error(f"domain-{place}", _("This name stands there already."))
            earlier.add(name.lower())
        if len(named) < FEWEST:
            self.add_error(None, _("Name at least three fields of life."))
        return data

    def again(self, newest):
        """The same form after a colleague was first: everything typed, and the newest version known."""
        data = self.data.copy()
        data["seen"] = newest
        form = type(self)(data, base=self.base, seen=newest)
        form.add_error(
            None,
            _(
                "A colleague made version %(version)d a moment ago. Look at it first; save again to"
                " make another one."
            )
            % {"version": newest},
        )
        return form

    def domains(self):
        """Rows for workflow.add_set(): a field of life that was known keeps its code."""
        rows, taken = [], {domain.code for domain in self.known}
        for place in range(self.count):
            name = self.cleaned_data[f"domain-{place}"]
            if not name:
                continue
            code = self.known[place].code if place < len(self.known) else free_code(name, taken)
            values = [self.cleaned_data[f"{part}-{place}"] for part in ("about", "signs", "strict")]
            rows.append((code, name, *values))
        return rows

    def levels(self):
        """{aspect: five times word, sentence and word for the resident}"""
        return {
            aspect: [
                tuple(
                    self.cleaned_data[f"{part}-{aspect}-{n}"] for part in ("word", "text", "plain")
                )
                for n in self.scores
            ]
            for aspect in Aspect.values
        }


def free_code(name, taken):
    """A code for a new field of life, which no other of the set has; it is added to `taken`."""
    start = slugify(name)[:26] or "domain"
    code = next(
        code for code in (start, *(f"{start}-{n}" for n in range(2, 99))) if code not in taken
    )
    taken.add(code)
    return code
