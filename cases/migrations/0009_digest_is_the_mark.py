"""The mail itself stands in the outbox; figures that were not mailed yet are made again."""

from django.db import migrations


def make_again(apps, _schema_editor):
    apps.get_model("cases", "Digest").objects.filter(sent_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_sharing_and_asking")]

    operations = [
        migrations.RunPython(make_again, migrations.RunPython.noop),
        migrations.RemoveField(model_name="digest", name="sent_at"),
    ]
