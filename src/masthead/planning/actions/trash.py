"""Deleting an article, and bringing it back."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.planning.actions.stages import give_up, stand_again
from masthead.planning.models import Piece, Trashed
from masthead.planning.models.trash import DAYS_IN_TRASH
from masthead.planning.troubles import NotInTheTrash
from masthead.publishing import actions as publishing
from masthead.publishing.actions import StillInUse
from masthead.redirects import actions as redirects
from masthead.staff.models import User

AT_ONCE = 200
logger = logging.getLogger(__name__)


def put_in_trash(article: Article, *, acting_user: User | None) -> Trashed:
    """Delete an article so that it can come back for 30 days: what was public answers 410, its review and assignments end.

    It keeps its place in the tree, so its address stays its own, and its lines in issues, which hold up their launch.
    One that is in the trash already stays as it is.

    Raises:
        ActionForbidden: the user may not delete it.
    """
    _require(article, acting_user)
    with transaction.atomic():
        fresh = Article.objects.select_for_update().get(pk=article.pk)
        known = Trashed.objects.filter(pk=fresh.pk).first()
        if known is not None:
            return known
        was_public = fresh.live
        publishing.unpublish(fresh, acting_user=acting_user, is_withdrawal=True)
        fresh.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
        piece = Piece.objects.select_for_update().get(pk=fresh.pk)
        stage = piece.stage
        give_up(piece, acting_user=acting_user)
        trashed = Trashed.objects.create(article=fresh, by=acting_user, stage=stage, was_public=was_public)
        detail = {"address": fresh.address, "was_live": was_public}
        audit.record("trash", fresh, acting_user=acting_user, detail=detail)
        return trashed


def restore_from_trash(article: Article, *, acting_user: User | None) -> None:
    """Bring a deleted article back as the draft it was, at its address, at its stage. Publishing it again is another act.

    Raises:
        ActionForbidden: the user may not.
        NotInTheTrash: it is not there, or no more.
    """
    _require(article, acting_user)
    with transaction.atomic():
        trashed = _in_trash(article)
        trashed.delete()
        redirects.reinstate(article.address)
        piece = Piece.objects.select_for_update().get(pk=article.pk)
        stand_again(piece, trashed.stage, acting_user=acting_user)
        audit.record("untrash", article, acting_user=acting_user, detail={"was_live": trashed.was_public})


def delete_for_good(article: Article, *, acting_user: User | None) -> None:
    """Delete an article that is in the trash. Its address goes on answering 410 if it was public.

    Raises:
        ActionForbidden: the user is no publisher.
        NotInTheTrash: it is not there.
        StillInUse: something that stays needs it.
    """
    if acting_user is not None and not acting_user.has_perm("planning.empty_trash"):
        raise ActionForbidden(
            _("You may not delete “%(title)s” for good.") % {"title": article.title},
            hint=_("Ask a publisher, or leave it: it goes by itself after 30 days."),
        )
    with transaction.atomic():
        _in_trash(article)
        publishing.delete(article, acting_user=acting_user)


def prune_trash() -> int:
    """Delete for good what has been in the trash for 30 days, some at a time. What something still needs stays. Returns how many went."""
    over = timezone.now() - timedelta(days=DAYS_IN_TRASH)
    count = 0
    for trashed in Trashed.objects.filter(at__lt=over).select_related("article").order_by("at")[:AT_ONCE]:
        try:
            delete_for_good(trashed.article, acting_user=None)
            count += 1
        except (StillInUse, NotInTheTrash) as trouble:
            logger.warning("Kept in the trash: %s", trouble)
    return count


def _require(article: Article, acting_user: User | None) -> None:
    if acting_user is not None and not article.permissions_for_user(acting_user).can_delete():
        raise ActionForbidden(
            _("You may not delete or restore “%(title)s”.") % {"title": article.title}, hint=_("Ask an editor.")
        )


def _in_trash(article: Article) -> Trashed:
    trashed = Trashed.objects.select_for_update().filter(pk=article.pk).first()
    if trashed is None:
        message = _("“%(title)s” is not in the trash.") % {"title": article.title}
        raise NotInTheTrash(message, hint=_("Somebody may have restored it meanwhile."), permanent=True)
    return trashed
