"""Do once what the clock does, without Celery and without a broker: `manage.py tick`, from cron."""

import time
from contextlib import contextmanager

from celery import current_app
from django.conf import settings
from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Runs every task of the clock once, in this process: for who has cron and no Celery."
        " Safe beside a running clock. Exit code 1 when one fails; the others run all the same."
    )

    def handle(self, **options):
        current_app.loader.import_default_modules()
        failed = []
        with in_this_process(failed):
            for beat in settings.CELERY_BEAT_SCHEDULE.values():
                self.run(beat["task"], failed)
        if failed:
            raise CommandError("failed: " + ", ".join(dict.fromkeys(failed)))

    def run(self, name, failed):
        """One task, and a line about it; what it raises is written to the log by Celery."""
        before, start = len(failed), time.monotonic()
        if name in current_app.tasks:
            current_app.tasks[name].apply()
        else:
            failed.append(name)
        word = "failed" if len(failed) > before else "done"
        self.stdout.write(f"{name}: {word} in {time.monotonic() - start:.1f} s")


@contextmanager
def in_this_process(failed):
    """What a task hands on is done here at once too; names of what fails are added to `failed`."""
    conf, tasks = current_app.conf, list(current_app.tasks.values())
    known, conf.task_always_eager = conf.task_always_eager, True
    for task in tasks:
        task.on_failure = lambda *_args, name=task.name: failed.append(name)
    try:
        yield
    finally:
        conf.task_always_eager = known
        for task in tasks:
            del task.on_failure
