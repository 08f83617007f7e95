import pytest

from residents.models import Dwelling, Resident
from tests.cast import dwelling, resident


@pytest.fixture
def people(cast):
    names = [
        ("de", "Vries"),
        ("van der", "Meulen"),
        ("", "Yıldız"),
        ("", "Bäumer"),
        ("van 't", "Zand"),
        ("", "Aalbers"),
    ]
    Resident.objects.all().exclude(pk=cast.resident.pk).delete()
    for particle, surname in names[1:]:
        resident(cast.kade, particle=particle, surname=surname, initials="J.")
    return cast


def found(cast, text):
    return [item.surname for item in Resident.objects.visible_to(cast.coach).matching(text, 20)]


@pytest.mark.parametrize(
    ("typed", "surname"),
    [
        ("vries", "Vries"),
        ("de vries", "Vries"),
        ("yildiz", "Yıldız"),
        ("Yıldız", "Yıldız"),
        ("baumer", "Bäumer"),
        ("BÄUMER", "Bäumer"),
        ("zand van 't", "Zand"),
        ("meulen", "Meulen"),
        ("meulem", "Meulen"),
        ("aalberts", "Aalbers"),
    ],
)
def test_a_name_is_found_as_people_type_it(people, typed, surname):
    assert surname in found(people, typed)


def test_nothing_resembles_nonsense(people):
    assert found(people, "qqxxyyzz") == []
    assert found(people, "   ") == []


def test_names_sort_on_the_surname_not_on_the_particle(people):
    names = [item.surname for item in Resident.objects.visible_to(people.coach).by_name()]
    assert names == ["Aalbers", "Bäumer", "Meulen", "Vries", "Yıldız", "Zand"]


def test_names_of_another_organisation_are_not_found(people):
    resident(people.vaart, surname="Onvindbaar")
    assert found(people, "Onvindbaar") == []


def test_a_reporter_finds_addresses_and_no_names(people):
    assert list(Resident.objects.visible_to(people.reporter)) == []
    assert people.home in Dwelling.objects.visible_to(people.reporter).matching("lange kade", 5)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kanaalkade 12a", "Kanaalkade 12 A, Veenwaard"),
        ("Kanaalkade 12 A", "Kanaalkade 12 A, Veenwaard"),
        ("12-2 kanaalkade", "Kanaalkade 12-2, Veenwaard"),
        ("8888bb 1", "Kanaalkade 1, Veenwaard"),
        ("kanalkade 1", "Kanaalkade 1, Veenwaard"),
    ],
)
def test_an_address_is_found_with_its_addition(cast, typed, address):
    for number, addition in ((1, ""), (12, "A"), (12, "2"), (112, "")):
        dwelling(cast.kade, number, addition=addition, street="Kanaalkade", postcode="8888 BB")
    first = Dwelling.objects.visible_to(cast.reporter).matching(typed, 5)[0]
    assert first.address == address


def test_exactly_this_house_number_comes_first(cast):
    for number in (112, 12, 120):
        dwelling(cast.kade, number, street="Kanaalkade", postcode="8888 BB")
    numbers = [
        item.house_number
        for item in Dwelling.objects.visible_to(cast.reporter).matching("kanaalkade 12", 5)
    ]
    assert numbers == [12, 112, 120]
