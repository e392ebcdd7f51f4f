"""Writes to one article's draft that are made elsewhere than in its form."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.audit import actions as audit
from masthead.errors import ActionForbidden
from masthead.pictures.models import Picture
from masthead.staff.models import User


def give_lead_picture(article: Article, picture: Picture, *, acting_user: User | None) -> Article:
    """Let the article's draft begin with ``picture``. A caption that spoke of another one goes; the library's is used then.

    Raises:
        ActionForbidden: the user may not edit the article, or it is locked for them.
    """
    if acting_user is not None:
        lock = article.get_lock()
        is_locked = lock is not None and lock.for_user(acting_user)
        if is_locked or not article.permissions_for_user(acting_user).can_edit():
            message = _("You may not change “%(title)s”.") % {"title": article.draft_title}
            raise ActionForbidden(message, _("Ask an editor."))
    with transaction.atomic():
        draft: Article = article.get_latest_revision_as_object()
        before = draft.hero_picture_id
        draft.hero_picture, draft.hero_caption = picture, ""
        draft.save_revision(user=acting_user, log_action=True)
        detail = {"before": before, "picture": picture.pk}
        audit.record("give-lead-picture", draft, acting_user=acting_user, detail=detail)
    return draft
