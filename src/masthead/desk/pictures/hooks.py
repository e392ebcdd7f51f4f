"""What the picture screens plug into Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.desk.pictures.chooser import take_over_the_chooser

take_over_the_chooser()


@hooks.register("construct_main_menu", order=10)
def pictures_in_the_menu(_request: HttpRequest, items: list[MenuItem]) -> None:
    """“Pictures” leads to our list; Wagtail's stays where it is for whoever wants it."""
    for item in items:
        if item.name == "images":
            item.url = reverse("desk_pictures")


@hooks.register("insert_global_admin_css")
def clearance_in_the_chooser() -> str:
    """How clearance looks wherever a picture stands at the desk."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/picture_parts.css"))


@hooks.register("insert_global_admin_js")
def the_file_fills_the_form() -> str:
    """A form for one picture is filled from the file that is chosen."""
    address = reverse("desk_pictures_read")
    return format_html(
        '<script type="module" src="{}" data-read="{}" id="picture-prefill"></script>',
        static("desk/pictures/prefill.js"),
        address,
    )
