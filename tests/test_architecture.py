"""The shape of the house: what may know what, kept by a machine."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from importlinter.cli import lint_imports

from tests.marked import furnished_pair

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = {  # {app: how far from the top}; apps beside each other stand in one layer
    app: place
    for place, layer in enumerate(SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"])
    for app in layer.split(" | ")
}
OURS = [name for name in LAYERS if name != "wooncoach"]

# Rows nobody looks up who changed: keys of forms, what is being typed, and the log itself.
WITHOUT_HISTORY = {
    "accounts.Submission", "accounts.Draft", "audit.Entry", "audit.Version",
    "cases.LevelText", "cases.Digest",  # words of a version; that a mail was written
    "outbox.Mail", "outbox.Envelope",  # themselves the record of what left; texts must not stay
    "cases.CooperationCount",  # how many, of nobody
    "common.Heartbeat",  # that the clock runs, each minute
    "evaluation.Reminder", "evaluation.ReportDownload",  # themselves a record; the log has them too
}  # fmt: skip


def our_models():
    return [model for app in OURS for model in apps.get_app_config(app).get_models()]


def our_files():
    return [path for app in LAYERS for path in sorted((ROOT / app).rglob("*.py"))]


def trees():
    return [(path, ast.parse(path.read_text())) for path in our_files()]


def test_imports_go_down_only(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_app_has_its_place_in_the_layers():
    installed = {config.name for config in apps.get_app_configs() if (ROOT / config.name).is_dir()}
    assert installed == set(OURS)


def related_pairs():
    for model in our_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                yield model, field, field.related_model


def test_relations_go_down_only():
    checked = 0
    for model, field, target in related_pairs():
        here, there = model._meta.app_label, target._meta.app_label
        if there in OURS:
            checked += 1
            assert here == there or LAYERS[here] < LAYERS[there], f"{model.__name__}.{field.name}"
    assert checked > 20


def test_no_relation_looks_back_from_a_lower_app_under_a_name_of_its_own_making():
    """A related_name is written out, or hidden with "+"; none is made up by Django."""
    for model, field, target in related_pairs():
        if target._meta.app_label in OURS and model._meta.app_label in OURS:
            assert field.remote_field.related_name, f"{model.__name__}.{field.name}"


def imported_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_are_no_django_signals():
    forbidden = re.compile(r"^django\.(dispatch|db\.models\.signals|core\.signals|test\.signals)")
    for path, tree in trees():
        for name in imported_names(tree):
            assert not forbidden.match(name), (path, name)
            assert "receiver" not in name.split("."), (path, name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert not (node.func.attr == "connect" and "signal" in ast.unparse(node.func)), (
                    path
                )


def test_an_app_knows_no_other_apps_model_by_name_in_a_string_above_it():
    """ForeignKey("upper.Model") is an import that import-linter does not see."""
    labels = {
        f"{model._meta.app_label}.{model.__name__}": model._meta.app_label for model in our_models()
    }
    for path, tree in trees():
        app = path.relative_to(ROOT).parts[0]
        if "migrations" in path.parts:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in labels:
                there = labels[node.value]
                assert app == there or LAYERS[app] < LAYERS[there], (path, node.value)


def test_views_never_write_and_forms_never_save():
    """Writing is for workflow, models and drafts; a view that must do more says so here."""
    allowed = {
        "accounts/views.py": {"update"},  # the language of one's own pages
        "signals/views/entry.py": {"save", "delete"},  # files of one's own draft
        "signals/views/handling.py": {"create"},  # a resident nobody knew, with their trajectory
    }
    writing = {
        "save",
        "create",
        "update",
        "delete",
        "bulk_create",
        "bulk_update",
        "update_or_create",
    }
    for path in our_files():
        name = str(path.relative_to(ROOT))
        if path.name in ("views.py", "forms.py", "filters.py") or path.parent.name == "views":
            used = {
                node.func.attr
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                and node.func.attr in writing and "cookie" not in ast.unparse(node.func)
            }  # fmt: skip
            assert used <= allowed.get(name, set()), (name, used)


def test_a_template_asks_for_no_role():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"has_role|organisation_ids|visible_to|\.role\s*==", text), path


@pytest.mark.django_db
def test_no_text_of_an_object_tells_a_name():
    """str() ends up in logs and error reports: numbers and keys only."""
    furnished_pair()
    seen = set()
    for model in our_models():
        for item in model._default_manager.all()[:50]:
            seen.add(model)
            if model.__name__ != "Organisation":
                assert "Ω" not in str(item) and "Ω" not in repr(item), model
    named = {model.__name__ for model in seen}
    assert {"User", "Resident", "Dwelling", "Signal", "Reporter", "JournalEntry", "Event"} <= named


def test_every_table_with_personal_data_notes_its_changes():
    for model in our_models():
        triggers = {trigger.name for trigger in getattr(model._meta, "triggers", [])}
        if model._meta.label in WITHOUT_HISTORY:
            assert not triggers, model
        elif not model._meta.auto_created:
            assert "note_changes" in triggers, model


@pytest.mark.django_db
def test_the_triggers_are_there_and_at_work_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname LIKE 'pgtrigger_note_changes%' AND t.tgenabled = 'O'"
        )
        noted = {table for (table,) in cursor.fetchall()}
    expected = {m._meta.db_table for m in our_models() if m._meta.label not in WITHOUT_HISTORY}
    assert noted == expected


def test_every_migration_has_a_name_of_its_own():
    for app, name in MigrationLoader(None).disk_migrations:
        if app in OURS:
            assert re.fullmatch(r"\d{4}_[a-z_0-9]+", name), (app, name)
            assert "auto_" not in name and not re.search(
                r"_alter_|_and_more$|^\d{4}_remove_", name
            ), name


def test_every_free_text_refuses_a_citizen_service_number():
    """A text of unknown length that people type is a FreeTextField, so that it has the rule."""
    for model in our_models():
        for field in model._meta.concrete_fields:
            if type(field) is models.TextField and not field.generated:
                assert field.name in ("files", "fields"), f"{model.__name__}.{field.name}"


def test_no_file_is_longer_than_a_reader_can_bear():
    for path in our_files():
        if "migrations" not in path.parts:
            assert len(path.read_text().splitlines()) <= 400, path
    for path in (ROOT / "tests").rglob("*.py"):
        assert len(path.read_text().splitlines()) <= 400, path
