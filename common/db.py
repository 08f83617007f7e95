"""What the database does for every app: folding of text, and the trigger that notes changes."""

import pgtrigger
from django.db import models
from django.db.models.functions import Concat


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
