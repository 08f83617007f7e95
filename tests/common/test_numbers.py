import pytest

from common.numbers import ALPHABET, new_number, read_number


def test_a_number_can_be_said_and_spells_no_word():
    prefix, first, second = new_number("S").split("-")
    assert (prefix, len(first), len(second)) == ("S", 4, 4)
    assert set(first + second) <= set(ALPHABET)
    assert not set("AEIOU01") & set(ALPHABET)


def test_numbers_do_not_follow_each_other():
    assert len({new_number("S") for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["S-7K3M-9QTB", "s7k3m9qtb", "s 7k3m 9qtb", " S–7K3M–9QTB ", "S.7K3M.9QTB"]
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert read_number(typed) == "S-7K3M-9QTB"
