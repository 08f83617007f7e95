"""Early pytest plugin: gives the tests servers of their own before Django's settings are read.

The workers of pytest-xdist inherit the environment, so only the first process attaches.
"""

import os
from pathlib import Path

import pytest

from wooncoach import embedded

os.environ.update(WOONCOACH_THROWAWAY="1", WOONCOACH_DB_ROLE="owner", DEMO="0")
if not os.environ.get("DATABASE_URL"):
    # WOONCOACH_TEST_DATA: a folder of one's own, for a second run at the same time.
    own = Path(__file__).parent.parent / "build" / "test-data"
    os.environ["WOONCOACH_DATA"] = os.environ.setdefault("WOONCOACH_TEST_DATA", str(own))
try:
    embedded.attach()
except embedded.EmbeddedError as error:
    pytest.exit(str(error), returncode=1)
