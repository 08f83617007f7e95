"""Charts: what is written beside them stays inside the picture."""

import re

import pytest

from common.charts import Series, wheel

WIDE = 8.5  # a letter of Atkinson at 16 px, in units of the picture; most are narrower


@pytest.mark.parametrize(
    "name",
    ["Geld", "Dagelijkse verzorging", "Huishouden en regelen", "Zelfstandigheidsbevordering"],
)
@pytest.mark.parametrize("count", [3, 6, 8, 13])
def test_a_name_beside_the_wheel_is_not_cut_off(name, count):
    drawn = wheel([name] * count, [Series("nu", (3,) * count)], title="x")
    width = float(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*anchor="(\w+)">([^<]+)<', drawn)
    assert len(found) >= count
    for x, y, anchor, text in found:
        long = len(text) * WIDE
        left = float(x) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= 0, text
        assert left + long <= width, text
        assert float(y) > 10
    assert (
        "".join(text for *_place, text in found).replace(" ", "").startswith(name.replace(" ", ""))
    )
