"""The letter with which a resident gets to their own page: the address and the first code."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.models import Document
from privacy.models import ResidentAccess

KIND = "resident_letter"
LANGUAGE = "nl"  # of the resident


class NoLetter(Exception):
    """There is no access to write about: it was stopped meanwhile."""


def address_of_page() -> str:
    """Where the letter code is typed, as people type it: without https://."""
    return (settings.PUBLIC_URL + reverse("privacy:enter")).partition("://")[2]


def render(document: Document) -> bytes:
    """For the registry of documents; the code is worked out here and stored nowhere."""
    from common.pdf import render_pdf

    trajectory = document.trajectory
    standing = ResidentAccess.objects.standing().filter(trajectory=trajectory)
    access = standing.select_related("link").first()
    if access is None or not access.is_live:
        raise NoLetter
    context = {
        "number": trajectory.number,
        "resident": trajectory.resident,
        "dwelling": trajectory.dwelling,
        "coach": trajectory.coach,
        "organisation": trajectory.organisation.name,
        "today": timezone.localdate(),
        "address": address_of_page(),
        "code": access.code_in_letter,
        "until": access.link.expires_at,
    }
    with override(LANGUAGE):
        return render_pdf("pdf/resident_letter.html", context, language=LANGUAGE)
