"""Reads of newsletters and those who subscribe to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.magazine.models import Magazine
from masthead.newsletters import links
from masthead.newsletters.context import SignUp
from masthead.newsletters.models import Newsletter, SignUpTally, Subscriber, Subscription

WEEKS = 12
KEPT_ON_THE_MAGAZINE = ("heading", "promise", "button")


@dataclass(frozen=True)
class Counts:
    """How many subscribe to a newsletter, and how many asked and have not confirmed yet."""

    confirmed: int = 0
    pending: int = 0


@dataclass(frozen=True)
class Week:
    """A week of sign-ups, from its Monday."""

    begins_on: date
    asked: int
    confirmed: int


def obstacles() -> tuple[str, ...]:
    """Why no sign-up can work on this machine, for the desk and the doctor; empty when nothing is in the way. No query."""
    found = []
    if not (settings.EMAIL_HOST or settings.MAIL_TO_FILES):
        found.append(_("There is no mail server, so nobody could confirm: whoever runs the site sets mail.host."))
    if not settings.CONFIG.site.secret_key:
        found.append(
            _("There is no secret key, so no link could be signed: whoever runs the site sets site.secret_key.")
        )
    return tuple(found)


def offered() -> Newsletter | None:
    """The newsletter that pages offer: the first of those offered, whatever stands in its way. One query."""
    return Newsletter.objects.filter(is_offered=True).first()


def words_of(newsletter: Newsletter | None) -> dict[str, Any]:
    """What the magazine's row keeps of the newsletter offered, so that pages need no query for it; empty for none."""
    if newsletter is None:
        return {}
    return {"newsletter": newsletter.pk, **{name: getattr(newsletter, name) for name in KEPT_ON_THE_MAGAZINE}}


def sign_up_on(magazine: Magazine, *, privacy_path: str = "") -> SignUp | None:
    """The sign-up as pages show it; none while no newsletter is offered or something is in the way. No query."""
    words: Mapping[str, Any] = magazine.sign_up
    if not words or obstacles():
        return None
    said = {name: str(words[name]) for name in KEPT_ON_THE_MAGAZINE}
    return SignUp(
        **said,
        terms=terms(),
        moment=links.sign_moment(int(words["newsletter"]), wording_of(said)),
        privacy_path=privacy_path,
    )


def terms() -> str:
    """The sentences under the field: the same for every newsletter, since the program keeps them and not the editor."""
    return _(
        "We write once to ask you to confirm. Your address is used for this letter and nothing else, and you can leave whenever you like."
    )


def wording_of(words: Mapping[str, Any]) -> str:
    """All the words that somebody consents to, as they stand on the page."""
    return "\n\n".join([*(str(words[name]) for name in KEPT_ON_THE_MAGAZINE[:2]), terms(), f"[{words['button']}]"])


def counts_of(newsletter: Newsletter) -> Counts:
    """How many subscribe, and how many have not confirmed yet. One query."""
    is_confirmed = Q(confirmed_at__isnull=False)
    found = Subscription.objects.filter(newsletter=newsletter).aggregate(
        confirmed=Count("pk", filter=is_confirmed), pending=Count("pk", filter=~is_confirmed)
    )
    return Counts(**found)


def weeks_of(newsletter: Newsletter, count: int = WEEKS) -> list[Week]:
    """The last ``count`` weeks, the oldest first, the one that runs included. One query."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=count - 1)
    sums: dict[date, tuple[int, int]] = {}
    rows = SignUpTally.objects.filter(newsletter=newsletter, day__gte=first).order_by("day").values("day")
    for row in rows.annotate(asked=Sum("asked_count"), confirmed=Sum("confirmed_count")):
        begins_on = row["day"] - timedelta(days=row["day"].weekday())
        asked, confirmed = sums.get(begins_on, (0, 0))
        sums[begins_on] = (asked + row["asked"], confirmed + row["confirmed"])
    mondays = [first + timedelta(weeks=number) for number in range(count)]
    return [Week(each, *sums.get(each, (0, 0))) for each in mondays]


def subscriptions_to(newsletter: Newsletter, *, state: str = "", words: str = "") -> QuerySet[Subscription]:
    """Who subscribes, whoever asked last first; ``state`` of ``Subscriber.State`` and words out of the address narrow it."""
    rows = Subscription.objects.filter(newsletter=newsletter).select_related("subscriber")
    if state in Subscriber.State.values:
        rows = rows.filter(confirmed_at__isnull=state == Subscriber.State.PENDING)
    if words:
        rows = rows.filter(subscriber__address_key__contains=words.casefold())
    return rows.order_by("-asked_at", "-pk")


def rows_to_take_out(newsletter: Newsletter) -> Iterator[Subscription]:
    """All of them with their consents, a thousand at a time, the first who asked first."""
    rows = subscriptions_to(newsletter).prefetch_related("consents").order_by("asked_at", "pk")
    yield from rows.iterator(chunk_size=1000)
