"""What imports plug into the desk: their screens, and the way to them."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from masthead.importers import queries, views
from masthead.staff.models import User


class ImportsMenuItem(MenuItem):
    """“Imports” under Reports, for those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and queries.may_import(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Under ``/desk/imports/``."""
    return [
        path("imports/", views.import_list, name="importers_list"),
        path("imports/<int:run_id>/", views.import_ledger, name="importers_ledger"),
        path("imports/<int:run_id>/ledger.csv", views.import_ledger_file, name="importers_ledger_file"),
    ]


@hooks.register("register_reports_menu_item")
def imports_in_the_menu() -> Any:
    """The way to the list."""
    return ImportsMenuItem(_("Imports"), reverse("importers_list"), icon_name="download", order=60)
