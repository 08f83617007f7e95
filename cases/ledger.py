"""The ledger of disclosures on paper, for the resident: what was shown, to whom, why it could be."""

from django.utils import timezone
from django.utils.translation import override

from cases.models import Document
from cases.shared import ledger, names_of

LANGUAGE = "nl"  # of the resident


def render(document: Document) -> bytes:
    """For the registry of documents; names of fields only, so nothing stricter stands on it."""
    from common.pdf import render_pdf

    trajectory = document.trajectory
    with override(LANGUAGE):
        context = {
            "number": trajectory.number,
            "resident": trajectory.resident.full_name,
            "coach": trajectory.coach,
            "organisation": trajectory.organisation.name,
            "today": timezone.localdate(),
            "lines": ledger(trajectory, names_of(trajectory)),
            "consents": trajectory.consents.prefetch_related("partners"),
        }
        return render_pdf("pdf/ledger.html", context, language=LANGUAGE)
