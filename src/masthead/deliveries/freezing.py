"""The audience: everybody who may be written to when the sending begins, as one statement."""

from __future__ import annotations

from django.db import connection
from django.db.models import Value

from masthead.deliveries.models import Delivery
from masthead.mailings.models import Mailing
from masthead.newsletters import audience


def freeze_audience(mailing: Mailing) -> int:
    """Plan a delivery to everybody; how many there are. Inside the transaction in which the sending begins.

    One INSERT from a SELECT: a hundred thousand take less than a second, and pass through no process of ours. The order is the
    subscriptions', so that nobody's place depends on their address.
    """
    people = audience.reachable(mailing.newsletter_id).order_by("pk")
    rows = people.annotate(
        of=Value(mailing.pk), planned=Value(Delivery.State.PLANNED.value), none=Value(""), nought=Value(0)
    ).values_list("of", "subscriber", "planned", "nought", "nought", "none", "none")
    select, values = rows.query.sql_with_params()
    columns = "mailing_id, subscriber_id, state, token, attempts, words, settled_by"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {Delivery._meta.db_table} ({columns}) {select}", values)
    return Delivery.objects.filter(mailing=mailing).count()
