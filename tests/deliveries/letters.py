"""A newsletter with readers, and a letter to them that is ready to be sent."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from masthead.mailings.marks import Mark
from masthead.mailings.models import Mailing, SentCopy
from masthead.newsletters.models import Newsletter, Subscriber, Subscription
from masthead.newsletters.suppressing import address_digest

AT_ONCE = 5000


def a_newsletter(people: int) -> Newsletter:
    """One with so many confirmed readers."""
    newsletter = Newsletter.objects.create(name="The Letter", slug="letter", heading="A letter", promise="Monthly.")
    give_readers(newsletter, people)
    return newsletter


def give_readers(newsletter: Newsletter, people: int) -> None:
    """So many more, all confirmed."""
    now = timezone.now()
    addresses = [f"reader{number:06}@example{number % 7}.org" for number in range(people)]
    readers = [
        Subscriber(
            address=each,
            address_key=each,
            address_digest=address_digest(each),
            state=Subscriber.State.CONFIRMED,
            language="en",
            asked_at=now,
            confirmed_at=now,
        )
        for each in addresses
    ]
    made = Subscriber.objects.bulk_create(readers, batch_size=AT_ONCE)
    Subscription.objects.bulk_create(
        [Subscription(subscriber=each, newsletter=newsletter, asked_at=now, confirmed_at=now) for each in made],
        batch_size=AT_ONCE,
    )


def a_frozen_mailing(newsletter: Newsletter, *, kilobytes: int = 1, **about: Any) -> Mailing:
    """A letter of about so many kilobytes, ready to be sent."""
    mailing = Mailing.objects.create(newsletter=newsletter, subject="The lamp – number three", **about)
    words = "<p>The lamp was lit at four, and nobody could say by whom; the street remembers it so.</p>\n"
    SentCopy.objects.create(
        mailing=mailing,
        subject=mailing.subject,
        sender_name="The Letter",
        sender_address="letter@magazine.example",
        leave_address="http://magazine.example/newsletter/leave/{token}/",
        headers={"List-Id": "The Letter <letter.magazine.example>", "Precedence": "bulk"},
        html=f'{words * (kilobytes * 1024 // len(words))}<p><a href="{Mark.LEAVE}">Leave</a></p>',
        text=f"The lamp was lit at four.\n\nLeave: {Mark.LEAVE}\n",
    )
    return mailing
