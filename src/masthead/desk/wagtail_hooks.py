"""What the desk plugs into Wagtail, at its documented points."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from masthead.desk import door, navigation, repairs
from masthead.desk.access import hooks as access_hooks
from masthead.desk.api import PagesAPIViewSet
from masthead.desk.board import hooks as board_hooks
from masthead.desk.calendar import urls as calendar_urls
from masthead.desk.home import hooks as home_hooks
from masthead.desk.looks import hooks as look_hooks
from masthead.desk.newsletters import urls as newsletter_urls
from masthead.desk.pictures import hooks as picture_hooks
from masthead.desk.pictures import urls as picture_urls
from masthead.desk.pieces import urls as piece_urls
from masthead.desk.planning import hooks as planning_hooks
from masthead.desk.planning import urls as planning_urls
from masthead.desk.slots import urls as slot_urls
from masthead.desk.writing import hooks as writing_hooks
from masthead.desk.writing import urls as writing_urls
from masthead.planning import queries as planning
from masthead.publishing.pages import MagazinePage

__all__ = [
    "access_hooks",
    "board_hooks",
    "home_hooks",
    "look_hooks",
    "picture_hooks",
    "planning_hooks",
    "writing_hooks",
]


@hooks.register("before_publish_page")
def publish_through_the_door(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The edit and create forms stop here, before Wagtail's own publishing."""
    return door.publish(request, page) if isinstance(page, MagazinePage) else None


@hooks.register("before_unpublish_page")
def unpublish_through_the_door(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The unpublish form stops here."""
    page = page.specific
    return door.unpublish(request, page) if isinstance(page, MagazinePage) else None


@hooks.register("before_delete_page")
def delete_through_the_door(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The delete form, once confirmed, stops here."""
    page = page.specific
    return door.delete(request, page) if isinstance(page, MagazinePage) else None


@hooks.register("before_move_page")
def move_in_one_transaction(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """The move form, once confirmed, stops here."""
    return door.move(request, page, destination)


@hooks.register("before_bulk_action")
def bulk_through_the_door(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Bulk publish, unpublish and delete stop here."""
    pages = [item for item in objects if isinstance(item, Page)]
    if not pages or len(pages) != len(objects):
        return None
    include_descendants = bool(action.cleaned_form.cleaned_data.get("include_descendants"))
    return door.bulk(request, action_type, pages, include_descendants=include_descendants)


@hooks.register("construct_admin_api")
def offer_our_page_actions(router: WagtailAPIRouter) -> None:
    """The admin API's pages, with our actions."""
    router.register_endpoint("pages", PagesAPIViewSet)


@hooks.register("register_admin_urls")
def our_addresses() -> list[URLPattern]:
    """The desk's own screens."""
    return [
        path("repairs/", repairs.repair_list, name="desk_repairs"),
        *calendar_urls.urlpatterns,
        *newsletter_urls.urlpatterns,
        *picture_urls.urlpatterns,
        *piece_urls.urlpatterns,
        *planning_urls.urlpatterns,
        *slot_urls.urlpatterns,
        *writing_urls.BESIDE,
    ]


@hooks.register("insert_global_admin_css")
def what_was_done_stands_aside() -> str:
    """What was done is said beside the work and pushes nothing down; what went wrong stays where Wagtail says it."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/said.css"))


@hooks.register("insert_global_admin_js")
def what_was_done_goes() -> str:
    """It goes after a while, or when it is closed."""
    return format_html(
        '<script type="module" src="{}" data-close="{}" id="said"></script>', static("desk/said.js"), _("Close")
    )


@hooks.register("construct_main_menu")
def menu_in_our_words(request: HttpRequest, items: list[MenuItem]) -> None:
    """Articles, issues, pictures, contributors: what an editor looks for, under the names of the glossary."""
    navigation.put_in_our_words(items)
    items.extend(item for item in navigation.our_entries() if item.is_shown(request))


@hooks.register("construct_help_menu")
def help_without_news_of_wagtail(_request: HttpRequest, items: list[MenuItem]) -> None:
    """What is new in Wagtail is no news for an editor."""
    navigation.put_in_our_words(items)


@hooks.register("construct_explorer_page_queryset")
@hooks.register("construct_page_chooser_queryset")
def leave_out_the_trash(*asked: Any) -> Any:
    """What is deleted is neither listed nor chosen. The explorer asks with the parent first, the chooser with the pages first."""
    pages = next(item for item in asked if isinstance(item, QuerySet))
    return planning.without_trash(pages)


@hooks.register("register_reports_menu_item")
def trash_in_the_menu() -> MenuItem:
    """“Trash” under Reports."""
    return MenuItem(_("Trash"), reverse("desk_trash"), icon_name="bin", order=60)


@hooks.register("register_reports_menu_item")
def repair_list_in_the_menu() -> MenuItem:
    """“Repair list” under Reports."""
    return MenuItem(_("Repair list"), reverse("desk_repairs"), icon_name="warning", order=50)
