"""The ground of the browser tests: the desk's policy lets the desk work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from masthead.staff.models import User


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_user_logs_in_to_the_desk_and_the_browser_has_nothing_to_complain_of(
    page: Page, live_server: LiveServer
) -> None:
    User.objects.create_superuser("ada", "ada@example.org", "a long enough password")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{live_server}/desk/")
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", "a long enough password")
    page.click("button[type=submit]")

    page.wait_for_url(f"{live_server}/desk/")
    assert page.locator("h1").count() >= 1
    assert complaints == []
    assert {cookie["path"] for cookie in page.context.cookies()} == {"/desk/"}
