import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_log_is_append_only")]

    operations = [
        migrations.CreateModel(
            name="HeldName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("until", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="held_names",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProfileLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("here_as", "Here as"), ("about", "About me")], max_length=20
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "seen_by",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Everyone"), (1, "Members"), (9, "Only me")], default=9
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile_lines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("member"), models.F("field"), name="profile_line_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="name_skeleton",
            field=models.CharField(default="", editable=False, max_length=450),
            preserve_default=False,
        ),
    ]
