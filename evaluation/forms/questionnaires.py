"""The form of the next version of a questionnaire: its questions in order, each with all it has.

A question keeps its code from version to version, so that answers can be counted over them. Moving
a question up or down, or adding one, comes back as the same form with everything typed still there.
"""

import secrets

from django import forms
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import bare_helper, text_area
from common.text import refuse_bsn
from evaluation.instrument import Asked
from evaluation.models import FIXED, MomentKind, Option, Question

MOST = 40  # questions; nobody answers more
SCALE_WORDS = 5
Kind = Question.Kind


def lines(text):
    """The answers of a text with one on each line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class QuestionForm(forms.Form):
    """One question; without a text it is left out of the version."""

    code = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=300,
        required=False,
        widget=text_area(2),
        validators=[refuse_bsn],
    )
    help_text = forms.CharField(
        label=gettext_lazy("Explanation below it"),
        max_length=300,
        required=False,
        widget=text_area(2),
        validators=[refuse_bsn],
    )
    kind = forms.ChoiceField(label=gettext_lazy("How is it answered?"), choices=())
    options = forms.CharField(
        label=gettext_lazy("Answers, one on each line"),
        help_text=gettext_lazy(
            "Of “1 to 5”: five words, from low to high. An answer you reword in its place counts on"
            " as the same answer."
        ),
        max_length=2000,
        required=False,
        widget=text_area(5),
        validators=[refuse_bsn],
    )
    moments = forms.MultipleChoiceField(
        label=gettext_lazy("Asked when?"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one moment.")},
    )
    dont_know = forms.BooleanField(
        label=gettext_lazy("“I do not know” is an answer"), required=False, initial=True
    )
    rather_not = forms.BooleanField(
        label=gettext_lazy("“I would rather not say” is an answer"), required=False
    )
    after = forms.ChoiceField(
        label=gettext_lazy("Only asked after an answer to"), required=False, choices=()
    )
    after_options = forms.CharField(
        label=gettext_lazy("Which answers to it? One on each line"),
        max_length=500,
        required=False,
        widget=text_area(2),
    )

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.others = others
        fixed = self.known_code in FIXED
        self.fields["kind"].choices = Kind.choices
        self.fields["kind"].disabled = fixed  # what the product reads itself
        self.fields["moments"].choices = [(x.value, capfirst(x.label)) for x in MomentKind]
        self.fields["after"].choices = [("", _("always asked")), *others]

    @property
    def known_code(self):
        return self["code"].value() or ""

    @property
    def is_fixed(self):
        return self.known_code in FIXED

    @property
    def words(self):
        """The question as a heading."""
        return self["text"].value() or _("New question")

    @property
    def is_left_out(self):
        """Without a text; one that is refused is no reason to leave a question out."""
        return not (self["text"].value() or "").strip()

    @property
    def is_open(self):
        """Whether the fields are shown at once: of what is new, or wrong."""
        return bool(self.errors) or self.is_left_out

    def clean(self):
        data = super().clean()
        if self.is_left_out:
            if self.is_fixed:
                self.add_error("text", _("Wooncoach needs this question: give it a text."))
            else:
                self._errors.clear()  # it is left out, whatever else stands there
            return data
        answers, kind = lines(data.get("options")), data.get("kind")
        if len({answer.lower() for answer in answers}) < len(answers):
            self.add_error("options", _("An answer stands there twice."))
        if any(len(answer) > Option._meta.get_field("label").max_length for answer in answers):
            self.add_error("options", _("Keep each answer below 120 characters."))
        if wrong := wrong_count(self.known_code, kind, len(answers)):
            self.add_error("options", wrong)
        return data


def wrong_count(code, kind, count):
    """What is wrong with so many answers to a question of this kind, or None."""
    if FIXED.get(code) and count != len(FIXED[code]):
        return _("Wooncoach reads this question: keep %(n)d answers.") % {"n": len(FIXED[code])}
    if kind == Kind.SCALE and count != SCALE_WORDS:
        return _("Write five words, from low to high.")
    if kind == Kind.CHOICE and count < 2:
        return _("Write at least two answers.")
    return None


class QuestionnaireForm:
    """All questions of the next version; `base` is the version they came from."""

    def __init__(self, data=None, *, base, seen, rows=None):
        self.base, self.seen = base, seen
        self.known = {question.code: question for question in base.questions.all()}
        self.data = data
        self.errors_of_all = []
        if data is not None:
            posted = data.get("seen", "")
            self.seen = int(posted) if posted.isdecimal() else 0
            rows = read_rows(data)
        elif rows is None:
            rows = [row_of(question) for question in self.known.values()]
        self.rows = rows
        heads = [(row["code"], shorten(row["text"])) for row in rows if row["text"]]
        self.forms = [
            QuestionForm(
                data if data is not None else None,
                prefix=f"q{place}",
                initial=self.initial_of(row),
                others=[head for head in heads if head[0] != row["code"]],
            )
            for place, row in enumerate(rows)
        ]

    def initial_of(self, row):
        """What a field that may not change keeps, also when a browser sends something else."""
        known = self.known.get(row["code"])
        return row | ({"kind": known.kind} if known and known.code in FIXED else {})

    # --- as crispy and the templates ask it ------------------------------------------------------

    @property
    def errors(self):
        return self.errors_of_all or any(form.errors for form in self.forms)

    def non_field_errors(self):
        return self.errors_of_all

    # --- moving and adding -----------------------------------------------------------------------

    def rearranged(self, action):
        """The same form with a question moved or added; nothing is judged yet, and nothing saved."""
        rows = list(self.rows)
        verb, _dash, place = action.partition("-")
        if verb == "add" and len(rows) < MOST:
            rows.append(new_row())
        elif place.isdecimal() and int(place) < len(rows):
            here = int(place)
            there = here - 1 if verb == "up" else here + 1
            if 0 <= there < len(rows):
                rows[here], rows[there] = rows[there], rows[here]
        return QuestionnaireForm(base=self.base, seen=self.seen, rows=rows)

    # --- judging ---------------------------------------------------------------------------------

    def is_valid(self):
        if self.data is None:
            return False
        self.errors_of_all = []
        for form in self.forms:
            form.full_clean()
        kept = self.kept()
        self._check_codes(kept)
        self._check_conditions(kept)
        return not self.errors

    def kept(self):
        return [form for form in self.forms if not form.is_left_out]

    def _check_codes(self, kept):
        codes = [form.known_code for form in kept]
        if not kept:
            self.errors_of_all.append(_("Write at least one question."))
        if len(set(codes)) < len(codes):
            self.errors_of_all.append(_("A question stands there twice."))
        needed = [code for code in FIXED if code in self.known]
        if not set(needed) <= set(codes):
            self.errors_of_all.append(_("A question that Wooncoach needs is missing."))

    def _check_conditions(self, kept):
        """A condition names an earlier question, and answers that it has."""
        earlier = {}
        for form in kept:
            data = getattr(form, "cleaned_data", {})
            after, wanted = data.get("after"), lines(data.get("after_options"))
            if after and after not in earlier:
                form.add_error("after", _("Put this question below the one it depends on."))
            elif after and not (wanted and {x.lower() for x in wanted} <= set(earlier[after])):
                form.add_error("after_options", _("Write answers as they stand at that question."))
            answers = lines(data.get("options"))
            if data.get("kind") in Question.WITH_OPTIONS:
                earlier[form.known_code] = [answer.lower() for answer in answers]

    def again(self, newest):
        """The same form after a colleague was first: everything typed, and the newest version known."""
        form = QuestionnaireForm(base=self.base, seen=newest, rows=self.rows)
        form.errors_of_all.append(
            _(
                "A colleague made version %(version)d a moment ago. Look at it first; save again to"
                " make another one."
            )
            % {"version": newest}
        )
        return form

    # --- what it says ----------------------------------------------------------------------------

    def asked(self):
        """The questions for workflow.add_version()."""
        made, codes = [], {}
        for form in self.kept():
            data, code = form.cleaned_data, form.known_code
            options = self.options_of(code, data)
            codes[code] = {str(label).lower(): key for key, label in options}
            after = data["after"]
            made.append(
                Asked(
                    code=code,
                    text=data["text"],
                    kind=data["kind"],
                    options=tuple(label for _key, label in options)
                    if data["kind"] == Kind.SCALE
                    else tuple(options),
                    moments=tuple(data["moments"]),
                    help_text=data["help_text"],
                    after=after,
                    after_options=tuple(
                        codes[after][line.lower()] for line in lines(data["after_options"])
                    )
                    if after
                    else (),
                    dont_know=data["dont_know"],
                    rather_not=data["rather_not"],
                )
            )
        return made

    def options_of(self, code, data):
        """(code, words) of each answer: reworded in its place it keeps its code."""
        answers = lines(data["options"]) if data["kind"] in Question.WITH_OPTIONS else []
        if data["kind"] == Kind.SCALE:
            return [(str(score), answer) for score, answer in enumerate(answers, start=1)]
        known = list(self.known[code].options.all()) if code in self.known else []
        return list(zip(free_codes(known, answers), answers, strict=True))


def free_codes(known, answers):
    """The code of each answer: by its words, else reworded in its place, else one made of the words."""
    by_words = {option.label.lower(): option.code for option in known}
    found = [by_words.get(answer.lower(), "") for answer in answers]
    taken = set(found)
    for place, (code, answer) in enumerate(zip(found, answers, strict=True)):
        start = slugify(answer)[:36] or "answer"
        in_place = [known[place].code] if len(known) == len(answers) else []
        tries = (*in_place, start, *(f"{start}-{n}" for n in range(2, 99)))
        code = code or next(x for x in tries if x not in taken)
        taken.add(code)
        yield code


def shorten(text):
    return text if len(text) <= 70 else text[:69] + "…"


def new_row():
    """An empty question with a code of its own, which it keeps."""
    return {
        "code": f"q-{secrets.token_hex(4)}", "text": "", "help_text": "", "kind": Kind.SCALE,
        "options": "", "moments": [kind for kind in MomentKind if kind != MomentKind.BASELINE],
        "dont_know": True, "rather_not": False, "after": "", "after_options": "",
    }  # fmt: skip


def row_of(question):
    """A question as the form shows it; its options and those it depends on were read along."""
    labels = {option.code: option.label for option in question.options.all()}
    before = question.after
    earlier = {option.code: option.label for option in before.options.all()} if before else {}
    return {
        "code": question.code,
        "text": question.text,
        "help_text": question.help_text,
        "kind": question.kind,
        "options": "\n".join(labels.values()),
        "moments": question.moments,
        "dont_know": question.dont_know,
        "rather_not": question.rather_not,
        "after": before.code if before else "",
        "after_options": "\n".join(earlier.get(code, code) for code in question.after_options),
    }


def read_rows(data):
    """What a browser sent, as it is: also what is wrong comes back to be mended."""
    rows = []
    while f"q{len(rows)}-code" in data and len(rows) < MOST:
        start = f"q{len(rows)}-"
        row = {name: data.get(start + name, "") for name in QuestionForm.base_fields}
        row["moments"] = data.getlist(f"{start}moments")
        row |= {name: f"{start}{name}" in data for name in ("dont_know", "rather_not")}
        rows.append(row)
    return rows
