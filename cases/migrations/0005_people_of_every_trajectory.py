from django.db import migrations

ALWAYS_THERE = ("resident", "own")


def add_people(apps, schema_editor):
    Trajectory = apps.get_model("cases", "Trajectory")
    Participant = apps.get_model("cases", "Participant")
    for kind in ALWAYS_THERE:
        have = Participant.objects.filter(kind=kind).values("trajectory")
        lacking = Trajectory.objects.exclude(pk__in=have).values_list("pk", "started_on")
        Participant.objects.bulk_create(
            (
                Participant(trajectory_id=pk, kind=kind, since=day)
                for pk, day in lacking.iterator(chunk_size=1000)
            ),
            batch_size=1000,
        )


class Migration(migrations.Migration):
    """The resident and the housing coach take part in every trajectory; from now on from its start."""

    dependencies = [("cases", "0004_method")]

    operations = [migrations.RunPython(add_people, migrations.RunPython.noop)]
