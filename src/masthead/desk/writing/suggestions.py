"""What the form's fields ask as one types: people, sections, series, articles, the byline. Each answer is short, and JSON.

For whoever may write something at the desk. Articles are only those that are public, so nobody learns of another section's drafts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.permissions import page_permission_policy

from masthead.articles.models import ArticleCredit, Series
from masthead.articles.queries import live_sections
from masthead.contributors import queries as people
from masthead.contributors.actions import ADD, SimilarNames, create_contributor
from masthead.contributors.models import Contributor, Role
from masthead.errors import MastheadError
from masthead.published.models import PublishedArticle

MOST = 8
LONGEST = 200
MOST_CREDITS = 60


def _for_writers(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Only for those who may add or change pages."""

    def asked(request: HttpRequest) -> HttpResponse:
        if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
            raise PermissionDenied
        return view(request)

    return asked


def _typed(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())


def _results(rows: Iterable[tuple[int, str, str]], **more: Any) -> JsonResponse:
    found = [{"id": number, "title": title, "detail": detail} for number, title, detail in rows]
    return JsonResponse({"results": found, **more})


@require_http_methods(["GET", "POST"])
@_for_writers
def contributors(request: HttpRequest) -> HttpResponse:
    """Whom one may mean; or, by POST with ``name`` (and ``is_new``), somebody new.

    Answers 201 with the new one, 409 with those of nearly the same name, 400 or 403 with the reason.
    """
    if request.method == "POST":
        return _new_contributor(request)
    words = _typed(request)
    found = people.suggestions(words) if words else Contributor.objects.none()
    return _results(map(_row, found), may_create=request.user.has_perm(ADD))


def _new_contributor(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    try:
        person = create_contributor(
            name=request.POST.get("name", ""), acting_user=user, is_known_to_be_new=request.POST.get("is_new") == "1"
        )
    except SimilarNames as trouble:
        similar = [dict(zip(("id", "title", "detail"), _row(person), strict=True)) for person in trouble.similar]
        return JsonResponse({"detail": trouble.message, "similar": similar}, status=HTTPStatus.CONFLICT)
    except MastheadError as trouble:
        is_forbidden = not user.has_perm(ADD)
        status = HTTPStatus.FORBIDDEN if is_forbidden else HTTPStatus.BAD_REQUEST
        return JsonResponse({"detail": str(trouble)}, status=status)
    number, title, detail = _row(person)
    return JsonResponse({"id": number, "title": title, "detail": detail}, status=HTTPStatus.CREATED)


def _row(person: Contributor) -> tuple[int, str, str]:
    return person.pk, person.name, person.role_title or ("" if person.kind == "person" else person.get_kind_display())


@require_GET
@_for_writers
def byline(request: HttpRequest) -> HttpResponse:
    """The byline of the credits named as ``credit=words:12``, in order, by the code that makes the readers'; two queries at most."""
    asked = [pair.partition(":") for pair in request.GET.getlist("credit")[:MOST_CREDITS]]
    wanted = [
        (role, int(number)) for role, _colon, number in asked if number.isdecimal() and len(number) < len(str(2**63))
    ]
    known = Contributor.objects.in_bulk([number for _role, number in wanted])
    credits = [ArticleCredit(contributor=known[number], role=role) for role, number in wanted if number in known]
    others = [
        _("%(role)s: %(names)s") % {"role": Role(role).label, "names": names}
        for role in Role.values
        if role not in (Role.WORDS, Role.TRANSLATION)
        and (names := people.named(credit.contributor.name for credit in credits if credit.role == role))
    ]
    return JsonResponse({"byline": people.byline_of(credits), "others": others})


@require_GET
@_for_writers
def sections(request: HttpRequest) -> HttpResponse:
    """Live sections by the words of their title; with no words, the first of the tree. One query."""
    words = _typed(request).casefold()
    found = [section for section in live_sections() if words in section.title.casefold()]
    return _results((section.pk, section.title, "") for section in found[:MOST])


@require_GET
@_for_writers
def series(request: HttpRequest) -> HttpResponse:
    """Series by the words of their title, from A to Z. One query."""
    found: QuerySet[Series] = Series.objects.filter(title__icontains=_typed(request))[:MOST]
    return _results((run.pk, run.title, "") for run in found)


@require_GET
@_for_writers
def articles(request: HttpRequest) -> HttpResponse:
    """Public articles by the beginning of any word of their headline, the newest first. One query on the flat table."""
    words = _typed(request)
    rows = PublishedArticle.objects.order_by("-published_at", "-article_id")
    if words:
        rows = rows.filter(
            Q(headline__istartswith=words) | Q(headline__icontains=f" {words}") | Q(slug__startswith=words)
        )
    return _results(
        (row.article_id, row.headline, f"{row.section_title} · {row.published_at:%Y-%m-%d}".strip(" ·"))
        for row in rows.only("article_id", "headline", "section_title", "published_at")[:MOST]
    )


@require_GET
def pulse(request: HttpRequest) -> HttpResponse:
    """Who is logged in, and the token that a form needs now: asked when a save failed. The guard before it answers 403 to nobody."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request), "login": reverse("wagtailadmin_login")})
