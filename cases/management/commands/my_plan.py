"""Write “Mijn plan” of one trajectory to a file: `manage.py my_plan WC-7K3M-9QTB --output plan.pdf`."""

import os
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from accounts.middleware import act_as
from audit.models import Entry, file_key
from cases import my_plan
from cases.models import Trajectory
from common.numbers import read_number


class Command(BaseCommand):
    help = "Writes the plan of one resident as a PDF for the fridge; it is put on record."

    def add_arguments(self, parser):
        parser.add_argument("number", help="number of the trajectory")
        parser.add_argument("--output", required=True, type=Path, help="where the PDF goes")
        parser.add_argument(
            "--health", action="store_true", help="with steps on fields under stricter access"
        )

    @transaction.atomic
    def handle(self, *, number, output, health, **options):
        found = Trajectory.objects.select_related("resident", "coach", "organisation")
        trajectory = found.filter(number=read_number(number)).first()
        if trajectory is None:
            raise CommandError("There is no trajectory with this number.")
        act_as(purpose="command")
        allowed = health and trajectory.sensitive_on
        pdf = my_plan.make(trajectory, sensitive=allowed)
        Entry.objects.create(
            organisation_id=trajectory.organisation_id,
            action=Entry.Action.EXPORT,
            subject="my_plan",
            files=[file_key(trajectory), file_key(trajectory.resident)],
            ground="command",
        )
        write_private(output, pdf)
        self.stdout.write(f"{output}: {len(pdf) // 1024} kB")


def write_private(path, content):
    """Readable by this user of the machine only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror}.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
