"""Who is credited in something published."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from masthead.published import keys
from masthead.published.models import ListCount


def is_credited() -> Exists:
    """The condition, on contributors, that something published credits them."""
    key = Concat(Value(keys.OF_CONTRIBUTORS), Cast(OuterRef("pk"), CharField()))
    return Exists(ListCount.objects.filter(list_key=key, count__gt=0))
