"""The picture screens in a browser: progress, abort and retry, the same for all, rows that save themselves; axe and narrow desks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from masthead.pictures.actions import make_renditions
from masthead.pictures.models import Batch, Picture
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import a_picture, a_small_magazine, a_user
from tests.pictures.files import photograph, seq, xmp

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 40_000}
FAST = {**SLOW, "uploadThroughput": -1}
ADA = xmp(seq("dc:creator", "Ada Lindqvist"))


@pytest.fixture
def editor() -> User:
    a_small_magazine()
    return a_user("Petra", role=Role.PICTURE_EDITOR)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, editor: User) -> Iterator[Page]:
    """A picture editor who has logged in, at the narrowest desk."""
    client = Client()
    client.force_login(editor)
    context = browser.new_context(viewport={"width": 1024, "height": 900}, base_url=live_server.url, locale="en-GB")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/desk/"}]
    )
    # Wagtail leaves the file of a size that it has just made to the garbage collector.
    context.route("**/thumbnail/", lambda route: route.abort())
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    yield page
    assert troubles == []
    context.close()


def noise(path: Path, size: int = 480) -> Path:
    """A photograph that does not compress, so that sending it takes a while."""
    from PIL import Image

    Image.frombytes("RGB", (size, size), random.Random(7).randbytes(size * size * 3)).save(path, "JPEG", quality=95)
    return path


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_many_files_are_sent_each_with_its_own_outcome(desk: Page, tmp_path: Path) -> None:
    good = [written(tmp_path, f"quay-{hue}.jpg", photograph(colour=hue)) for hue in ("red", "blue")]
    half = written(tmp_path, "half.jpg", photograph()[:-150])
    desk.goto("/desk/pictures/upload/")
    expect(desk.get_by_role("button", name="Upload", exact=True)).to_be_hidden()

    desk.set_input_files("#pictures-files", [*good, half])

    expect(desk.locator(".pictures__file--added")).to_have_count(2)
    expect(desk.locator(".pictures__file--refused")).to_contain_text("half.jpg")
    expect(desk.locator("[data-transfer] [role=status]")).to_have_text("2 of 3 taken in")
    desk.get_by_role("link", name="Describe these pictures").click()
    expect(desk.locator("[data-count]")).to_have_text("0 of 2 cleared")


def test_an_upload_that_is_aborted_leaves_nothing_and_can_be_tried_again(desk: Page, tmp_path: Path) -> None:
    desk.goto("/desk/pictures/upload/")
    network = desk.context.new_cdp_session(desk)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    desk.set_input_files("#pictures-files", [noise(tmp_path / "harbour.jpg")])
    expect(desk.locator("[data-files] progress")).not_to_have_js_property("value", 0)

    desk.get_by_role("button", name="Abort: harbour.jpg").click()

    expect(desk.locator(".pictures__file--aborted")).to_contain_text("Nothing of it was kept")
    network.send("Network.emulateNetworkConditions", FAST)
    assert not Picture.objects.exists()
    assert not Batch.objects.exists()
    desk.get_by_role("button", name="Try again: harbour.jpg").click()
    expect(desk.locator(".pictures__file--added")).to_have_count(1)
    assert Picture.objects.get().title == "harbour"


def test_the_same_is_given_to_all_rows_after_asking_and_rows_save_themselves(desk: Page, editor: User) -> None:
    batch = Batch.objects.create(user=editor)
    one, two, three = (
        a_picture(name, batch=batch, creator="", agency="", licence="", uploaded_by_user=editor)
        for name in ("One", "Two", "Three")
    )
    Picture.objects.filter(pk=three.pk).update(creator="Somebody else", from_file={"creator": "XMP dc:creator"})
    desk.goto(f"/desk/pictures/uploads/{batch.key}/")
    expect(desk.locator("[data-count]")).to_have_text("0 of 3 cleared")
    expect(desk.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    desk.fill(f"[name=p{one.pk}-creator]", "Zoë")
    desk.locator(f"[data-row='{one.pk}'] [data-cell=creator] [data-share]").click()
    expect(desk.get_by_role("dialog")).to_contain_text("1 other rows say something else")
    desk.get_by_role("button", name="Only the empty ones").click()
    expect(desk.locator(f"[name=p{two.pk}-creator]")).to_have_value("Zoë")
    expect(desk.locator(f"[name=p{three.pk}-creator]")).to_have_value("Somebody else")

    desk.select_option(f"[name=p{one.pk}-licence]", "own")
    desk.locator(f"[data-row='{one.pk}'] [data-cell=licence] [data-share]").click()
    expect(desk.locator("[data-count]")).to_have_text("3 of 3 cleared")

    desk.fill(f"[name=p{three.pk}-creator]", "Ada")
    desk.locator(f"[name=p{three.pk}-agency]").focus()
    expect(desk.locator("[data-said]")).to_have_text("Saved.")
    expect(desk.locator(f"[data-row='{three.pk}'] .picture-cell--from-file")).to_have_count(0)
    assert list(Picture.objects.order_by("pk").values_list("creator", "licence")) == [
        ("Zoë", "own"),
        ("Zoë", "own"),
        ("Ada", "own"),
    ]

    desk.fill(f"[name=p{three.pk}-creator]", "")
    desk.locator(f"[name=p{three.pk}-agency]").focus()
    expect(desk.locator(f"[data-row='{three.pk}'] [data-trouble]").first).to_be_hidden()
    expect(desk.locator(f"[data-row='{three.pk}'] [data-cell=creator] [data-trouble]")).to_contain_text("without one")


def test_what_is_typed_while_a_row_is_being_saved_is_not_lost(desk: Page, editor: User) -> None:
    batch = Batch.objects.create(user=editor)
    picture = a_picture(batch=batch, creator="", agency="", alt="", uploaded_by_user=editor)
    held: list[Route] = []
    desk.goto(f"/desk/pictures/uploads/{batch.key}/")
    desk.route("**/pictures/save/", lambda route: route.continue_() if held else held.append(route))
    desk.fill(f"[name=p{picture.pk}-creator]", "Ada")
    desk.fill(f"[name=p{picture.pk}-alt]", "A harbour at dusk")
    desk.locator(f"[name=p{picture.pk}-agency]").focus()

    held[0].continue_()

    expect(desk.locator("[data-count]")).to_have_text("1 of 1 cleared")
    picture.refresh_from_db()
    assert (picture.creator, picture.alt) == ("Ada", "A harbour at dusk")


def test_what_is_given_to_all_spares_what_is_being_typed(desk: Page, editor: User) -> None:
    batch = Batch.objects.create(user=editor)
    facts = {"batch": batch, "creator": "", "agency": "", "uploaded_by_user": editor}
    one, two = a_picture("One", **facts), a_picture("Two", alt="", **facts)
    held: list[Route] = []
    desk.goto(f"/desk/pictures/uploads/{batch.key}/")
    desk.fill(f"[name=p{one.pk}-creator]", "Ada")
    desk.route("**/pictures/save/", lambda route: held.append(route) if len(held) < 1 else route.continue_())
    desk.locator(f"[data-row='{one.pk}'] [data-cell=creator] [data-share]").click()
    desk.fill(f"[name=p{two.pk}-alt]", "A harbour at dusk")

    held[0].continue_()

    expect(desk.locator(f"[name=p{two.pk}-creator]")).to_have_value("Ada")
    desk.locator(f"[name=p{two.pk}-agency]").focus()
    expect(desk.locator("[data-count]")).to_have_text("2 of 2 cleared")


def test_the_chooser_fills_its_form_from_the_file(desk: Page, tmp_path: Path) -> None:
    desk.goto("/desk/pictures/")
    chooser = desk.request.get("/desk/images/chooser/").json()["html"]
    desk.set_content(
        f"<main>{chooser}</main><script type='module' src='/static/desk/pictures/prefill.js' id='picture-prefill'"
        " data-read='/desk/pictures/read/'></script>"
    )
    desk.set_input_files("[name=image-chooser-upload-file]", [written(tmp_path, "quay.jpg", photograph(packet=ADA))])
    expect(desk.locator("[name=image-chooser-upload-creator]")).to_have_value("Ada Lindqvist")


def test_axe_finds_nothing_serious_and_nothing_hangs_over_the_edge(desk: Page, editor: User) -> None:
    batch = Batch.objects.create(user=editor)
    picture = a_picture(batch=batch, licence="", uploaded_by_user=editor, from_file={"creator": "XMP dc:creator"})
    make_renditions(picture.pk)
    a_picture("Two", batch=batch, alt="")
    found = []
    for path in ("", "?show=no-credit", "upload/", "uploads/", f"uploads/{batch.key}/", f"{picture.pk}/"):
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)
            desk.goto(f"/desk/pictures/{path}")
            results = axe.Axe().run(desk, context="main, .pictures")
            found += [
                f"{path} ({scheme}): {violation['id']} {violation['nodes'][0]['html'][:160]}"
                for violation in results.response["violations"]
                if violation["impact"] in {"serious", "critical"}
            ]
            if desk.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                found.append(f"{path} ({scheme}): wider than the window")
    assert found == []
