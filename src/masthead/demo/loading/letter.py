"""The demo magazine's newsletter."""

from __future__ import annotations

from masthead.newsletters import actions
from masthead.newsletters.models import Newsletter
from masthead.staff.models import User

WORDS = {
    "name": "The Evenlight Letter",
    "slug": "evenlight-letter",
    "heading": "Six things worth your Sunday",
    "promise": "One letter a week, on Sunday morning: what our nine experts read, saw and changed their minds about. No advertisements.",
    "button": "Send me the letter",
    "about": (
        "Every Friday we ask the people who write for Evenlight one question: what should somebody read this week who has "
        "an hour and not two? Six of the answers go into the letter, each with two sentences on why.\n\n"
        "When a new issue is out you get its cover and its contents a day before anybody else. When we got something wrong, "
        "the letter says so first."
    ),
    "is_offered": True,
}


def letter(*, acting_user: User | None) -> Newsletter:
    """Return the newsletter; it is begun, and offered to readers, if it is not there."""
    found = Newsletter.objects.filter(slug=WORDS["slug"]).first()
    return found or actions.begin_newsletter(WORDS, acting_user=acting_user)
