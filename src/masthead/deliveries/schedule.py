"""When a letter begins to go out: now, or by the clock."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from masthead.deliveries import actions
from masthead.errors import MastheadError
from masthead.mailings import actions as mailings
from masthead.mailings.models import Mailing
from masthead.staff.models import User

logger = logging.getLogger(__name__)


def send_now(mailing: Mailing, *, acting_user: User | None, may_be_long: bool = False) -> Mailing:
    """Draw a letter as it is now and begin to send it: both, or neither.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotADraft: its sending has begun.
        NotNow: nobody would get it.
        NotReady: something keeps it from being sent.
    """
    with transaction.atomic():
        mailings.make_ready(mailing, acting_user=acting_user, may_be_long=may_be_long)
        return actions.begin(mailing, acting_user=acting_user)


def begin_due() -> int:
    """Begin what is scheduled and whose moment has come; how many began.

    Whoever is second finds it begun, since the row is locked and its state is asked. What cannot be sent becomes a draft again, with
    the reason, so that nobody waits for it unawares.
    """
    due = Mailing.objects.filter(state=Mailing.State.SCHEDULED, scheduled_at__lte=timezone.now())
    return sum(_begin(mailing) for mailing in due.order_by("scheduled_at", "pk"))


def _begin(mailing: Mailing) -> bool:
    try:
        with transaction.atomic():
            if Mailing.objects.select_for_update().get(pk=mailing.pk).state != Mailing.State.SCHEDULED:
                return False
            send_now(mailing, acting_user=None)
    except MastheadError as error:
        logger.warning("The letter %s was not sent: %s", mailing.pk, error.message)
        mailings.unschedule_mailing(mailing, acting_user=None, because=error.message)
        return False
    return True
