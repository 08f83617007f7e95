import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.text import is_bsn, medical_labels, refuse_bsn

VALID = "111222333"  # a test number: 11-proof, issued to nobody


@pytest.mark.parametrize(
    "text",
    [VALID, "111 222 333", "1112.22.333", "111-222-333", f"bsn: {VALID}.", f"({VALID})"],
)
def test_a_valid_number_is_refused_however_it_is_written(text):
    with pytest.raises(ValidationError, match="BSN"):
        refuse_bsn(f"Hij gaf {text} door")


@pytest.mark.parametrize(
    "text",
    [
        "111222334",
        "06 12 34 56 78",
        "0612345678",
        "+31 111222333",
        "NL91 ABNA 0417 1643 00",
        "000000000",
        "1112223334",
        "op 12-11-2026 om 10.15",
    ],
)
def test_other_numbers_are_fine(text):
    refuse_bsn(text)


@given(st.integers(min_value=1, max_value=10**8 - 1))
def test_changing_one_digit_breaks_the_eleven_test(number):
    """Weights 9…2 and -1 are not divisible by 11, so no single wrong digit passes."""
    digits = f"{number:09d}"
    if not is_bsn(digits):
        return
    for place in range(9):
        other = str((int(digits[place]) + 1) % 10)
        assert not is_bsn(digits[:place] + other + digits[place + 1 :])


def test_a_label_comes_with_what_to_write_instead():
    [(word, instead)] = medical_labels("Volgens de buren is hij Verward.")
    assert word == "Verward"
    assert "bijvoorbeeld" in str(instead)


def test_facts_are_no_labels():
    assert medical_labels("Ze at drie dagen niet en praatte met de gordijnen.") == []
