"""The trash: deleted articles, who deleted them, and the two ways out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.permissions import page_permission_policy

from masthead.articles.models import Article
from masthead.desk.planning.asking import user_of
from masthead.planning import actions
from masthead.planning.models import Trashed
from masthead.planning.queries import goes_at
from masthead.planning.queries import trash as deleted

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """One deleted article as the list shows it."""

    trashed: Trashed
    goes_at: datetime
    may_restore: bool


@require_GET
def trash(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time: of what the person could see before."""
    user = user_of(request)
    found = deleted().filter(article__in=page_permission_policy.explorable_instances(user).values("pk"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    rows = [
        Row(one, goes_at(one), may_restore=one.article.permissions_for_user(user).can_delete())
        for one in page.object_list
    ]
    context = {
        "page": page,
        "rows": rows,
        "may_empty": user.has_perm("planning.empty_trash"),
        "header_title": _("Trash"),
        "header_icon": "bin",
    }
    return render(request, "desk/writing/trash.html", context)


@require_POST
def restore(request: HttpRequest, page_id: int) -> HttpResponse:
    """Bring one back, and open it."""
    article = get_object_or_404(Article, pk=page_id)
    actions.restore_from_trash(article, acting_user=user_of(request))
    ways = [messages.button(reverse("wagtailadmin_pages:edit", args=(article.pk,)), _("Open it"))]
    words = _("“%(title)s” is back, as a draft.") % {"title": article.title}
    messages.success(request, words, buttons=ways)
    return redirect("desk_trash")


@require_POST
def delete(request: HttpRequest, page_id: int) -> HttpResponse:
    """Delete one for good."""
    article = get_object_or_404(Article, pk=page_id)
    actions.delete_for_good(article, acting_user=user_of(request))
    messages.success(request, _("“%(title)s” is deleted for good.") % {"title": article.title})
    return redirect("desk_trash")
