"""Give the subscribers there are the hash by which a suppression knows them, a thousand at a time."""

import hashlib
import hmac

from django.conf import settings
from django.db import migrations

AT_ONCE = 1000


def digest(apps, _schema_editor):
    subscribers = apps.get_model("newsletters", "Subscriber").objects
    while rows := list(subscribers.filter(address_digest="").order_by("pk")[:AT_ONCE]):
        for row in rows:
            said = f"newsletters:suppressed:{row.address_key}".encode()
            row.address_digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
        subscribers.bulk_update(rows, ["address_digest"])


class Migration(migrations.Migration):
    dependencies = [("newsletters", "0002_suppressions")]

    operations = [migrations.RunPython(digest, migrations.RunPython.noop, elidable=True)]
