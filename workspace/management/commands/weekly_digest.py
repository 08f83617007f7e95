"""Write the mails with the weekly figures that were not written yet: `manage.py weekly_digest`."""

from django.core.management import BaseCommand
from django.utils import timezone

from workspace import digest


class Command(BaseCommand):
    help = "Writes each manager a mail with the figures of last week, once; counts only."

    def handle(self, **options):
        self.stdout.write(f"{digest.run(timezone.now())} mails written")
