"""A form that is sent with more than it asks for does what it asks for, and nothing more."""

import datetime as dt
import json
import re
from functools import cache
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from accounts.drafts import keep_draft
from cases import instrument
from cases import workflow as cases
from cases.workflow import domain_sets, measuring, plan, safety_net, visits
from evaluation.workflow import moments, voices
from network.views.tables import DRAFT
from signals import workflow as signals
from tests.access import ACCESS, form_for
from tests.stage import PEOPLE, address

# Columns that differ from one time to the next whatever is sent.
VOLATILE = re.compile(r"(number|key|file|size|reference|session_.*|expire_date|saved_at)$")
SECRET = {
    "digest",
    "nonce",
    "code",
    "sealed",
    "letter_code",
}  # of links, codes and sealed mail: random each time
APART = {"audit_entry", "audit_version", "django_session", "django_migrations", "cache"}
DECLARED = {  # what a form asks besides what form_for() fills in
    "signals:assess": {"referred_to"},
    "signals:start": {"email", "name"},
    "cases:note": {"next_contact_on"},
    "cases:resident": {"email"},
    "cases:doorstep": {"next_contact_on"},
    "cases:participant_add": {"role", "email"},
    "cases:history_add": {"until"},
    "cases:history_edit": {"until"},
    "cases:participant_edit": {"until"},
    "network:partner_add": {"level", "email"},
    "network:partner_edit": {"level", "email"},
    "network:contact_add": {"role", "level", "email"},
    "network:contact_edit": {"role", "level", "email"},
}
OWNERS = dict.fromkeys(
    ("signals:attachment_drop", "signals:draft_drop", "accounts:draft_drop"), "reporter"
)


def extra(cast):
    """Everything that decides who, what and when, as a field that no form asks for."""
    named = {
        "organisation": cast.vaart.pk, "handler": cast.colleague.pk, "coach": cast.colleague.pk,
        "trajectory": cast.trajectory.pk, "resident": cast.resident.pk, "user": cast.outsider.pk,
        "author": cast.colleague.pk, "by": cast.colleague.pk, "signal": cast.signal.pk,
        "reporter": cast.colleague.pk, "actor": cast.colleague.pk,
    }  # fmt: skip
    plain = {
        "id": 1, "pk": 1, "number": "S-2222-2222", "state": "closed", "to_state": "closed",
        "from_state": "plan", "fed_back_at": "2020-01-01", "created_at": "2020-01-01",
        "respond_by": "2020-01-01", "feedback_by": "2020-01-01", "started_on": "2020-01-01",
        "happened_at": "2020-01-01", "level": "coach", "role": "administrator", "outcome": "reached",
        "is_active": "", "email": "x@x.example", "password": "x", "since": "2020-01-01",
        "until": "2020-01-01", "search": "x", "sort_name": "x", "particle": "x", "verb": "closed",
        "end_reason": "died", "ended_on": "2020-01-01", "next_contact_on": "2020-01-01",
        "language": "en", "referred_to": "x", "triage": "acute", "why": "x", "name": "x",
    }  # fmt: skip
    return named | {f"{name}_id": value for name, value in named.items()} | plain


def rows():
    """Every row of every table, without what is different each time."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table in APART:
                continue
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
            for (row,) in cursor.fetchall():
                values = json.loads(row) if isinstance(row, str) else row
                kept = {
                    k: v for k, v in values.items() if not VOLATILE.search(k) and k not in SECRET
                }
                found.append((table, kept))
    return found


def effect(visit, who, path, data, before):
    """What a POST changes: rows that came, changed or went, with new keys written as "new"."""
    with transaction.atomic():
        answer = visit.stay(who, "POST", path, data)
        after = rows()
        transaction.set_rollback(True)
    assert answer.status_code == 302
    known = {}
    for table, row in before:
        known.setdefault(table, set()).add(row.get("id"))
    told = [(table, with_new_keys(table, row, known)) for table, row in after]
    told = [item for item in told if item not in before]
    told += [("gone", item) for item in before if item not in after]
    return sorted(json.dumps(item, sort_keys=True) for item in told)


def with_new_keys(table, row, known):
    pointing = {"id": table} | pointers().get(table, {})
    return {
        column: "new"
        if column in pointing and is_new(value, known.get(pointing[column]))
        else value
        for column, value in row.items()
    }


def is_new(value, known):
    return value is not None and value not in (known or ())


@cache
def pointers():
    """{table: {column: table it points at}}"""
    return {
        model._meta.db_table: {
            field.column: field.related_model._meta.db_table
            for field in model._meta.concrete_fields
            if field.is_relation
        }
        for model in apps.get_models(include_auto_created=True)
    }


POSTS = [
    name for name, method in ACCESS
    if method == "POST" and ":" in name and "302" in ACCESS[name, method].values()
    and name not in ("cases:request_told", "privacy:code_told")  # only the session forgets a code
]  # fmt: skip


def prepare(name, cast):
    """Bring the signal or trajectory to where this form has something to do."""
    if name in ("signals:feedback", "signals:close", "signals:reopen"):
        signals.take_up(cast.signal, by=cast.coach, triage="unclear")
    if name in ("signals:close", "signals:reopen"):
        signals.feed_back(cast.signal, by=cast.coach, kind="taken_up", text="")
    if name == "signals:reopen":
        signals.close(cast.signal, by=cast.coach)
    if name == "evaluation:reopen":
        cases.stop(cast.trajectory, by=cast.coach, reason="x", ended_on=timezone.localdate())
    if name == "network:import_check":
        table = [["Partner", "Soort"], ["Buurtkracht", "welzijn"]]
        keep_draft(cast.coach, DRAFT, {"organisation": cast.kade.pk, "rows": table})
    prepare_method(name, cast)
    if name == "evaluation:moment_take_back":
        moments.drop(cast.moment, dropped="other", reason="x")
    if name == "evaluation:qr":
        voices.ask(cast.moment, level="resident", channel="together", by=cast.coach)


def prepare_method(name, cast):
    if name == "cases:measurement":
        cast.measurement = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    if name == "cases:visit_check_in":
        now = timezone.now()
        visits.plan(
            cast.trajectory, visitor=cast.coach, colleague=cast.backup, starts_at=now,
            check_in_by=now + dt.timedelta(hours=1),
        )  # fmt: skip
    if name == "cases:domain_set_use":
        domain_sets.use(domain_sets.add_set(cast.kade, name="x", domains=instrument.DOMAINS))
    if name == "cases:step_reopen":
        plan.finish_step(cast.step, state="done", result="", done_on=timezone.localdate())
    if name.startswith("cases:safety_net"):
        for state in ("analysis", "plan", "action"):
            cases.move(cast.trajectory, to=state, by=cast.coach)
    if name == "cases:safety_net_wake":
        safety_net.keep(
            cast.trajectory, keeper=cast.own, days=28, by=cast.coach,
            next_contact_on=timezone.localdate(),
        )  # fmt: skip


@pytest.mark.parametrize("name", POSTS)
def test_fields_nobody_asked_for_change_nothing(visit, stage, name):
    stage = SimpleNamespace(**vars(stage))
    who = next(
        who for who in (OWNERS.get(name, "coach"), *PEOPLE) if ACCESS[name, "POST"][who] == "302"
    )
    asked = form_for(name, stage) | ({"language": "en"} if name == "accounts:language" else {})
    declared = asked.keys() | DECLARED.get(name, set())
    more = {field: value for field, value in extra(stage).items() if field not in declared}
    with time_machine.travel(timezone.now(), tick=False):
        prepare(name, stage)
        before = rows()
        plain, with_more = (
            effect(visit, who, address(name, stage), data, before) for data in (asked, more | asked)
        )
    assert plain
    assert with_more == plain
