"""Model fields with a rule of their own."""

from typing import Any

from django.db import models

from common.text import refuse_bsn


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
