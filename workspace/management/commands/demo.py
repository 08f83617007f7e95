from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.demo import demo_persons
from accounts.middleware import act_as


class Command(BaseCommand):
    help = "Fill the demo organisations with made-up people, homes, signals and trajectories."
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--once", action="store_true", help="fill, unless that was done before")
        what.add_argument("--reset", action="store_true", help="remove what is there, fill again")
        what.add_argument("--persons", action="store_true", help="list who can log in")

    def handle(self, *args, once, reset, persons, **options):
        if not settings.DEMO:
            raise CommandError("Demo data is for demos only. Set DEMO=1 if this is one.")
        if persons:
            self.list_persons()
        else:
            self.fill(again=reset)

    def list_persons(self):
        with translation.override(settings.LANGUAGE_CODE):
            rows = [(_("role"), _("name"), _("e-mail"), _("what to try"))]
            rows += [(p.role_label, p.name, p.email, p.hint) for p in demo_persons()]
            rows = [[str(cell) for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.stdout.write(" | ".join(cells).rstrip())

    def fill(self, *, again):
        from workspace.demo import fill

        with transaction.atomic():
            act_as(purpose="demo")
            if again:
                fill.empty()
            elif fill.is_filled():
                self.stdout.write("The demo data is there already.")
                return
            fill.fill()
        self.stdout.write("The demo data is ready.")
