"""Who asks, and what every picture screen needs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.images.permissions import permission_policy

from masthead.staff.models import User


def picture_desk(request: HttpRequest) -> User:
    """Who asks, if they have to do with pictures: may add or change some.

    Raises:
        PermissionDenied: they may not.
    """
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    rights = ("pictures.add_picture", "pictures.change_picture")
    if any(user.has_perm(right) for right in rights):
        return user
    if not permission_policy.user_has_any_permission(user, ["add", "change"]):
        raise PermissionDenied
    return user


def is_script(request: HttpRequest) -> bool:
    """Whether our script asks, which wants JSON."""
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def next_address(request: HttpRequest, otherwise: str) -> str:
    """Where to go on to: the ``next`` of the form or the address, if it is of this desk."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_safe and wanted.startswith("/desk/") else otherwise


def page_context(title: str, *path: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The context of a screen: heading, and the way to it under “Pictures”."""
    way = [(reverse("desk_pictures"), _("Pictures")), *path]
    items = [{"url": url, "label": label} for url, label in way]
    if title != way[-1][1]:
        items.append({"url": "", "label": title})
    return {"breadcrumbs_items": items, "header_title": title, "header_icon": "image", **more}
