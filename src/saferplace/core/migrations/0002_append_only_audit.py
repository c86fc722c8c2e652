from django.db import migrations

from saferplace.core import append_only


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: append_only.install(editor.connection),
            lambda apps, editor: append_only.remove(editor.connection),
        )
    ]
