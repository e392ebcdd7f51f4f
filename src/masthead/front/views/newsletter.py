"""The newsletter's page, the sign-up and its confirmation. No cookie, no session, and no word about whose address is known."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from masthead.errors import MastheadError
from masthead.front.context import Furniture
from masthead.front.queries import newsletter as pages
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.sign_up_context import NewsletterPage, SignUpAnswer
from masthead.front.views import answers
from masthead.front.views.errors import elsewhere
from masthead.front.views.own_forms import is_from_our_page
from masthead.newsletters import actions, leaving
from masthead.newsletters.actions import LONGEST_PATH
from masthead.newsletters.limits import TooManySignUps
from masthead.newsletters.links import LinkUnknown

PRIVATE = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser would send the form with “Origin: null”
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class FormRefused(MastheadError):
    """A form that is not taken, for a reason that has nothing to do with the address."""

    def __init__(self, message: str, status: HTTPStatus) -> None:
        super().__init__(message, permanent=True)
        self.status = status


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest) -> HttpResponseBase:
    """The newsletter's page; and where its form is sent from every page."""
    if request.method == "POST":
        return _sent(request)
    around = read_furniture()
    view = pages.newsletter_page(around)
    return answers.page(request, "front/newsletter.html", view, furniture=around) if view else elsewhere(request)


@require_safe
def asked(request: HttpRequest) -> HttpResponseBase:
    """What happens next."""
    return answers.page(request, "front/newsletter_answer.html", pages.asked_answer())


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a confirmation leads to: looking changes nothing, the button confirms.

    It needs no guard against forms of other sites: whoever has the link has it from the mail.
    """
    around = read_furniture()
    try:
        if request.method == "POST":
            actions.confirm_subscription(token)
            return _private(HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER))
        subscription = actions.asked_for_by(token).subscription
    except actions.LinkExpired:
        return _answer(request, around, pages.expired_answer(around.sign_up), HTTPStatus.GONE)
    except actions.LinkUnknown:
        return _answer(request, around, pages.unknown_answer(around.sign_up), HTTPStatus.NOT_FOUND)
    draw = pages.confirmed_answer if subscription.confirmed_at else pages.question_answer
    return _answer(request, around, draw(subscription.newsletter.name))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Where a letter's “leave” leads: looking changes nothing; a POST ends it, from the page or from a mailbox (RFC 8058).

    It needs no cookie and no guard against forms of other sites: whoever has the link has it from the letter. No redirect follows.
    """
    around = read_furniture()
    try:
        if request.method == "POST":
            subscription = leaving.leave(token, path=request.path[:LONGEST_PATH])
        else:
            subscription = leaving.subscription_of(token)
    except LinkUnknown:
        return _answer(request, around, pages.unknown_answer(around.sign_up), HTTPStatus.NOT_FOUND)
    draw = pages.left_answer if subscription.ended_at else pages.leaving_answer
    return _answer(request, around, draw(subscription.newsletter.name))


def _sent(request: HttpRequest) -> HttpResponse:
    """Take a form, or show it again with what is wrong."""
    around = read_furniture()
    try:
        _turn_away_programs(request)
        actions.ask_to_subscribe(
            actions.Sent(
                address=request.POST.get("address", ""),
                moment=request.POST.get("moment", ""),
                path=_path(request.POST.get("path", "")),
                network_address=request.META.get("REMOTE_ADDR", ""),
            )
        )
    except MastheadError as trouble:
        return _refused(request, around, trouble)
    return _private(HttpResponseRedirect("/newsletter/asked/", status=HTTPStatus.SEE_OTHER))


def _turn_away_programs(request: HttpRequest) -> None:
    if not is_from_our_page(request):
        message = _(
            "The form was sent by a page of another site, so nothing was done. If you want the letter, ask for it here."
        )
        raise FormRefused(message, HTTPStatus.FORBIDDEN)
    if request.POST.get("website"):
        message = _("A field that readers do not see was filled in, as programs do. Please press the button once more.")
        raise FormRefused(message, HTTPStatus.UNPROCESSABLE_ENTITY)


def _refused(request: HttpRequest, around: Furniture, trouble: MastheadError) -> HttpResponse:
    message, status = _said(trouble)
    is_ours = status != HTTPStatus.FORBIDDEN
    typed = request.POST.get("address", "")[:254] if is_ours else ""
    view = (
        None
        if isinstance(trouble, actions.NothingOffered)
        else pages.newsletter_page(around, address=typed, error=message)
    )
    if view is None:
        return _answer(request, around, pages.not_offered_answer(), HTTPStatus.NOT_FOUND)
    response = _drawn(request, "front/newsletter.html", view, around, status)
    if isinstance(trouble, TooManySignUps):
        response["Retry-After"] = str(trouble.wait_seconds)
    return response


def _said(trouble: MastheadError) -> tuple[str, HTTPStatus]:
    if isinstance(trouble, FormRefused):
        return trouble.message, trouble.status
    if isinstance(trouble, actions.FormOutdated):
        message = _(
            "This page was open for long, or its words have changed since. Read them, and press the button once more."
        )
        return message, HTTPStatus.CONFLICT
    if isinstance(trouble, TooManySignUps):
        return trouble.message, HTTPStatus.TOO_MANY_REQUESTS
    return trouble.message, HTTPStatus.UNPROCESSABLE_ENTITY


def _path(said: str) -> str:
    """Where the form stood, as it says itself: a path of this site, or nothing."""
    return said if said.startswith("/") and said.isprintable() else ""


def _answer(
    request: HttpRequest, around: Furniture, view: SignUpAnswer, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return _drawn(request, "front/newsletter_answer.html", view, around, status)


def _drawn(
    request: HttpRequest, template: str, view: NewsletterPage | SignUpAnswer, around: Furniture, status: HTTPStatus
) -> HttpResponse:
    context = {"view": view, "furniture": around, "here": request.path}
    return _private(HttpResponse(render_to_string(template, context), status=status))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        response[name] = value
    return response
