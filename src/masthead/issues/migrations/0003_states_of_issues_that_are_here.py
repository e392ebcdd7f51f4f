"""Issues from before the desk kept their state: what is live is launched, the others are planned."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 500


def give_states(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    issues, productions = apps.get_model("issues", "Issue"), apps.get_model("issues", "Production")
    without = issues.objects.filter(production=None).order_by("pk").values_list("pk", "live")
    rows = [productions(issue_id=pk, state="launched" if live else "planned") for pk, live in without]
    productions.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("issues", "0002_production_proofs_and_launches")]

    operations = [migrations.RunPython(give_states, migrations.RunPython.noop)]
