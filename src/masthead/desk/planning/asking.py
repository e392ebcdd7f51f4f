"""What every view of planning asks first: for what, by whom, and where it goes on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from masthead.articles.models import Article
from masthead.desk import answering
from masthead.planning import actions
from masthead.planning.models import Piece
from masthead.staff.models import User


def user_of(request: HttpRequest) -> User:
    """Who is logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def article_at(request: HttpRequest, page_id: int) -> Article:
    """The article, for whoever may edit it.

    Raises:
        Http404: there is none.
        PermissionDenied: they may not.
    """
    article = get_object_or_404(Article, pk=page_id)
    if not article.permissions_for_user(user_of(request)).can_edit():
        raise PermissionDenied
    return article


def piece_of(article: Article) -> Piece:
    """Its piece; one that was never saved by a revision gets it now."""
    piece = Piece.objects.select_related("assignee").filter(pk=article.pk).first()
    if piece is None:
        actions.rebuild([article.pk])
        piece = Piece.objects.select_related("assignee").get(pk=article.pk)
    return piece


def go_on(request: HttpRequest, page_id: int | None = None) -> HttpResponse:
    """Back to where the act was done: the address in ``next``, else the piece's own screen."""
    own = reverse("desk_planning_piece", args=(page_id,)) if page_id else "wagtailadmin_home"
    return answering.go_on(request, own)
