"""The screens of the look: choosing it, putting the one before back, taking in a picture of the name, and the style guide."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from masthead.desk.looks.context import check_of, colour_rows, switches
from masthead.desk.looks.drafts import Draft, draft_of, said_by
from masthead.desk.looks.forms import LookForm, NameplateForm
from masthead.magazine import actions
from masthead.magazine.models import Magazine
from masthead.magazine.nameplates import NameplateUnusable
from masthead.magazine.queries import this_magazine
from masthead.magazine.themes import ThemeUnusable
from masthead.staff.models import User

UNPROCESSABLE = 422
CARRIED = {*LookForm.base_fields} - {"look"}
"""What the style guide's switches leave as it is."""


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """``/desk/look/``: the form beside its preview. ``act=save`` saves; any other button shows what it would be.

    With ``X-Masthead: fragment`` only the check is answered, for the draft that the address says.
    """
    require(request)
    magazine = this_magazine()
    if request.method != "POST":
        said = request.GET.dict() if "look" in request.GET else None
        return _screen(request, magazine, draft_of(said, magazine.theme_now))
    draft = draft_of(said_by(request.POST, magazine.theme_now), magazine.theme_now)
    if request.POST.get("act") == "save" and draft.form.is_valid() and _saved(request, magazine, draft):
        return redirect("desk_look")
    return _screen(request, magazine, draft)


@require_POST
def put_back(request: HttpRequest) -> HttpResponse:
    """Wear the theme before this one."""
    if actions.put_theme_back(this_magazine(), acting_user=user_of(request)):
        messages.success(request, _("Readers see the look from before. The same button brings the other one back."))
    return redirect("desk_look")


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Keep a picture of the name, to be chosen."""
    require(request)
    form = NameplateForm(request.POST, request.FILES)
    magazine = this_magazine()
    draft = draft_of(None, magazine.theme_now)
    if not form.is_valid():
        return _screen(request, magazine, draft, form)
    file = form.cleaned_data["file"]
    try:
        picture = actions.take_in_nameplate(
            file, size=file.size, alt=form.cleaned_data["alt"], acting_user=user_of(request)
        )
    except (NameplateUnusable, ThemeUnusable) as trouble:
        form.add_error("file", str(trouble))
        return _screen(request, magazine, draft, form)
    messages.success(request, _("The picture is kept. Save the look, and readers see it."))
    query = draft_of({**draft.form.data, "nameplate_picture": str(picture.pk)}, magazine.theme_now).query
    return redirect(f"{reverse('desk_look')}?{query}#nameplate")


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """``/desk/style-guide/``: every part of a page in the theme that is worn, or in the draft that the address says."""
    require(request)
    magazine = this_magazine()
    said = {**request.GET.dict(), "page": "guide"} if "look" in request.GET else None
    draft = draft_of(said, magazine.theme_now)
    context = {
        **frame(_("Style guide"), icon="list-ul", crumbs=[(reverse("desk_look"), _("Look of the magazine"))]),
        "draft": draft,
        "switches": [each for each in switches(draft) if each[0] != "page"],
        "looks": draft.form["look"],
        "address": f"{reverse('desk_look_preview', args=('guide',))}?{draft.query}",
        "carried": [(name, value) for name, value in draft.form.data.items() if name in CARRIED and value],
        "is_draft": draft.theme != magazine.theme_now,
    }
    return render(request, "desk/looks/guide.html", context)


def _saved(request: HttpRequest, magazine: Magazine, draft: Draft) -> bool:
    """Save the draft and say so; False when it is refused, which stands at its fields."""
    try:
        is_changed = actions.change_theme(magazine, draft.theme, acting_user=user_of(request))
    except ThemeUnusable as trouble:
        for field, words in trouble.troubles.items():
            draft.form.add_error(field if field in draft.form.fields else None, words)
        return False
    said = _("Readers see the magazine in this look now.") if is_changed else _("Nothing was changed.")
    messages.success(request, said, buttons=[messages.button("/", _("See the front page"))])
    return True


def _screen(
    request: HttpRequest, magazine: Magazine, draft: Draft, nameplate_form: NameplateForm | None = None
) -> HttpResponse:
    check = check_of(draft)
    context: dict[str, Any] = {"draft": draft, "check": check}
    if request.headers.get("X-Masthead") == "fragment":
        return render(request, "desk/looks/_check.html", context)
    is_refused = draft.form.errors or (nameplate_form and nameplate_form.errors)
    context |= {
        **frame(_("Look of the magazine"), icon="view"),
        "form": draft.form,
        "nameplate_form": nameplate_form or NameplateForm(initial={"alt": magazine.name}),
        "light_rows": colour_rows(draft, check, is_dark=False),
        "dark_rows": colour_rows(draft, check, is_dark=True),
        "has_own_dark": any(getattr(draft.theme, f"{name}_dark") for name in ("accent", "ink", "paper")),
        "switches": switches(draft),
        "is_draft": draft.theme != magazine.theme_now,
        "has_earlier": magazine.theme_before is not None,
        "magazine": magazine,
    }
    return render(request, "desk/looks/look.html", context, status=UNPROCESSABLE if is_refused else 200)


def frame(title: str, *, icon: str, crumbs: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """Title and the way back, as Wagtail's header wants them."""
    trail = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    trail += [{"url": url, "label": label} for url, label in crumbs or []]
    trail.append({"url": "", "label": title})
    return {"breadcrumbs_items": trail, "header_title": title, "page_title": title, "header_icon": icon}


def user_of(request: HttpRequest) -> User:
    """Who is logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def require(request: HttpRequest) -> None:
    """Only those who may change the look see its drafts.

    Raises:
        PermissionDenied: they may not.
    """
    if not user_of(request).has_perm(actions.PERMISSION):
        raise PermissionDenied
