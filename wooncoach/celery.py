"""The Celery application: tasks only ring the bell, the rows in PostgreSQL are the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wooncoach.settings")
app = Celery("wooncoach")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
