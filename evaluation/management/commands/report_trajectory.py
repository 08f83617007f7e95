"""Write a report of one trajectory: `manage.py report_trajectory NUMBER --output FILE`."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from accounts.middleware import act_as
from audit.models import Entry, file_key
from cases.management.commands.my_plan import write_private
from cases.models import Trajectory
from common.numbers import read_number
from evaluation.models import Report
from evaluation.reports import KINDS
from evaluation.trajectory_reports import OF_A_TRAJECTORY


class Command(BaseCommand):
    help = "Writes a report as a PDF, without fields under stricter access; it is put on record."

    def add_arguments(self, parser):
        parser.add_argument("number", help="number of the trajectory")
        parser.add_argument("--kind", choices=OF_A_TRAJECTORY, default="file")
        parser.add_argument("--output", required=True, type=Path, help="where the PDF goes")

    def handle(self, *, number, kind, output, **options):
        found = Trajectory.objects.select_related("resident")
        trajectory = found.filter(number=read_number(number)).first()
        if trajectory is None:
            raise CommandError("There is no trajectory with this number.")
        report = Report(trajectory=trajectory, kind=kind)  # not kept: no version, no downloads
        pdf = KINDS[kind].make(report, lambda percent: None).pdf
        with transaction.atomic():
            act_as(purpose="command")
            Entry.objects.create(
                organisation_id=trajectory.organisation_id,
                action=Entry.Action.EXPORT,
                subject="report_trajectory",
                files=[file_key(trajectory), file_key(trajectory.resident)],
                ground="command",
            )
        write_private(output, pdf)
        self.stdout.write(f"{output}: {len(pdf) // 1024} kB")
