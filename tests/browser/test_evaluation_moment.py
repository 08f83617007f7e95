"""The page of a moment and typing in from paper, for everyone at every width."""

import pytest

from evaluation.workflow import voices
from tests.browser.looks import troubles
from tests.stage import address, furnish
from tests.stage_evaluation import answer_all

pytestmark = pytest.mark.browser
PAGES = ("moment", "paper", "of_trajectory", "list", "moment_close", "close")


@pytest.fixture
def scene(cast, transactional_db):
    furnish(cast)
    for voice in (cast.coach_voice, cast.partner_voice):
        answer_all(voice)
        voices.give(voice, by=cast.coach)
    return cast


def test_pages_of_a_moment_are_for_everyone(visit, scene):
    coach = visit(scene.coach, path=None)
    found = []
    for name in PAGES:
        coach.go(address(f"evaluation:{name}", scene))
        found += [f"{name}: {line}" for line in troubles(coach.page)]
    assert not found, "\n".join(found)
