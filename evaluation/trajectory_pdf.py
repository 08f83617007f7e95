"""The PDFs of one trajectory: for the file, the resident and the network."""

from evaluation.models import Report
from evaluation.reports import Made, Step

LANGUAGE = "nl"  # of the resident and the board, whatever language the member of staff chose


def for_the_file(report: Report, step: Step) -> Made:
    return _render(report, step, "file")


def for_the_resident(report: Report, step: Step) -> Made:
    return _render(report, step, "resident")


def for_the_network(report: Report, step: Step) -> Made:
    return _render(report, step, "network")


def _render(report: Report, step: Step, variant: str) -> Made:
    from common.pdf import render_pdf

    step(30)
    context = {"number": report.trajectory.number if report.trajectory else ""}
    return Made(render_pdf("pdf/report.html", context, language=LANGUAGE))
