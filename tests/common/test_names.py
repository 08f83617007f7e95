import pytest

from common.names import join_name, normalise_initials, split_surname


@pytest.mark.parametrize(
    ("typed", "particle", "surname"),
    [
        ("van der Berg", "van der", "Berg"),
        ("Van Der Berg", "van der", "Berg"),
        ("de Vries", "de", "Vries"),
        ("’t Hooft", "'t", "Hooft"),
        ("van 't Zand", "van 't", "Zand"),
        ("  de   la  Cruz ", "de la", "Cruz"),
        ("Vries", "", "Vries"),
        ("Denneboom", "", "Denneboom"),
        ("Ten", "", "Ten"),
        ("Jansen-de Wit", "", "Jansen-de Wit"),
    ],
)
def test_a_particle_is_taken_out_of_a_surname(typed, particle, surname):
    assert split_surname(typed) == (particle, surname)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("A", "A."), ("AB", "A.B."), ("a b", "A.B."), ("A.B.", "A.B."), ("Anna", "A."), ("", "")],
)
def test_initials_are_written_one_way(typed, written):
    assert normalise_initials(typed) == written


def test_a_name_is_written_as_on_an_envelope():
    assert join_name(initials="A.", particle="de", surname="Vries") == "A. de Vries"
    assert join_name(initials="", particle="", surname="Vries") == "Vries"
