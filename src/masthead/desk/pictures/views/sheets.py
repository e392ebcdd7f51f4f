"""The batch sheet, and the list of one's batches."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from masthead.desk.pictures import queries
from masthead.desk.pictures.context import rows_of
from masthead.desk.pictures.forms import SHEET_FIELDS, SharedForm
from masthead.desk.pictures.views.asking import page_context, picture_desk
from masthead.pictures.clearance import not_cleared_on
from masthead.pictures.models import Batch, Picture

ROWS_PER_SHEET = 50
BATCHES_PER_PAGE = 20


@require_GET
def uploads(request: HttpRequest) -> HttpResponse:
    """One's batches, with how many of their pictures still wait for something."""
    user = picture_desk(request)
    page = Paginator(queries.batches_of(user), BATCHES_PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "desk/pictures/uploads.html", page_context(_("My uploads"), page=page))


@require_GET
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The pictures of a batch, described together. It waits until it is finished, and remains after."""
    user = picture_desk(request)
    batch = get_object_or_404(Batch.objects.select_related("user"), key=key)
    if batch.user_id != user.pk and not user.has_perm("pictures.change_picture"):
        raise PermissionDenied
    pictures = Picture.objects.filter(batch=batch).order_by("pk")
    page = Paginator(pictures, ROWS_PER_SHEET).get_page(request.GET.get("p"))
    waiting_count = pictures.filter(not_cleared_on(timezone.localdate())).count()
    context = page_context(
        _("Batch sheet"),
        (reverse("desk_pictures_uploads"), _("My uploads")),
        batch=batch,
        page=page,
        rows=rows_of(list(page.object_list), SHEET_FIELDS, user),
        shared=SharedForm(),
        picture_count=page.paginator.count,
        cleared_count=page.paginator.count - waiting_count,
        here=request.get_full_path(),
    )
    return render(request, "desk/pictures/sheet.html", context)
