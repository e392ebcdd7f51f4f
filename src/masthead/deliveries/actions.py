"""What the desk does with a sending: begin it, pause it, let it go on, cancel it, and decide about the uncertain.

What the sending does by itself (end, pause because the mail server refuses us) is here too, audited as Masthead's own acts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.deliveries.freezing import freeze_audience
from masthead.deliveries.models import Delivery
from masthead.errors import ActionForbidden, MastheadError
from masthead.mailings.models import Mailing
from masthead.staff.models import User

PERMISSION = "mailings.send_mailing"
State = Mailing.State
ON_ITS_WAY = (Delivery.State.PLANNED, Delivery.State.CLAIMED)


class NotNow(MastheadError):
    """The mailing is in a state in which this cannot be done."""


def begin(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Begin to send a mailing whose copy is frozen: plan a delivery to everybody who may be written to at this moment.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotNow: it has begun already, its copy is not frozen, or nobody would get it.
    """
    with _locked(mailing, State.DRAFT, State.SCHEDULED, acting_user=acting_user) as fresh:
        if not hasattr(fresh, "sent_copy"):
            raise NotNow(_("The letter has not been made ready to be sent."), permanent=True)
        fresh.audience_count = freeze_audience(fresh)
        if not fresh.audience_count:
            raise NotNow(_("Nobody subscribes to this newsletter, so there is nobody to send it to."), permanent=True)
        fresh.begun_at = timezone.now()
        _change(fresh, State.SENDING, "begin-sending", acting_user, to=fresh.audience_count)
    return fresh


def pause(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Stop handing over. What is in hand is finished; within two seconds nothing goes out.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotNow: it is not being sent.
    """
    with _locked(mailing, State.SENDING, acting_user=acting_user) as fresh:
        fresh.stopped_because = ""
        _change(fresh, State.PAUSED, "pause-sending", acting_user)
    return fresh


def resume(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Go on where it was paused, with the same copy and to the same people, less those who have left since.

    One that had only been scheduled when a backup was restored is a draft again.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotNow: it is not paused.
    """
    with _locked(mailing, State.PAUSED, acting_user=acting_user) as fresh:
        fresh.stopped_because = ""
        _change(fresh, State.SENDING if fresh.begun_at else State.DRAFT, "resume-sending", acting_user)
    return fresh


def cancel(mailing: Mailing, *, acting_user: User | None) -> Mailing:
    """Send it to nobody else. Whoever waits is skipped; who has it, has it.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotNow: it is not being sent and not paused.
    """
    with _locked(mailing, State.SENDING, State.PAUSED, State.SCHEDULED, acting_user=acting_user) as fresh:
        skipped = _skip_waiting(fresh)
        fresh.ended_at = timezone.now()
        _change(fresh, State.CANCELLED, "cancel-sending", acting_user, skipped=skipped)
    return fresh


def decide_uncertain(mailing: Mailing, deliveries: Collection[int], *, has_it: bool, acting_user: User | None) -> int:
    """Say of uncertain deliveries that the people have the letter, or send it to them again; how many were decided.

    Sending again makes a mailing that had ended go on.

    Raises:
        ActionForbidden: ``acting_user`` may not send.
        NotNow: it was never sent, or was cancelled.
    """
    with _locked(mailing, State.SENDING, State.PAUSED, State.SENT, acting_user=acting_user) as fresh:
        rows = Delivery.objects.filter(mailing=fresh, pk__in=deliveries, state=Delivery.State.UNCERTAIN)
        state = Delivery.State.HANDED if has_it else Delivery.State.PLANNED
        now = timezone.now()
        count = rows.update(state=state, settled_by=Delivery.Settled.EDITOR, at=now, due_at=now)
        after = State.SENDING if not has_it and count and fresh.state == State.SENT else State(fresh.state)
        _change(fresh, after, "decide-uncertain", acting_user, count=count, has_it=has_it)
    return count


def end(mailing: Mailing) -> bool:
    """The sending found nobody waiting: note its end, unless that has changed meanwhile. Whether it has ended."""
    with transaction.atomic():
        fresh = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if fresh.state != State.SENDING or Delivery.objects.filter(mailing=fresh, state__in=ON_ITS_WAY).exists():
            return False
        fresh.ended_at = timezone.now()
        _change(fresh, State.SENT, "end-sending", None)
    return True


def pause_by_itself(mailing: Mailing, words: str) -> None:
    """The mail server refuses us as a whole: pause, with its words, before the whole list is spoilt."""
    with transaction.atomic():
        fresh = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if fresh.state == State.SENDING:
            fresh.stopped_because = words
            _change(fresh, State.PAUSED, "pause-sending", None, because=words)


def pause_restored() -> int:
    """After a restore nothing goes out by itself: what was scheduled or being sent in the backup is paused; how many."""
    words = _(
        "The magazine was restored from a backup. Who got this letter after the backup was made is not known here."
    )
    with transaction.atomic():
        found = list(Mailing.objects.select_for_update().filter(state__in=[State.SCHEDULED, State.SENDING]))
        for each in found:
            each.stopped_because = words
            _change(each, State.PAUSED, "pause-sending", None, because=words)
    return len(found)


def skip_if_cancelled(mailing: Mailing) -> None:
    """What was in hand when a mailing was cancelled, and came back with a "not now", is skipped as well."""
    with transaction.atomic():
        fresh = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if fresh.state == State.CANCELLED:
            _skip_waiting(fresh)


def _skip_waiting(mailing: Mailing) -> int:
    waiting = Delivery.objects.filter(mailing=mailing, state=Delivery.State.PLANNED)
    return waiting.update(state=Delivery.State.SKIPPED, at=timezone.now(), words="Cancelled by the desk.")


@contextmanager
def _locked(mailing: Mailing, *states: Mailing.State, acting_user: User | None) -> Iterator[Mailing]:
    """The mailing's row, locked, in one of the states, for whoever may send."""
    if acting_user is not None and not acting_user.has_perm(PERMISSION):
        raise ActionForbidden(_("You may not send newsletters."), hint=_("Ask a publisher."))
    with transaction.atomic():
        fresh = Mailing.objects.select_for_update().get(pk=mailing.pk)
        if fresh.state not in states:
            message = _("This mailing is %(state)s, so that cannot be done.") % {"state": fresh.get_state_display()}
            raise NotNow(message, permanent=True)
        yield fresh


def _change(mailing: Mailing, state: Mailing.State, verb: str, acting_user: User | None, **detail: object) -> None:
    mailing.state = state
    mailing.save(update_fields=["state", "begun_at", "ended_at", "audience_count", "stopped_because"])
    audit.record(verb, mailing, acting_user=acting_user, detail=detail)
