"""Databases of the bench: one migrated template, one copy per size, kept while the seed is the same."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlparse, urlunparse

import psycopg
from psycopg import sql

from bench import seed
from wooncoach import embedded
from wooncoach.supervisor import static_fingerprint

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "bench_template"


def url_of(database, *, owner=False):
    """The address of one of our databases, for the runtime role or for the owner of the tables."""
    runtime = os.environ["DATABASE_URL"]
    url = (owner and os.environ.get("DATABASE_OWNER_URL")) or runtime
    return urlunparse(urlparse(url)._replace(path=f"/{database}"))


def prepare(sizes, say):
    """Make what is missing; the names of the databases, by size."""
    with psycopg.connect(url_of("postgres", owner=True), autocommit=True) as server:
        wanted = seed_version()
        if note_of(server, TEMPLATE) != wanted:
            replace(server, TEMPLATE)
            migrate()
            write_note(server, TEMPLATE, wanted)
        elif not static_files_are_new():
            migrate()
        for size in sizes:
            make(server, size, wanted, say)
    return {size.name: f"bench_{size.name}" for size in sizes}


def make(server, size, wanted, say):
    """Seed the database of one size, unless it is there with the same seed."""
    name, note = f"bench_{size.name}", f"{wanted} {size}"
    if note_of(server, name) == note:
        return
    start = time.monotonic()
    replace(server, name, template=TEMPLATE)
    with psycopg.connect(
        url_of(name, owner=True), autocommit=True, cursor_factory=psycopg.ClientCursor
    ) as connection:
        seed.fill(connection, size, monday(), say)
    write_note(server, name, note)
    say(f"  {name} seeded in {time.monotonic() - start:.0f} s")


def monday():
    """Dates hang on this week's Monday, so that as many lines are due on each day of the week."""
    today = dt.date.today()
    return today - dt.timedelta(days=today.weekday())


def seed_version():
    """Changes with the migrations, with the seed and with the week."""
    digest = hashlib.sha256(str(monday()).encode())
    paths = [*ROOT.glob("*/migrations/*.py"), *(ROOT / "bench").glob("seed.*")]
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def note_of(server, name):
    """The seed version a database was made with; None when there is no such database."""
    words = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    row = server.execute(words, [name]).fetchone()
    return row and row[0]


def write_note(server, name, note):
    server.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(note))
    )


def replace(server, name, template="template1"):
    """Make the database anew."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def static_files_are_new():
    """Whether the static files were gathered as they stand; the pages need their hashed names."""
    stamp = embedded.data_folder() / "static.sha256"
    return stamp.exists() and stamp.read_text() == static_fingerprint()


def migrate():
    """Migrations and static files as `make run` does them, in the template."""
    owner = {"DATABASE_OWNER_URL": url_of(TEMPLATE, owner=True), "WOONCOACH_DB_ROLE": "owner"}
    subprocess.run(
        [sys.executable, "-c", "from wooncoach.supervisor import prepare; prepare()"],
        env=os.environ | owner | {"DJANGO_SETTINGS_MODULE": "wooncoach.settings"},
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
