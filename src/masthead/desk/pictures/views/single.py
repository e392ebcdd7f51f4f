"""One picture: whether it is cleared, how it would be cut, where it is used; and its deletion."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.images.models import SourceImageIOError

from masthead.desk.pictures.context import rows_of
from masthead.desk.pictures.crops import crops_of
from masthead.desk.pictures.forms import SHEET_FIELDS
from masthead.desk.pictures.views.asking import next_address, page_context, picture_desk
from masthead.errors import MastheadError
from masthead.pictures import actions
from masthead.pictures.models import Picture
from masthead.pictures.queries import may_delete, pictures_by_id
from masthead.published.uses import Standing, Use, uses_of
from masthead.staff.models import User

THUMBNAIL = "max-165x165"
PLACES: dict[str, Promise | str] = {
    "hero_picture": _("lead picture"),
    "body": _("in the text"),
    "cover": _("cover"),
    "portrait": _("portrait"),
}
STANDINGS: dict[Standing, Promise | str] = {
    Standing.PUBLIC: _("Published"),
    Standing.DRAFT: _("Draft"),
    Standing.OTHER: "",
}


@dataclass(frozen=True)
class ShownUse:
    """A use in words."""

    title: str
    address: str = field(metadata={"help": "its form, empty for whoever may not open it"})
    place: Promise | str
    standing: Promise | str

    @classmethod
    def of(cls, use: Use, user: User) -> ShownUse:
        """In words, with the address of its form."""
        if use.standing is Standing.OTHER:
            thing = apps.get_model(use.model)(pk=use.object_id)
            address = AdminURLFinder(user).get_edit_url(thing) or ""
        else:
            address = reverse("wagtailadmin_pages:edit", args=(use.object_id,))
        return cls(use.title, address, PLACES.get(use.place, use.place.replace("_", " ")), STANDINGS[use.standing])


@require_GET
def uses(request: HttpRequest, picture_id: int) -> HttpResponse:
    """The picture with its clearance, its cuts, and every place where it stands."""
    user = picture_desk(request)
    picture = get_object_or_404(Picture, pk=picture_id)
    (row,) = rows_of([picture], SHEET_FIELDS, user)
    found = uses_of(picture)
    context = page_context(
        picture.title,
        row=replace(row, use_count=len(found)),
        picture=picture,
        uses=[ShownUse.of(use, user) for use in found],
        large=pictures_by_id([picture.pk])[picture.pk].src or row.thumbnail,
        crops=crops_of(picture),
        may_delete=not found and may_delete(picture, user),
        here=next_address(request, "") or request.get_full_path(),
        back=bool(next_address(request, "")),
    )
    return render(request, "desk/pictures/single.html", context)


@require_POST
def delete(request: HttpRequest, picture_id: int) -> HttpResponse:
    """Delete a picture that stands nowhere."""
    user = picture_desk(request)
    picture = get_object_or_404(Picture, pk=picture_id)
    title = picture.title
    try:
        actions.delete_picture(picture, acting_user=user)
    except MastheadError as trouble:
        messages.error(request, str(trouble))
        return redirect("desk_picture", picture_id)
    messages.success(request, gettext("“%(title)s” was deleted.") % {"title": title})
    return redirect(next_address(request, "/desk/pictures/"))


@require_GET
@cache_control(private=True, max_age=3600)
def thumbnail(request: HttpRequest, picture_id: int) -> HttpResponse:
    """A small picture for the desk, made when it is asked for: until the worker has made the sizes."""
    picture_desk(request)
    picture = get_object_or_404(Picture, pk=picture_id)
    try:
        made = picture.get_rendition(THUMBNAIL)
    except (SourceImageIOError, OSError) as trouble:
        raise Http404 from trouble
    return redirect(made.url)
