"""What the database does for every app: folding of text, and the trigger that notes changes."""

import pgtrigger
from django.db import models
from django.db.models.functions import Cast, Coalesce, Concat


class Fold(models.Func):
    """Lower case without diacritics; the SQL function is made in accounts' first migration."""

    function = "wooncoach_fold"
    output_field = models.TextField()


def folded(*parts: str) -> models.GeneratedField:
    """A stored column with the named columns joined by spaces, folded, for search and sorting."""
    joined: list[models.F | models.Value] = []
    for part in parts:
        joined += [models.F(part), models.Value(" ")]
    return models.GeneratedField(
        expression=Fold(Concat(*joined, output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )


class _Mapping(models.Subquery):
    """Rows of a key and a number as one mapping: worked out once, however many rows look into it."""

    template = "(SELECT jsonb_object_agg(key, number) FROM (%(subquery)s) counted (key, number))"


def numbers_of(counted: models.QuerySet) -> Coalesce:
    """To annotate rows with: the number that a query of keys and numbers has for their own key."""
    mapping = _Mapping(counted, output_field=models.JSONField())
    found = models.Func(
        Cast(mapping, models.JSONField()),  # who may see nothing has a bare NULL
        Cast("pk", models.TextField()),
        template="(%(expressions)s)",
        arg_joiner=" ->> ",
        output_field=models.TextField(),
    )
    return Coalesce(Cast(found, models.IntegerField()), 0)


class NoteChanges(pgtrigger.Trigger):
    """Writes each insert, update and delete to the log, also those of bulk updates and raw SQL."""

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        PERFORM audit_note_change(
            TG_TABLE_NAME, TG_OP,
            CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
            CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
        );
        RETURN NULL;
    """

    def __init__(self) -> None:
        super().__init__(name="note_changes")
