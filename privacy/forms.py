"""The forms of a resident, and of who answers them."""

from django import forms
from django.utils.translation import gettext_lazy

from common.forms import bare_helper, text_area
from common.text import refuse_bsn
from privacy.models import CorrectionRequest


class LetterCodeForm(forms.Form):
    """The code in the letter, with or without its dashes."""

    letter_code = forms.CharField(
        label=gettext_lazy("The code in your letter"),
        max_length=40,
        help_text=gettext_lazy("Twelve letters and digits. You may leave out the dashes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Fill in the code in your letter.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class CorrectionForm(forms.Form):
    """What is not right."""

    part = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=CorrectionRequest.Part,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What is not right?"),
        widget=text_area(4),
        max_length=2000,
        validators=[refuse_bsn],
        help_text=gettext_lazy("And how should it be?"),
        error_messages={"required": gettext_lazy("Write what is not right.")},
    )

    tiles = ("part",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class AnswerForm(forms.Form):
    """What was decided, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What did you decide?"),
        choices=CorrectionRequest.Decision,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you decided.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Answer to the resident"),
        widget=text_area(4),
        max_length=2000,
        validators=[refuse_bsn],
        help_text=gettext_lazy(
            "In plain words: what was changed, or why not. The resident reads it on their own page."
        ),
        error_messages={"required": gettext_lazy("Write an answer to the resident.")},
    )

    tiles = ("decision",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
