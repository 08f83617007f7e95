"""Write the evidence bundle of one trajectory: `manage.py evidence_bundle NUMBER --output FILE`."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from accounts.middleware import act_as
from audit.models import Entry, file_key
from cases.management.commands.my_plan import write_private
from cases.models import Trajectory
from common.numbers import read_number
from workspace import evidence


class Command(BaseCommand):
    help = "Writes signals, visits, offers and steps as one PDF; it is put on record."

    def add_arguments(self, parser):
        parser.add_argument("number", help="number of the trajectory")
        parser.add_argument("--output", required=True, type=Path, help="where the PDF goes")

    @transaction.atomic
    def handle(self, *, number, output, **options):
        found = Trajectory.objects.select_related("resident", "dwelling", "organisation")
        trajectory = found.filter(number=read_number(number)).first()
        if trajectory is None:
            raise CommandError("There is no trajectory with this number.")
        act_as(purpose="command")
        pdf = evidence.make(trajectory)
        Entry.objects.create(
            organisation_id=trajectory.organisation_id,
            action=Entry.Action.EXPORT,
            subject="evidence_bundle",
            files=[file_key(trajectory), file_key(trajectory.resident)],
            ground="command",
        )
        write_private(output, pdf)
        self.stdout.write(f"{output}: {len(pdf) // 1024} kB")
