import pytest
from tests.cast import signal
from tests.conftest import *
def test_a(cast, login):
    signal(cast.reporter, cast.kade, dwelling=cast.home, kinds=[], urgency="danger")
    from signals.models import Signal
    from workspace.today import groups_for
    for g in groups_for(cast.coach):
        for l in g["lines"]:
            print(type(l.who), l.who)
            print(repr(l.who_where))
