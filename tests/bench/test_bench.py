"""The bench runs and writes what it promises; its figures are nobody's business here."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_tiny_bench_writes_every_line_with_its_limit(tmp_path):
    environment = os.environ | {"SIZE": "tiny", "BENCH_RESULTS": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "bench"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    lines = json.loads((tmp_path / "results.json").read_text())
    assert len(lines) > 20
    for line in lines:
        assert set(line) == {"name", "size", "value", "limit", "holds"}
        assert line["holds"] == (line["value"] <= line["limit"])
        if line["name"].startswith("SQL queries: "):  # a count is the same on any machine
            assert line["holds"], line
    names = {line["name"] for line in lines}
    for page in (
        "dossier, 300 entries",
        "timeline",
        "plan, 30 steps",
        "comparison of 3 measurements",
        "registry",
    ):
        assert f"{page} ÷ R2" in names
    assert {"SQL queries: plan", "SQL queries: fields of life", "SQL queries: analysis"} <= names
    assert {"SQL queries: evaluations", "SQL queries: evaluation"} <= names
    assert (tmp_path / "results.md").read_text().strip() in done.stdout


def test_an_unknown_size_is_refused_with_a_sentence():
    environment = os.environ | {"SIZE": "huge"}
    done = subprocess.run(
        [sys.executable, "-m", "bench"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "choose small or large" in done.stderr
