"""Makes .venv from the pinned requirements; safe to break off and to run again.

It must parse on any Python 3, so that an old one still gets a clear sentence: no f-strings
and no annotations here.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback while the rest is imported

import argparse  # noqa: E402
import contextlib  # noqa: E402
import hashlib  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "requirements.sha256"
LOCK = ROOT / ".setup.lock"
DEBIAN_VENV = "apt-get install python3-venv"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class SetupError(Exception):
    """Something the reader must do first; the text is the sentence to show."""


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def require_python(version=sys.version_info):
    if tuple(version[:2]) < OLDEST:
        raise SetupError(
            "Python {}.{} is too old: Python {}.{} or newer is needed. "
            "Name another one with 'make PYTHON=/path/to/python3.11 ...'.".format(
                version[0], version[1], OLDEST[0], OLDEST[1]
            )
        )


@contextlib.contextmanager
def one_at_a_time():
    """Two set-ups in one folder would write the same files."""
    import fcntl

    try:
        lock = LOCK.open("a")
    except OSError as error:
        raise SetupError(
            "The folder {} is not writable: {}.".format(ROOT, error.strerror)
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Waiting for another set-up in this folder to finish...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # A program that outlives a killed set-up keeps the lock, and so cannot spoil the next.
        os.set_inheritable(lock.fileno(), True)
        yield


def run(command, failure):
    """Run quietly; on failure show the last of what the command said, then the sentence."""
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=str(ROOT),
        close_fds=False,
    )
    try:
        output = process.communicate()[0].decode("utf-8", "replace")
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        # pip warns once for every package that an extra index lacks.
        lines = [line for line in output.splitlines() if "' is ignored: " not in line]
        sys.stderr.write("\n".join(lines[-30:]) + "\n")
        raise SetupError(failure)


def has_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def make_venv():
    """A venv with this Python; a half-made one or one of another Python is replaced."""
    say("Making .venv...")
    if not has_venv():
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise SetupError("Python's venv module is missing. Install it: " + DEBIAN_VENV)
        run(["apt-get", "update", "-q"], "The list of Debian packages could not be fetched.")
        run(DEBIAN_VENV.split() + ["-y", "-q"], "python3-venv could not be installed.")
    shutil.rmtree(str(VENV), ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "The folder .venv could not be made.")


def fingerprint(names):
    """What .venv must hold: the pins, and the folder, because a moved venv is broken."""
    digest = hashlib.sha256(str(VENV).encode())
    for name in names:
        digest.update((ROOT / "requirements" / name).read_bytes())
    return digest.hexdigest()


def installed():
    try:
        return STAMP.read_text().split()
    except OSError:
        return []


def install(dev):
    """Install base.txt, or with dev.txt what the tests need too; skipped when nothing changed."""
    wanted = fingerprint(["base.txt"])
    wanted_dev = fingerprint(["base.txt", "dev.txt"])
    present = installed()
    whole = PYTHON.exists() and bool(present)
    if whole and (wanted_dev in present or (wanted in present and not dev)):
        return
    if not whole:
        make_venv()
    if STAMP.exists():
        STAMP.unlink()
    pip = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-deps"]
    pip += ["--require-hashes", "--no-compile", "-r", "requirements/" + ("dev" if dev else "base")]
    pip[-1] += ".txt"
    say("Installing requirements (first time, about half a minute)...")
    run(pip, "The requirements could not be installed, see above; the same command tries again.")
    # pip compiles on one core only.
    library = VENV / "lib"
    run([PYTHON, "-m", "compileall", "-q", "-j", "0", library], "Python could not compile .venv.")
    # Written last: without it the next run starts over.
    new = STAMP.with_suffix(".new")
    new.write_text("\n".join([wanted, wanted_dev] if dev else [wanted]))
    new.replace(STAMP)


def build():
    """Make the files that are built, not written; quick when nothing changed."""
    if (ROOT / "wooncoach" / "assets.py").exists():
        run([PYTHON, "-m", "wooncoach.assets"], "The folder build/ could not be filled.")


def interrupt(_number, _frame):
    raise KeyboardInterrupt


def go_on_as(arguments):
    """Become .venv's Python; signals wait until that program is ready to hear them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    os.chdir(str(ROOT))
    os.execv(str(PYTHON), [str(PYTHON)] + arguments)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with what the tests and checks need")
    parser.add_argument("--then", nargs=argparse.REMAINDER, help="go on as .venv/bin/python ...")
    options = parser.parse_args(arguments)
    os.umask(0o022)  # the servers may run as another user, who must be able to read .venv
    for number in SIGNALS:
        signal.signal(number, interrupt)
    try:
        require_python()
        with one_at_a_time():
            install(options.dev)
            build()
        if options.then:
            go_on_as(options.then)
    except SetupError as error:
        sys.stderr.write(str(error) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nSet-up stopped. The same command goes on where it must.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
