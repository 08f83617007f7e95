"""Small tags and filters every template knows without loading them."""

import datetime as dt
import uuid
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from lucide.templatetags.lucide import lucide

from common import dates

register = template.Library()


@register.simple_tag
def once() -> str:
    """A key that makes a form count once, however often it is sent."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag
@cache  # an icon is the same text each time, and copying its XML tree is slow
def icon(name: str, size: int = 20, css: str = "") -> str:
    """A lucide icon beside a word; screen readers skip it."""
    return lucide(name, size=size, **{"class": f"icon {css}".strip(), "aria-hidden": "true"})


@register.filter
def day_words(day: dt.date | None) -> str:
    return dates.day_words(day) if day else ""


@register.filter
def short_date(day: dt.date | None) -> str:
    return dates.short_date(day) if day else ""


@register.filter
def moment_words(at: dt.datetime | None) -> str:
    return dates.moment_words(at) if at else ""


@register.filter
def lookup(mapping: dict[Any, Any] | None, key: Any) -> Any:
    """The value under a key that is itself a variable; nothing when it is not there."""
    return (mapping or {}).get(key, "")
