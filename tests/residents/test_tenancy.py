import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from residents.models import Resident, ResidentChanged, Tenancy
from tests.cast import dwelling, resident

DAY = dt.date(2026, 3, 31)


def test_two_tenancies_of_one_dwelling_cannot_overlap(cast):
    home = dwelling(cast.kade, 99)
    Tenancy.objects.create(dwelling=home, starts_on=dt.date(2020, 1, 1), ends_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenancy.objects.create(dwelling=home, starts_on=DAY)
    Tenancy.objects.create(dwelling=home, starts_on=DAY + dt.timedelta(days=1))


def test_a_tenancy_cannot_end_before_it_starts(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenancy.objects.create(
            dwelling=dwelling(cast.kade, 99), starts_on=DAY, ends_on=DAY - dt.timedelta(days=1)
        )


def test_the_last_day_still_counts(cast):
    home = dwelling(cast.kade, 99)
    lived = Tenancy.objects.create(dwelling=home, starts_on=dt.date(2020, 1, 1), ends_on=DAY)
    assert list(Tenancy.objects.filter(pk=lived.pk).current(DAY)) == [lived]
    assert not Tenancy.objects.filter(pk=lived.pk).current(DAY + dt.timedelta(days=1)).exists()


def test_who_lives_there_are_its_tenants_of_today(cast):
    assert list(Resident.objects.living_at(cast.home)) == [cast.resident]


@pytest.mark.parametrize(
    ("address", "particle", "name"),
    [
        ("mrs", "de", "Mevrouw A. de Vries"),
        ("mr", "de", "De heer A. de Vries"),
        ("", "de", "A. de Vries"),
    ],
)
def test_a_resident_is_named_as_on_an_envelope(cast, address, particle, name):
    made = resident(cast.kade, form_of_address=address, particle=particle)
    assert made.full_name == name


def test_the_second_of_two_editors_is_refused(cast):
    first, second = (Resident.objects.get(pk=cast.resident.pk) for _ in range(2))
    first.change(phone="06 00 00 00 01")
    with pytest.raises(ResidentChanged):
        second.change(phone="06 00 00 00 02")
    cast.resident.refresh_from_db()
    assert cast.resident.phone == "06 00 00 00 01"
