"""Mail the weekly figures that were not mailed yet: `manage.py weekly_digest`."""

from django.core.management import BaseCommand
from django.utils import timezone

from workspace import digest


class Command(BaseCommand):
    help = "Mails each manager the figures of last week, once; counts only."

    def handle(self, **options):
        self.stdout.write(f"{digest.run(timezone.now())} mails sent")
