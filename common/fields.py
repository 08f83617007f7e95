"""Model fields with a rule of their own."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.text import refuse_bsn

phone_characters = RegexValidator(
    r"^[0-9+()/. -]*$", _("A phone number has digits, spaces, +, -, ( and ) only."), code="phone"
)


class FreeTextField(models.TextField):
    """Text typed by people: a valid citizen service number in it is refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, refuse_bsn]


class ShortTextField(models.CharField):
    """One line typed by people, under the same rule."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, refuse_bsn]


class PhoneField(models.CharField):
    """A phone number that a phone can dial as it stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, phone_characters, refuse_bsn]
