"""The newsletter's own page, and what a reader is told on the way to a subscription."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from masthead.front.context import Furniture
from masthead.front.sign_up_context import NewsletterPage, SignUpAnswer
from masthead.machines.context import PageHead
from masthead.newsletters.context import SignUp
from masthead.newsletters.links import LINK_DAYS
from masthead.newsletters.queries import offered

ADDRESS = "/newsletter/"


def newsletter_page(around: Furniture, *, address: str = "", error: str = "") -> NewsletterPage | None:
    """The newsletter's page; None while none is offered. ``error`` and the ``address`` typed, when the form is shown again. One query."""
    newsletter = offered() if around.sign_up else None
    if newsletter is None or around.sign_up is None:
        return None
    title = _("Error: %(name)s") % {"name": newsletter.name} if error else newsletter.name
    return NewsletterPage(
        head=PageHead(title=title, path=ADDRESS, description=newsletter.promise, is_listed=not error),
        name=newsletter.name,
        heading=newsletter.heading,
        promise=newsletter.promise,
        about=tuple(part.strip() for part in newsletter.about.split("\n\n") if part.strip()),
        sign_up=replace(around.sign_up, address=address, error=error),
    )


def asked_answer() -> SignUpAnswer:
    """What happens next; the same whoever the address belongs to."""
    return SignUpAnswer(
        head=PageHead(title=_("Look at your mail"), path="", is_listed=False),
        title=_("Now look at your mail"),
        is_done=True,
        words=(
            _(
                "A mail is on its way to the address you gave. Press the button on the page that it leads to, and you are subscribed."
            ),
            _(
                "Nothing there in ten minutes? Look among the junk mail. One address gets one such mail an hour at most."
            ),
        ),
    )


def question_answer(name: str) -> SignUpAnswer:
    """Whoever followed the link is asked; only the button confirms, since programs that look into mail follow links too."""
    return SignUpAnswer(
        head=PageHead(title=_("Confirm"), path="", is_listed=False),
        title=_("Do you want %(name)s?") % {"name": name},
        words=(_("Press the button to confirm. If you did not ask for it, close this page: nothing will come."),),
        button=_("Yes, send it to me"),
    )


def confirmed_answer(name: str) -> SignUpAnswer:
    """It is confirmed, now or before."""
    return SignUpAnswer(
        head=PageHead(title=_("You are subscribed"), path="", is_listed=False),
        title=_("You are subscribed"),
        words=(_("%(name)s will come to your address. You need do nothing more.") % {"name": name},),
    )


def leaving_answer(name: str) -> SignUpAnswer:
    """Whoever followed the link at a letter's foot is asked; only the button ends the subscription."""
    return SignUpAnswer(
        head=PageHead(title=_("Leave"), path="", is_listed=False),
        title=_("Do you want %(name)s no more?") % {"name": name},
        words=(_("Press the button, and it comes no more: from this moment on, and whatever is on its way."),),
        button=_("Send me no more"),
    )


def left_answer(name: str) -> SignUpAnswer:
    """It is over, now or before."""
    return SignUpAnswer(
        head=PageHead(title=_("You have left"), path="", is_listed=False),
        title=_("You have left"),
        words=(
            _("%(name)s will come to your address no more.") % {"name": name},
            _("Should you want it again, ask for it on the newsletter's page."),
        ),
    )


def expired_answer(sign_up: SignUp | None) -> SignUpAnswer:
    """The link has had its time; the form to ask again."""
    return SignUpAnswer(
        head=PageHead(title=_("This link has had its time"), path="", is_listed=False),
        title=_("This link has had its time"),
        words=(_("It worked for %(days)d days. Ask again, and a new one comes.") % {"days": LINK_DAYS},),
        sign_up=sign_up,
    )


def unknown_answer(sign_up: SignUp | None) -> SignUpAnswer:
    """No link of ours, or what it was about has been forgotten."""
    return SignUpAnswer(
        head=PageHead(title=_("This link leads nowhere"), path="", is_listed=False),
        title=_("This link leads nowhere"),
        words=(
            _(
                "Part of it may be missing: copy all of it out of the mail. Or your address was forgotten, since nobody confirmed it."
            ),
        ),
        sign_up=sign_up,
    )


def not_offered_answer() -> SignUpAnswer:
    """The form was sent when nothing was offered any more."""
    return SignUpAnswer(
        head=PageHead(title=_("No newsletter at the moment"), path="", is_listed=False),
        title=_("No newsletter is offered at the moment"),
        words=(_("Your address was not kept."),),
    )
