"""Two organisations in which every text is a marker word of its own, to see where it turns up."""

from types import SimpleNamespace

import pgtrigger
from django.apps import apps
from django.db import models

from accounts.models import Draft, Organisation, User
from cases import workflow as cases
from signals import workflow as signals
from tests import cast as made
from tests.stage import (
    furnish,
    furnish_colours,
    furnish_mail,
    furnish_method,
    furnish_registry,
    furnish_sharing,
    photo,
    session_of,
)
from tests.stage_evaluation import furnish_reports, furnish_voices

OURS = ("accounts", "residents", "network", "outbox", "cases", "signals", "privacy", "evaluation")
KEPT = {
    "duty",  # stands beside one ground only
    "password",
    "language",
    "number",
    "key",
    "location",
    "why",
    "document",
    "cause",
    "last_error",
    "letter_code",  # a hash
    "checksum",
    "code",  # of a question, an option or a field of life: the same in every organisation
}  # no words of people
WHEN_FILLED = {"duty", "answer"}  # must stay empty where another column says so
FINAL = (
    "cases.DomainReason:signed_is_final",
    "cases.Assessment:signed_measurement_is_final",
    "evaluation.Report:ready_is_final",
    "evaluation.Question:never_changes",
    "evaluation.Option:never_changes",
    "evaluation.Evaluation:given_is_final",
    "evaluation.Answer:given_answers_are_final",
)
COMMON = "gemeen"  # a word in every long text of both, so that a search finds both


def text_fields(model):
    """Columns that hold words people typed."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (field.choices or field.generated or field.primary_key or field.name in KEPT)
    ]


def rows_there_are():
    return {
        model: set(model._default_manager.values_list("pk", flat=True))
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }


def is_empty(model, pk, field):
    return model._default_manager.filter(pk=pk, **{field.name: ""}).exists()


def mark(letter, before):
    """Put a marker in every text of the rows that were added; {(table, pk, column): marker}."""
    markers = {}
    for model, known in before.items():
        for pk in model._default_manager.exclude(pk__in=known).values_list("pk", flat=True):
            for field in text_fields(model):
                if field.name in WHEN_FILLED and is_empty(model, pk, field):
                    continue
                word = f"Ω{letter}{len(markers):03d}"
                markers[model._meta.db_table, pk, field.name] = word
                long = (field.max_length or 999) > 11 and field.name != "email"
                text = f"{COMMON} {word}" if long else word
                with pgtrigger.ignore(*FINAL):
                    model._default_manager.filter(pk=pk).update(**{field.name: text})
    for draft in Draft.objects.exclude(pk__in=before[Draft]):
        word = f"Ω{letter}{len(markers):03d}"
        markers["accounts_draft", draft.pk, "data"] = word
        Draft.objects.filter(pk=draft.pk).update(data={"facts": [word]})
    return markers


def work(organisation, coach, reporter, typist, trajectory, home):
    """Signals in every stage of their life: one's own that was handled, and one of a neighbour."""
    own = made.signal(reporter, organisation, dwelling=home, impression="x", since_when="x")
    signals.refer(own, by=coach, triage="unclear", referred_to="x", note="x")
    signals.feed_back(own, by=coach, kind="content", text="x")
    neighbour = made.signal(
        typist,
        organisation,
        dwelling=home,
        place="x",
        impression="x",
        since_when="x",
        reporter={"role": "neighbour", "name": "x", "phone": "x", "email": "x"},
    )
    signals.assess(neighbour, by=coach, triage="unclear", note="x")
    signals.join_trajectory(neighbour, trajectory=trajectory, by=coach)
    signals.feed_back(neighbour, by=coach, kind="content", text="x")
    loose = made.signal(reporter, organisation, place="x")
    cases.move(trajectory, to="analysis", by=coach, reason="x")
    photo(signal=neighbour)
    return SimpleNamespace(own=own, neighbour=neighbour, loose=loose)


def furnished_pair():
    """The cast with De Kade marked k and De Vaart marked v, each with the same kinds of things."""
    nothing = {model: set() for model in rows_there_are()}
    cast = furnish(made.build_cast())
    cast.work = work(
        cast.kade, cast.coach, cast.reporter, cast.consultant, cast.trajectory, cast.home
    )
    elsewhere = [cast.vaart, cast.outsider, cast.other_reporter]
    apart = {
        Organisation: {row.pk for row in elsewhere[:1]},
        User: {row.pk for row in elsewhere[1:]},
    }
    cast.kade_markers = mark("k", nothing | apart)
    before = rows_there_are()
    before |= {model: before[model] - pks for model, pks in apart.items()}
    home = made.dwelling(cast.vaart)
    who = made.resident(cast.vaart, home)
    trajectory = made.trajectory(cast.outsider, cast.vaart, who=who, home=home)
    cast.theirs = SimpleNamespace(
        home=home,
        resident=who,
        trajectory=trajectory,
        reporter=cast.other_reporter,
        signal=made.signal(cast.other_reporter, cast.vaart, dwelling=home),
        outsider=cast.outsider,
    )
    theirs = cast.theirs
    theirs.entry = cases.add_entry(
        trajectory, by=cast.outsider, kind="visit", outcome="reached", facts="x", impression="x"
    )
    furnish_registry(theirs, cast.vaart)
    furnish_colours(theirs, cast.outsider)
    theirs.photo = photo(signal=theirs.signal)
    theirs.draft = Draft.objects.create(user=cast.other_reporter, key="signal", data={})
    theirs.draft_photo = photo(draft=theirs.draft)
    theirs.work = work(
        cast.vaart, cast.outsider, cast.other_reporter, cast.outsider, trajectory, home
    )
    furnish_method(theirs, cast.outsider)
    furnish_mail(theirs, cast.outsider)
    furnish_sharing(theirs, cast.outsider)
    furnish_voices(theirs, cast.outsider)
    furnish_reports(theirs, cast.outsider)
    cast.vaart_markers = mark("v", before)
    cast.sessions["other_reporter"] = session_of(cast.other_reporter)
    return cast
