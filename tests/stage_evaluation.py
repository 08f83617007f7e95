"""What the evaluation puts on the stage: one function per part, called from furnish()."""

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluation.models import Report, ReportDownload

OF_A_REPORT = ("report", "report_cancel", "report_pdf", "report_sheet")


def furnish_reports(about, by):
    """A report for the file that is ready and was fetched once, and one that is being made."""
    file = about.trajectory
    of = {"organisation": file.organisation, "trajectory": file, "requested_by": by}
    about.report = Report(
        kind="file", state="ready", progress=100, made_at=timezone.now(), pages=1, checksum="a" * 64,
        **of,
    )  # fmt: skip
    about.report.file.save("x.pdf", ContentFile(b"%PDF-1.7"), save=False)
    about.report.sheet.save("x.xlsx", ContentFile(b"PK"), save=False)
    about.report.save()
    ReportDownload.objects.create(report=about.report, user=by)
    about.report_underway = Report.objects.create(kind="resident", state="making", **of)
