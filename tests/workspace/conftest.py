import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from residents.models import Dwelling, Resident


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, filled once per module: it takes a second or two. Gives the folder of its files."""
    media = tmp_path_factory.mktemp("media")
    settings = override_settings(DEMO=True, MEDIA_ROOT=media)
    with django_db_blocker.unblock(), settings, transaction.atomic():
        call_command("demo", "--once", verbosity=0)
        yield media
        transaction.set_rollback(True)


def resident_at(home):
    """Who a trajectory at this address of the demo is about."""
    street, _space, number = home.rpartition(" ")
    number, _dash, addition = number.partition("-")
    dwelling = Dwelling.objects.get(street=street, house_number=number, addition=addition)
    return Resident.objects.living_at(dwelling).order_by("pk").first()
