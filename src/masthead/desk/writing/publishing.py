"""Publishing an article: one sentence says what will happen, then one press does it. Works without JavaScript."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from masthead.articles.models import Article
from masthead.body.queries import picture_ids
from masthead.contributors.queries import byline_of
from masthead.desk import door
from masthead.desk.planning.asking import user_of
from masthead.publishing.findings import Severity
from masthead.publishing.queries import findings_at_the_door


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The question; by POST the act, on the version that the question was about."""
    article = get_object_or_404(Article, pk=page_id)
    if not article.permissions_for_user(user_of(request)).can_publish():
        raise PermissionDenied
    revision = get_object_or_404(article.revisions, pk=revision_id)
    if request.method == "POST":
        return door.go_live(request, article, revision)
    draft: Article = revision.as_object()
    context = {
        "article": draft,
        "sentence": what_will_happen(draft),
        "is_scheduled": _is_scheduled(draft),
        "warnings": [found for found in findings_at_the_door(draft) if found.severity == Severity.WARNS],
        "is_older": article.latest_revision_id != revision.pk,
        "header_title": _("Publish"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailadmin_pages:edit", args=(article.pk,)), "label": draft.title},
            {"url": "", "label": _("Publish")},
        ],
    }
    return render(request, "desk/writing/publish.html", context)


def what_will_happen(draft: Article) -> str:
    """One sentence: what goes live, where, when, by whom and with how many pictures. One query."""
    words = {"title": draft.title, "address": draft.address, "more": _by_and_with(draft)}
    if _is_scheduled(draft):
        moment = date_format(timezone.localtime(draft.go_live_at), "l j F Y, H:i")
        return _("“%(title)s” goes live at %(address)s on %(moment)s%(more)s.") % {**words, "moment": moment}
    if draft.live:
        return _("Readers see your changes to “%(title)s” at %(address)s now%(more)s.") % words
    return _("“%(title)s” goes live at %(address)s now%(more)s.") % words


def _by_and_with(draft: Article) -> str:
    byline = byline_of(draft.credits.select_related("contributor"))
    count = len({*picture_ids(draft.body), *([draft.hero_picture_id] if draft.hero_picture_id else [])})
    parts = [_("by %(byline)s") % {"byline": byline}] if byline else []
    if count:
        parts.append(ngettext("with one picture", "with %(count)d pictures", count) % {"count": count})
    return "".join(f", {part}" for part in parts)


def _is_scheduled(draft: Article) -> bool:
    return draft.go_live_at is not None and draft.go_live_at > timezone.now()
