from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={"verbose_name": "sign of life"},
        ),
        migrations.RunSQL(
            "INSERT INTO common_heartbeat (name, at) VALUES ('clock', now())",
            migrations.RunSQL.noop,
        ),
    ]
