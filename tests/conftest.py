import copy

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings

from common.models import Heartbeat
from tests.cast import build_cast
from tests.sink import sink  # noqa: F401  a fixture
from tests.stage import Visitor, furnish

# Written by the migrations and never by a test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def pytest_configure(config):
    # Before any server starts: WhiteNoise warns where there is no folder, and warnings are errors.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner makes the test database; the tests themselves run as the runtime role."""
    owner = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        Heartbeat.objects.all().delete()  # no clock runs here, and most pages are not about that
    connection.close()
    connection.settings_dict.update(
        USER=settings.RUNTIME_LOGIN.username, PASSWORD=settings.RUNTIME_LOGIN.password
    )
    TransactionTestCase._fixture_teardown = lambda self: empty_tables(owner)
    yield
    connection.close()
    connection.settings_dict.update(owner)


def empty_tables(owner):
    """What flush does, by the owner: the runtime role may not empty the log."""
    connection.close()
    with psycopg.connect(
        host=owner["HOST"], port=owner["PORT"], dbname=connection.settings_dict["NAME"],
        user=owner["USER"], password=owner["PASSWORD"], autocommit=True,
    ) as database:  # fmt: skip
        tables = database.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        )
        names = ", ".join(name for (name,) in tables if name not in KEPT)
        database.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Files that a test uploads stay in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def cast(db):
    """One person per role, two organisations, and a little work: see tests/cast.py."""
    return build_cast()


@pytest.fixture
def login(client):
    """Log the client in as somebody of the cast, and give it back."""

    def _login(user):
        client.force_login(user)
        return client

    return _login


@pytest.fixture(scope="module")
def module_stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """The cast with something on every page, made once per module and never changed by a test."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        cast = furnish(build_cast())
        cast.media = media
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def stage(module_stage, db, settings):
    settings.MEDIA_ROOT = module_stage.media
    return copy.deepcopy(module_stage)  # what a test does to these objects ends with it


@pytest.fixture
def visit(stage):
    """Ask for a page as anybody of the cast: visit("coach", "GET", "/")."""
    return Visitor(stage)
