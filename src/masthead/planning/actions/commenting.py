"""Telling people of comments on passages. Wagtail keeps the comments; its mails about them are replaced by these."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, Page, PageSubscription

from masthead.planning.actions.telling import notify
from masthead.planning.models import Kind, Piece
from masthead.staff.models import User


def tell_comment(said: Comment | CommentReply) -> None:
    """Tell those whom a new comment or reply concerns, once: whose page it is, who has it, who spoke before, who asked to hear."""
    comment = said.comment if isinstance(said, CommentReply) else said
    page = Page.objects.select_related("owner").get(pk=comment.page_id)
    is_reply = isinstance(said, CommentReply)
    words = {"who": said.user.label, "title": page.draft_title or page.title}
    text = _("%(who)s answers a comment on “%(title)s”") if is_reply else _("%(who)s comments on “%(title)s”")
    notify(
        [page.owner, *_concerned(page, comment, is_reply=is_reply)],
        Kind.COMMENT,
        page=page,
        text=text % words,
        note=said.text,
        by=said.user,
        event=f"{'reply' if is_reply else 'comment'}:{said.pk}",
    )


def _concerned(page: Page, comment: Comment, *, is_reply: bool) -> list[User | None]:
    piece = Piece.objects.select_related("assignee").filter(pk=page.pk).first()
    asked = PageSubscription.objects.filter(page=page, comment_notifications=True).values("user")
    spoke = CommentReply.objects.filter(comment=comment).values("user") if is_reply else []
    others = list(User.objects.filter(pk__in=asked))
    if is_reply:
        others += [comment.user, *User.objects.filter(pk__in=spoke)]
    return [piece.assignee if piece else None, *others]
