"""Taking a picture out of the library."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.pictures.models import Picture
from masthead.pictures.queries import may_delete
from masthead.staff.models import User


def delete_picture(picture: Picture, *, acting_user: User | None) -> None:
    """Delete a picture that stands nowhere; the file goes once the transaction commits.

    Raises:
        ActionForbidden: ``acting_user`` may not delete it.
        StillUsed: it stands somewhere, published or in a draft (asked by who follows deletions, see the switchboard).
    """
    if acting_user is not None and not may_delete(picture, acting_user):
        raise ActionForbidden(_("You may not delete “%(title)s”.") % {"title": picture})
    with transaction.atomic():
        audit.record("delete", picture, acting_user=acting_user, detail={"credit": picture.credit})
        picture.delete()
