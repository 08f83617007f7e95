"""`make run` as a newcomer meets it: what it says when it can't, and what it leaves behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts" / "setup.py"
GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "WOONCOACH_DB_ROLE")


@pytest.fixture
def folder():
    """A folder that another user than root may enter too."""
    path = Path(tempfile.mkdtemp(prefix="wooncoach-test-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def port():
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def supervisor():
    """A function that starts `make run`'s program; what still runs at the end is stopped."""
    processes = []

    def start(data, port):
        kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
        ours = {"WOONCOACH_DATA": str(data), "WOONCOACH_THROWAWAY": "1", "DEMO": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", "wooncoach.supervisor"],
            cwd=ROOT,
            env=kept | ours | {"PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()
        process.stderr.close()


def wait_until_it_runs(process):
    """Read up to the address; the demo persons come after."""
    line = ""
    while "Wooncoach runs on" not in line:
        line = process.stdout.readline()
        assert line, process.stderr.read()


def end(process):
    """(exit code, what it still said, its complaint); communicate() would skip lines read ahead."""
    said, complaint = process.stdout.read(), process.stderr.read()
    return process.wait(timeout=60), said, complaint


def everything_it_started(process, data):
    """Its children and the servers, which are nobody's children."""
    files = (data / "pg" / "postmaster.pid", data / "valkey" / "valkey.pid")
    servers = [psutil.Process(int(file.read_text().split()[0])) for file in files]
    found = psutil.Process(process.pid).children(recursive=True)
    for server in servers:
        found += [server, *server.children(recursive=True)]
    return found


def alive(processes):
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def wait_until_gone(processes):
    deadline = time.monotonic() + 30
    while alive(processes):
        assert time.monotonic() < deadline, alive(processes)
        time.sleep(0.05)


def test_it_starts_and_ctrl_c_leaves_no_process(supervisor, folder, port):
    process = supervisor(folder / "data", port)
    wait_until_it_runs(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
        assert answer.status == 200
    started = everything_it_started(process, folder / "data")
    assert len(started) >= 8  # web with two workers, worker with one, beat, and the servers
    process.send_signal(signal.SIGINT)
    code, said, complaint = end(process)
    assert code == 0, complaint
    assert "@" in said, "the demo persons"
    assert said.endswith("Stopped.\n") and complaint == ""
    assert not alive(started)


def test_after_a_killed_run_the_next_one_works_and_tells_when_a_part_stops(
    supervisor, folder, port
):
    killed = supervisor(folder / "data", port)
    wait_until_it_runs(killed)
    programs = psutil.Process(killed.pid).children(recursive=True)
    killed.kill()
    end(killed)
    wait_until_gone(programs)

    process = supervisor(folder / "data", port)
    wait_until_it_runs(process)
    started = everything_it_started(process, folder / "data")
    beat = next(child for child in started if "beat" in child.cmdline())
    beat.kill()
    code, _said, complaint = end(process)
    assert code == 1
    assert "beat process stopped" in complaint and f"{folder}/data/logs/beat.log" in complaint
    assert not alive(started)


def test_a_stop_during_the_start_leaves_no_process(supervisor, folder, port):
    process = supervisor(folder / "data", port)
    while not (folder / "data" / "logs" / "prepare.log").exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(0.5)
    started = everything_it_started(process, folder / "data")
    process.terminate()
    code, said, complaint = end(process)
    assert code == 0 and said.endswith("Stopped.\n") and complaint == ""
    assert not alive(started)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("taken", "is taken: choose another with 'make run PORT=8001'"),
        ("http", "PORT=http is not a port number"),
        ("65536", "PORT=65536 is not a port number"),
    ],
)
def test_a_port_that_cannot_be_had_gives_one_sentence(supervisor, folder, text, sentence):
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1] if text == "taken" else text
        process = supervisor(folder / "data", port)
        code, _said, complaint = end(process)
    assert code == 1
    assert sentence in complaint and complaint.count("\n") == 1


def test_a_data_folder_that_cannot_be_written_gives_one_sentence(supervisor, port):
    process = supervisor("/proc/wooncoach", port)
    code, _said, complaint = end(process)
    assert code == 1
    assert "The data folder /proc/wooncoach is not writable" in complaint
    assert complaint.count("\n") == 1


def test_a_python_that_is_too_old_gives_one_sentence():
    code = (
        "import runpy, sys; sys.argv = ['setup.py']; sys.version_info = (3, 9, 2, 'final', 0);"
        f"runpy.run_path({str(SETUP)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.9 is too old") and done.stderr.count("\n") == 1


def test_a_set_up_that_was_broken_off_is_done_again(folder):
    (folder / "requirements").mkdir()
    for name in ("base.txt", "dev.txt"):
        (folder / "requirements" / name).write_text("# nothing, so that no registry is asked\n")
    (folder / "scripts").mkdir()
    copy = shutil.copy(SETUP, folder / "scripts")
    (folder / ".venv" / "lib").mkdir(parents=True)
    (folder / ".venv" / "left-behind").touch()

    done = subprocess.run([sys.executable, copy], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Making .venv" in done.stdout
    assert not (folder / ".venv" / "left-behind").exists()
    done = subprocess.run([sys.executable, copy], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
