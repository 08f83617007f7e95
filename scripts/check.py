"""Runs every check of the source tree; one line for each that is fine, the whole story else."""

import os
import secrets
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = [str(BIN / "python"), "-W", "ignore"]  # makemigrations warns that it sees no database
# As in production, except that there is no server behind the addresses: no check asks for one.
ENVIRONMENT = os.environ | {
    "ALLOWED_HOSTS": "wooncoach.example",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
    "DEMO": "0",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "WOONCOACH_DATA": str(ROOT / "build" / "check-data"),
}
CHECKS = {
    "types": [BIN / "mypy"],
    "style": [BIN / "ruff", "check"],
    "format": [BIN / "ruff", "format", "--check"],
    "template style": [BIN / "djlint", "--lint", "--quiet", "templates"],
    "template format": [BIN / "djlint", "--check", "--quiet", "templates"],
    "layers": [BIN / "lint-imports"],
    "migrations": [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [*PYTHON, "scripts/messages.py", "--check"],
    "deployment": [*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def run(name):
    """(exit code, what it said) of one check; None instead of a code when it can't be run."""
    if name == "translations" and not shutil.which("xgettext") and "CI" not in os.environ:
        return None, "gettext is missing: apt-get install gettext"
    done = subprocess.run(
        [str(word) for word in CHECKS[name]],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def main():
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, (code, said) in zip(CHECKS, pool.map(run, CHECKS), strict=True):
            if code is None:
                print(f"skipped   {name}: {said}", flush=True)
            elif code == 0:
                print(f"ok        {name}", flush=True)
            else:
                failed.append(name)
                print(f"FAILED    {name}\n{said.rstrip()}\n", flush=True)
    if failed:
        print(f"Checks failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
