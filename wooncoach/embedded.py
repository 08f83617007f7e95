"""Lends this process the servers of the data folder where the environment names none.

Every process that uses them holds a shared lock; the last one to let go stops them. The kernel
lets go for a killed process, so nothing stale can stay behind.
"""

import atexit
import contextlib
import fcntl
import json
import os
import secrets
import signal
import socket
import sys
import threading
from pathlib import Path

from wooncoach.embedded_servers import (
    PG_BIN,
    EmbeddedError,
    Postgres,
    Valkey,
    make_passable,
    server_account,
)

__all__ = ["EmbeddedError", "attach", "data_folder", "detach"]

ROOT = Path(__file__).resolve().parent.parent
SECRETS = (
    "secret_key",
    "superuser_password",
    "owner_password",
    "runtime_password",
    "valkey_password",
)
_held = None  # the open in-use.lock of this process
_lent = []  # names set in os.environ by attach()


def data_folder():
    """Where this installation keeps its data: WOONCOACH_DATA, or var/ in the source tree."""
    return Path(os.environ.get("WOONCOACH_DATA") or ROOT / "var").resolve()


def attach():
    """Set DATABASE_URL, REDIS_URL and SECRET_KEY where missing, starting servers if need be.

    Raises EmbeddedError with a sentence for the reader.
    """
    wants = {name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.get(name)}
    if not wants and os.environ.get("SECRET_KEY"):
        return
    data = prepare_folder()
    words = load_secrets(data)
    os.environ["WOONCOACH_DATA"] = str(data)
    if not os.environ.get("SECRET_KEY"):
        lend("SECRET_KEY", words["secret_key"])
    if not wants:
        return
    with start_lock(data):
        hold(data)
        state = read_state(data)
        account = server_account(data)
        if account:
            make_passable(data / "pg")
            make_passable(PG_BIN / "postgres")
        if "DATABASE_URL" in wants:
            lend_postgres(data, words, state, account)
        if "REDIS_URL" in wants:
            lend_valkey(data, words, state, account)


def detach():
    """Let go of the servers, and stop them when nobody else holds them."""
    global _held
    if _held is None:
        return
    held, _held = _held, None
    for name in _lent:
        os.environ.pop(name, None)
    _lent.clear()
    data = Path(held.name).parent
    with held, contextlib.suppress(OSError, EmbeddedError), start_lock(data):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # OSError: somebody else uses them
        words, account = load_secrets(data), server_account(data)
        Valkey(data, words, account).stop(read_state(data).get("valkey_port"))
        Postgres(data, words, account).stop()


def lend(name, value):
    os.environ[name] = value
    _lent.append(name)


def lend_postgres(data, words, state, account):
    """Make, start and prepare PostgreSQL as far as needed, and name it in the environment."""
    server = Postgres(data, words, account)
    server.tidy()
    if not server.folder.exists():
        state.pop("prepared", None)
        server.initialise()
    port = server.running_port()
    if port is None:
        port = free_port(state.get("postgres_port"))
        server.start(port)
    if not state.get("prepared"):
        server.prepare(port)
    if state.get("postgres_port") != port or not state.get("prepared"):
        state.update(postgres_port=port, prepared=True)
        write_private(data / "servers.json", json.dumps(state))
    for name, role in (("DATABASE_URL", "runtime"), ("DATABASE_OWNER_URL", "owner")):
        login = f"wooncoach_{role}:{words[role + '_password']}"
        lend(name, f"postgresql://{login}@127.0.0.1:{port}/wooncoach")
    # psql and pg_dump of the server's own version, for dbshell and backups.
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), str(PG_BIN)])


def lend_valkey(data, words, state, account):
    """Start Valkey if need be, and name it in the environment."""
    server = Valkey(data, words, account)
    port = state.get("valkey_port")
    if not server.answers(port):
        port = free_port(port)
        # Noted before it starts: whoever comes after a kill must find it.
        write_private(data / "servers.json", json.dumps(state | {"valkey_port": port}))
        server.start(port)
    lend("REDIS_URL", f"redis://:{words['valkey_password']}@127.0.0.1:{port}/0")


def free_port(wanted=None):
    """The wanted port if nobody listens there, otherwise any free one."""
    for port in (wanted, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise EmbeddedError("No free port was found on 127.0.0.1.")


def prepare_folder():
    """Make the data folder and its parts; an EmbeddedError says when that may not be."""
    data = data_folder()
    try:
        for part in (data, data / "logs", data / "media"):
            part.mkdir(parents=True, exist_ok=True)
        with (data / "start.lock").open("a"), (data / "in-use.lock").open("a"):
            pass
    except OSError as error:
        raise EmbeddedError(
            f"The data folder {data} is not writable ({error.strerror}): "
            "choose another with WOONCOACH_DATA=/path."
        ) from None
    return data


def load_secrets(data):
    """The passwords and key of this data folder, made at first use."""
    path = data / "secrets.json"
    try:
        words = json.loads(path.read_text())
    except FileNotFoundError:
        words = {}
    except (OSError, ValueError):
        raise EmbeddedError(
            f"{path} is not readable: use the data folder's own user, or another folder "
            "with WOONCOACH_DATA=/path."
        ) from None
    if missing := [name for name in SECRETS if name not in words]:
        words |= {name: secrets.token_urlsafe(48) for name in missing}
        write_private(path, json.dumps(words, indent=1))
    return words


def read_state(data):
    """Ports of the servers as last started, and whether the database was prepared."""
    try:
        return json.loads((data / "servers.json").read_text())
    except (OSError, ValueError):
        return {}


def write_private(path, text):
    """Write a file whole or not at all, for the data folder's owner alone."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.touch(mode=0o600)
    new.write_text(text)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(new, owner.st_uid, owner.st_gid)
    new.replace(path)


@contextlib.contextmanager
def start_lock(data):
    """One process at a time starts or stops servers."""
    with (data / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def hold(data):
    """Note that this process uses the servers, until it ends in whatever way."""
    global _held
    if _held is None:
        _held = (data / "in-use.lock").open("a")  # Python opens close-on-exec
        atexit.register(detach)
        # A forked child shares the lock; closing its copy leaves the parent's alone.
        os.register_at_fork(after_in_child=forget)
        end_orderly_when_terminated()
    fcntl.flock(_held, fcntl.LOCK_SH)


def forget():
    global _held
    if _held is not None:
        _held.close()
        _held = None


def end_orderly_when_terminated():
    """SIGTERM and SIGHUP end Python without atexit; turn them into an ordinary exit."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda number, _frame: sys.exit(128 + number))
