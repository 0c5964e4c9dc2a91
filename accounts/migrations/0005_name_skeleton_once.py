from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_what_names_look_like")]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                models.F("name_skeleton"),
                name="name_skeleton_once",
                violation_error_message="Somebody already has a name that looks like this.",
            ),
        ),
    ]
