"""What the issue board plugs into Wagtail."""

from django.urls import URLPattern
from wagtail import hooks

from masthead.desk.board import urls


@hooks.register("register_admin_urls")
def addresses_of_the_board() -> list[URLPattern]:
    """The list of issues and the screens of each."""
    return urls.urlpatterns
