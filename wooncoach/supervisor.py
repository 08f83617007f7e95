"""`make run`: servers, database, demo data, web, worker and beat, until Ctrl-C."""

import contextlib
import ctypes
import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from wooncoach import doctor, embedded
from wooncoach.embedded_servers import log_file

ROOT = Path(__file__).resolve().parent.parent
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10  # seconds a program gets to finish its work
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class StartError(Exception):
    """What went wrong, in a sentence for the reader."""


class Stop(BaseException):
    """Somebody asked us to stop."""


def say(text):
    print(text, flush=True)


def stop_at_signals():
    """From here on SIGINT, SIGTERM and SIGHUP raise Stop, once."""

    def handler(_number, _frame):
        ignore_signals()
        raise Stop

    for number in SIGNALS:
        signal.signal(number, handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def ignore_signals():
    """While stopping nothing may break in; stopping ends by itself."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def web_port():
    """The port to serve on, free at this moment."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StartError(f"PORT={text} is not a port number: choose one with 'make run PORT=8001'.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            reason = "taken" if taken else f"not for you ({error.strerror})"
            raise StartError(
                f"Port {text} is {reason}: choose another with 'make run PORT=8001'. A second "
                "installation beside this one needs its own WOONCOACH_DATA=/path too."
            ) from None
    return int(text)


def die_with_parent():
    """In a new child: the kernel ends it when we are killed; its signals are its own again."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def spawn(data, name, *command, role="runtime", output=None):
    """Start one of our programs in its own session, so that Ctrl-C reaches only us."""
    environment = os.environ | {"WOONCOACH_DB_ROLE": role, "PYTHONUTF8": "1"}
    if role != "owner":
        environment.pop("DATABASE_OWNER_URL", None)  # what serves people owns no table
    with log_file(data, name).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output or log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )


def run_child(data, function, children, role="runtime"):
    """Run a function of this file in a process of its own, to its end; what it printed."""
    code = f"from wooncoach import supervisor; supervisor.{function}()"
    child = spawn(data, function, "-c", code, role=role, output=subprocess.PIPE)
    children[function] = child
    said = child.communicate()[0].decode()
    del children[function]
    if child.returncode:
        path = data / "logs" / f"{function}.log"
        last = path.read_text(errors="replace").rstrip().rpartition("\n")[2][:300]
        raise StartError(f"'{function}' failed: {last} (More in {path}.)")
    return said


def static_fingerprint():
    """Changes with every change of a static file or of an installed package."""
    digest = hashlib.sha256()
    folders = (ROOT / "static", ROOT / "build" / "static")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in [*files, Path(sys.prefix, "requirements.sha256")]:
        with contextlib.suppress(FileNotFoundError):
            digest.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def prepare():
    """In a child: everything that needs Django and the owner's rights, in one start of Django."""
    import django
    from django.core.management import call_command

    data = embedded.data_folder()
    django.setup()
    call_command("migrate", interactive=False, stdout=sys.stderr)
    call_command("createcachetable", verbosity=0)
    stamp, now = data / "static.sha256", static_fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


def fill_demo():
    """In a child: demo data where there is none, and on standard output who there is to try."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("demo", "--once", stdout=sys.stderr)
    call_command("demo", "--persons")


def start_web(data, port, children):
    """Start the web process and wait until it answers: somebody may be waiting for a page."""
    command = "-m gunicorn wooncoach.wsgi:application --preload --workers 2 --threads 4"
    command += f" --bind 127.0.0.1:{port} --no-control-socket --log-level warning"
    children["web"] = spawn(data, "web", *command.split())
    wait_until_it_answers(data, port, children)


def start_tasks(data, port, children):
    """Start worker and beat."""
    worker = "-m celery -A wooncoach worker --concurrency 1 --prefetch-multiplier 1"
    worker += " --loglevel WARNING --without-gossip --without-mingle --without-heartbeat"
    children["worker"] = spawn(data, "worker", *worker.split())
    beat = "-m celery -A wooncoach beat --loglevel WARNING --pidfile= -s"
    children["beat"] = spawn(data, "beat", *beat.split(), str(data / f"beat-schedule-{port}"))


def check_alive(data, children):
    """Raise StartError when one of them has ended by itself."""
    for name, child in children.items():
        if child.poll() is not None:
            raise StartError(f"The {name} process stopped; see {data}/logs/{name}.log.")


def wait_until_it_answers(data, port, children):
    """Wait for any answer of the web process."""
    deadline = time.monotonic() + 60
    while True:
        check_alive(data, children)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > deadline:
                raise StartError(
                    f"The web process does not answer; see {data}/logs/web.log."
                ) from None
            time.sleep(0.1)
        else:
            return


def stop_all(children):
    """Ask all to finish, and end those that don't within the grace period."""
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + GRACE
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # it and whatever it left behind
        child.wait()


def welcome(data, port, persons):
    """Tell where it runs, who there is to try, and what this machine lacks."""
    lines = [f"\nWooncoach runs on http://localhost:{port}/ (Ctrl-C stops it; data in {data})"]
    lines += ["", persons.rstrip()] if persons else []
    for name, packages, _needed in doctor.missing_debian(running_only=True):
        lines.append(f"Missing: {name}; as root: apt-get install {packages}")
    say("\n".join(lines))


def serve(children):
    """Bring everything up, then watch over it."""
    port = web_port()
    data = embedded.prepare_folder()
    demo = os.environ.setdefault("DEMO", "1") not in ("", "0", "false", "False", "no")
    say("Starting the servers and bringing the database up to date...")
    embedded.attach()
    run_child(data, "prepare", children, role="owner")
    persons = run_child(data, "fill_demo", children) if demo else ""
    start_web(data, port, children)
    start_tasks(data, port, children)
    welcome(data, port, persons)
    while True:
        check_alive(data, children)
        time.sleep(0.5)


def main():
    children = {}
    status = 1
    sys.stdout.reconfigure(errors="replace")  # a terminal without UTF-8 still gets the names
    try:
        stop_at_signals()
        serve(children)
    except Stop:
        say("\nStopping...")
        status = 0
    except (StartError, embedded.EmbeddedError) as error:
        ignore_signals()
        print(error, file=sys.stderr, flush=True)
    finally:
        stop_all(children)
        embedded.detach()
    if status == 0:
        say("Stopped.")
    return status


if __name__ == "__main__":
    sys.exit(main())
