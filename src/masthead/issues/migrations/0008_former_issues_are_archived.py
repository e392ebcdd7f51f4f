"""Of the issues that are public only the current one stays launched; the others are archived."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def archive(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    launched = apps.get_model("issues", "Production").objects.filter(state="launched")
    newest_first = launched.filter(issue__live=True, issue__is_contents_only=False).order_by(
        "-issue__dated_on", "-issue__number_sort", "-pk"
    )
    current = newest_first.values_list("pk", flat=True).first()
    launched.exclude(pk=current).update(state="archived")


class Migration(migrations.Migration):
    dependencies = [("issues", "0007_signed_warnings")]

    operations = [migrations.RunPython(archive, migrations.RunPython.noop)]
