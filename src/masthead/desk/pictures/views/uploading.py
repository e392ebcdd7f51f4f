"""Many files at once: each on its own with progress by our script, all together by a plain form."""

from __future__ import annotations

import uuid
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from masthead.desk.pictures.forms import plain
from masthead.desk.pictures.views.asking import is_script, page_context, picture_desk
from masthead.pictures import actions
from masthead.pictures.metadata import fields_from_file, read_metadata
from masthead.pictures.queries import may_upload
from masthead.staff.models import User


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; and what is sent by it, or by our script one file after the other."""
    user = picture_desk(request)
    if not may_upload(user):
        raise PermissionDenied
    if request.method == "POST":
        return _take_in(request, user)
    key = uuid.uuid4()
    context = page_context(
        _("Upload pictures"),
        key=key,
        sheet=reverse("desk_pictures_sheet", args=(key,)),
        extensions=[f".{extension}" for extension in settings.WAGTAILIMAGES_EXTENSIONS],
        megabytes=settings.CONFIG.media.max_upload_megabytes,
        largest_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
    )
    return render(request, "desk/pictures/upload.html", context)


def _take_in(request: HttpRequest, user: User) -> HttpResponse:
    try:
        key = uuid.UUID(request.POST.get("batch", ""))
    except ValueError:
        return HttpResponseBadRequest("No batch.")
    if (
        "complete" not in request.POST
    ):  # stands after the files: without it the transfer broke off, perhaps within a file
        message = _("The upload broke off before it was complete. Nothing of it was kept; send it again.")
        return _refusal(request, message)
    files = request.FILES.getlist("files")
    if not files:
        return _refusal(request, _("No file was chosen."))
    outcomes = [_outcome(file, user, key) for file in files]
    if is_script(request):
        return JsonResponse(outcomes[0])
    _tell(request, outcomes)
    is_anything_new = any(outcome["outcome"] == "added" for outcome in outcomes)
    return redirect("desk_pictures_sheet", key) if is_anything_new else redirect("desk_pictures_upload")


def _outcome(file: UploadedFile[Any], user: User, key: uuid.UUID) -> dict[str, Any]:
    """What became of one file, for people and for our script."""
    try:
        added = actions.add_picture(file, acting_user=user, batch_key=key)
    except actions.PictureRefused as trouble:
        return {"outcome": "refused", "name": file.name, "message": str(trouble)}
    picture = added.picture
    said = {"name": file.name, "id": picture.pk, "title": picture.title}
    if added.is_new:
        return {**said, "outcome": "added", "message": _("Taken in.")}
    return {
        **said,
        "outcome": "there",
        "address": reverse("desk_picture", args=(picture.pk,)),
        "message": _("The library has this very file already: “%(title)s”.") % {"title": picture.title},
    }


def _refusal(request: HttpRequest, message: str) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"outcome": "refused", "message": message}, status=400)
    messages.error(request, message)
    return redirect("desk_pictures_upload")


def _tell(request: HttpRequest, outcomes: list[dict[str, Any]]) -> None:
    for outcome in outcomes:
        if outcome["outcome"] == "refused":
            messages.error(request, f"{outcome['name']}: {outcome['message']}")
        elif outcome["outcome"] == "there":
            button = messages.button(outcome["address"], _("Open it"))
            messages.warning(request, f"{outcome['name']}: {outcome['message']}", buttons=[button])
    number = sum(outcome["outcome"] == "added" for outcome in outcomes)
    if number:
        text = ngettext("%(number)s picture was taken in.", "%(number)s pictures were taken in.", number)
        messages.success(request, text % {"number": number})


@require_POST
def read(request: HttpRequest) -> JsonResponse:
    """What a file says of itself, for a form that is being filled in; nothing is kept. The first megabyte of a JPEG is enough."""
    user = picture_desk(request)
    file = request.FILES.get("file")
    if not may_upload(user) or file is None:
        raise PermissionDenied
    said = fields_from_file(read_metadata(cast("IO[bytes]", file)))
    return JsonResponse({name: {"value": plain(found.value), "origin": found.origin} for name, found in said.items()})
