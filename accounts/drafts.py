"""Drafts: one per person and form, saved while typing and by the button "Later afmaken"."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Draft, User
from common.text import refuse_bsn

MANY = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
NOT_KEPT = {"csrfmiddlewaretoken", "once", "action", "draft", "version"}


def keeps_secret(texts: Iterable[str]) -> bool:
    """Whether one of these texts holds what may not be stored, not even in a draft."""
    try:
        for text in texts:
            refuse_bsn(text)
    except ValidationError:
        return True
    return False


def save_draft(user: User, key: str, posted: QueryDict) -> Draft:
    """Keep what was typed, as lists like the browser sent them; a text with a BSN is left out."""
    data = {
        name: posted.getlist(name)
        for name in posted
        if name not in NOT_KEPT and not keeps_secret(posted.getlist(name))
    }
    return keep_draft(user, key, data)


def keep_draft(user: User, key: str, data: dict[str, Any]) -> Draft:
    """Keep what is not finished, in the place of what was kept before."""
    draft, _created = Draft.objects.update_or_create(
        user=user, key=key, defaults={"data": data, "saved_at": timezone.now()}
    )
    return draft


def load_draft(user: User, key: str) -> Draft | None:
    return Draft.objects.filter(user=user, key=key).first()


def draft_initial(draft: Draft | None, form_fields: dict[str, Any]) -> dict[str, Any]:
    """Initial values for a form from a draft: lists for fields that take several, else the last."""
    if draft is None:
        return {}
    return {
        name: values if isinstance(form_fields[name], MANY) else values[-1]
        for name, values in draft.data.items()
        if name in form_fields and values
    }


def drop_draft(user: User, key: str) -> None:
    Draft.objects.filter(user=user, key=key).delete()
