"""Memory of a web worker beside that of a bare Django worker."""

import json
import os
import subprocess
import sys

from bench.databases import ROOT, url_of

PAGES = (
    "signal list",
    "signal detail",
    "dossier, 300 entries",
    "plan, 30 steps",
    "comparison of 3 measurements",
    "Vandaag",
    "trajectory list, sees 300",
)


def footprint(database, site, pages, requests):
    """{"real": …, "bare": …} after so many requests of each page: rss, uss (bytes), heavy imports."""
    shown = [pages[name] for name in PAGES]
    environment = os.environ | {
        "DATABASE_URL": url_of(database),
        "DJANGO_SETTINGS_MODULE": "wooncoach.settings",
        "BENCH_SESSION": site.session(shown[0].user),
        "BENCH_PATHS": " ".join([page.path for page in shown] * requests),
        "LOG_LEVEL": "ERROR",
    }
    environment.pop("DATABASE_OWNER_URL", None)
    return {kind: measure(kind, environment) for kind in ("bare", "real")}


def measure(kind, environment):
    command = [sys.executable, "-m", "bench.worker", kind]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])
