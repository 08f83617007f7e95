"""The servers of a data folder: who starts them, who stops them, what survives a kill."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

import psutil
import psycopg
import pytest

ROOT = Path(__file__).parents[2]
HOLD = """
import os, sys
from wooncoach import embedded
try:
    embedded.attach()
except embedded.EmbeddedError as error:
    sys.exit(str(error))
print(*(os.environ.get(n) or "-" for n in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")))
sys.stdout.flush()
sys.stdin.readline()
"""
GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY")


@pytest.fixture
def data():
    """A data folder to be, where another user than root can come too."""
    parent = Path(tempfile.mkdtemp(prefix="wooncoach-test-"))
    parent.chmod(0o755)
    yield parent / "data"
    for folder in parent.glob("*/pg/postmaster.pid"):
        with running(folder.parents[1]):
            pass  # adopt and stop what a failed test left behind
    shutil.rmtree(parent)


def environment(data, **more):
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return kept | {"WOONCOACH_DATA": str(data), "WOONCOACH_THROWAWAY": "1"} | more


def begin(data, code=HOLD, **more):
    """A process that attaches and waits for a line; its .urls are what attach() set."""
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(data, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.urls = process.stdout.readline().split()
    return process


def end(process):
    process.communicate("\n", timeout=60)
    assert process.returncode == 0


@contextmanager
def running(data, **more):
    process = begin(data, **more)
    yield process.urls
    end(process)


def kill(process):
    process.kill()
    process.communicate()


def ask(url, query="SELECT current_user"):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone() if cursor.description else None


def listens(url):
    parts = urlparse(url)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=5).close()
    except OSError:
        return False
    return True


def server_pids(data):
    files = (data / "pg" / "postmaster.pid", data / "valkey" / "valkey.pid")
    return [int(file.read_text().split()[0]) for file in files]


def kill_servers(data):
    for pid in server_pids(data):
        os.kill(pid, signal.SIGKILL)
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)


def test_the_first_to_attach_gets_a_database_with_roles_extensions_and_utf8(data):
    with running(data) as (runtime, owner, redis):
        assert ask(runtime) == ("wooncoach_runtime",)
        assert ask(owner) == ("wooncoach_owner",)
        assert ask(
            owner,
            "SELECT rolcreatedb, rolsuper, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user",
        ) == (True, False, False)
        query = "SELECT array_agg(extname::text) FROM pg_extension"
        assert {"pg_trgm", "btree_gist", "unaccent"} <= set(ask(runtime, query)[0])
        assert ask(owner, "SHOW server_encoding") == ("UTF8",)
        assert ask(owner, "SET ROLE wooncoach_runtime; SELECT current_user") is None
        assert urlparse(redis).password
        assert (data / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_nobody_gets_in_without_the_password(data):
    with running(data) as (runtime, _owner, _redis):
        port = urlparse(runtime).port
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres")


def test_the_last_one_to_leave_stops_the_servers_and_data_is_kept(data):
    first, second = begin(data), begin(data)
    assert first.urls == second.urls
    ask(first.urls[1], "CREATE TABLE kept AS SELECT 1 AS one")
    end(first)
    assert ask(second.urls[0]) and listens(second.urls[2])
    end(second)
    assert not listens(second.urls[0]) and not listens(second.urls[2])
    with running(data) as (_runtime, owner, _redis):
        assert ask(owner, "SELECT one FROM kept") == (1,)


def test_a_terminated_process_still_stops_the_servers(data):
    process = begin(data)
    process.terminate()
    process.communicate(timeout=60)
    assert not listens(process.urls[0]) and not listens(process.urls[2])


def test_after_a_killed_process_the_next_adopts_and_stops_its_servers(data):
    killed = begin(data)
    kill(killed)
    assert listens(killed.urls[0])
    with running(data) as urls:
        assert urls == killed.urls
    assert not listens(killed.urls[0]) and not listens(killed.urls[2])


def test_killed_servers_are_started_again(data):
    killed = begin(data)
    kill(killed)
    kill_servers(data)
    with running(data) as (runtime, _owner, redis):
        assert ask(runtime) and listens(redis)


def test_a_process_id_given_to_another_program_does_not_look_like_our_server(data):
    killed = begin(data)
    pid_file = data / "pg" / "postmaster.pid"
    kill(killed)
    kill_servers(data)
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with running(data) as (runtime, _owner, _redis):
        assert ask(runtime)


def test_a_broken_off_initialisation_is_done_again(data):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, env=environment(data), stdin=subprocess.PIPE
    )
    while not list(data.glob("pg.tmp-*/global")):
        assert process.poll() is None
        time.sleep(0.005)
    kill(process)
    assert not (data / "pg").exists()
    with running(data) as (runtime, _owner, _redis):
        assert ask(runtime)
    with running(data):
        assert not list(data.glob("pg.tmp-*"))


def test_two_data_folders_live_side_by_side(data):
    other = data.with_name("other")
    with running(data) as mine, running(other) as theirs:
        assert ask(mine[0]) and ask(theirs[0])
        assert urlparse(mine[0]).port != urlparse(theirs[0]).port
        end(begin(other))
        assert ask(mine[0]) and ask(theirs[0])
    assert not listens(mine[0]) and not listens(theirs[0])


def test_a_forked_child_that_ends_stops_nothing(data):
    fork = HOLD.replace("sys.stdin", "child = os.fork() or sys.exit()\nos.wait()\nsys.stdin")
    process = begin(data, fork)
    time.sleep(0.5)
    assert ask(process.urls[0])
    end(process)
    assert not listens(process.urls[0])


def test_only_what_the_environment_does_not_name_is_started(data):
    with running(data, DATABASE_URL="postgresql://elsewhere/db") as (database, owner, redis):
        assert (database, owner) == ("postgresql://elsewhere/db", "-")
        assert listens(redis) and not (data / "pg").exists()
    with running(data, REDIS_URL="redis://elsewhere/0") as (database, _owner, redis):
        assert redis == "redis://elsewhere/0" and ask(database)


def test_a_data_folder_that_cannot_be_written_gives_one_sentence():
    process = begin("/proc/wooncoach")
    said = process.communicate()[1]
    assert process.returncode == 1
    assert said.startswith("The data folder /proc/wooncoach is not writable")
    assert said.count("\n") == 1
