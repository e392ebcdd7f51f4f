"""The issue board in a browser: dragging, the keyboard, undoing, the live cover, mending without a reload; axe on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from masthead.articles.models import Article
from masthead.issues import drafts, editing
from masthead.issues.editing import CoverLook, PlannedDepartment
from masthead.issues.models import Issue
from masthead.issues.running_order import order_of
from masthead.pictures.actions import make_renditions
from tests.cast import a_picture, a_small_magazine, a_user
from tests.issues.launches import an_issue_on_its_way, ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page
    from pytest_django.live_server_helper import LiveServer

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OURS = "main .nice-padding"


@pytest.fixture
def issue() -> Issue:
    """Issue 12 with three pieces and an empty department; two more are ready in the tray. Without a cover."""
    magazine = a_small_magazine()
    pieces = [magazine.draft(name) for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm")]
    ready(*pieces)
    issue = an_issue_on_its_way(magazine, pieces[:3])
    plan = [PlannedDepartment("Features"), PlannedDepartment("Letters", 1)]
    editing.plan_departments(issue, plan, acting_user=None)
    return issue


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, issue: Issue) -> Iterator[Page]:
    """An editor who has logged in, on a desk 1280 wide."""
    client = Client()
    client.force_login(a_user("Edda"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="en-GB")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/desk/"}]
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    yield page
    assert troubles == []
    context.close()


def titles(issue: Issue) -> list[str]:
    return [entry.title for entry in order_of(drafts.draft_of(Issue.objects.get(pk=issue.pk)))]


def row(page: Page, title: str) -> Locator:
    return page.locator(f'.row[data-title="{title}"]')


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, handle: Locator, x: float, y: float) -> None:
    page.mouse.move(*centre(handle))
    page.mouse.down()
    page.mouse.move(x, y - 12, steps=6)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()


def test_a_piece_is_dragged_by_its_handle_and_z_takes_it_back(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    box = row(desk, "Alder").bounding_box()
    assert box
    drag(desk, row(desk, "Cedar").locator(".row__handle"), box["x"] + 200, box["y"] + 4)

    expect(desk.locator(".board-toast")).to_contain_text("Moved “Cedar” to position 1 of 3.")
    assert titles(issue) == ["Cedar", "Alder", "Birch"]
    expect(row(desk, "Cedar").locator(".row__handle")).to_be_focused()

    desk.keyboard.press("z")
    expect(desk.locator(".board-toast")).to_contain_text("Undone")
    assert titles(issue) == ["Alder", "Birch", "Cedar"]


def test_a_drag_that_is_given_up_changes_nothing(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    x, y = centre(row(desk, "Alder"))
    desk.mouse.move(*centre(row(desk, "Cedar").locator(".row__handle")))
    desk.mouse.down()
    desk.mouse.move(x, y, steps=6)
    desk.keyboard.press("Escape")
    desk.mouse.up()

    assert desk.locator(".row").evaluate_all("rows => rows.map(row => row.dataset.title)") == [
        "Alder",
        "Birch",
        "Cedar",
    ]
    assert titles(issue) == ["Alder", "Birch", "Cedar"]


def test_a_piece_is_dragged_from_the_tray_into_an_empty_department(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    piece = desk.locator('.tray__piece[data-title="Elm"]')
    drag(desk, piece.locator(".tray__handle"), *centre(desk.locator('.group[data-label="Letters"] .group__rows')))

    expect(desk.locator('.group[data-label="Letters"] .row')).to_have_attribute("data-title", "Elm")
    assert titles(issue) == ["Alder", "Birch", "Cedar", "Elm"]


def test_the_keyboard_moves_swaps_and_leaves(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    row(desk, "Cedar").locator(".row__handle").focus()
    desk.keyboard.press("m")
    desk.keyboard.press("ArrowUp")
    expect(desk.locator('[data-part="live"]')).to_have_text("Cedar: 2 / 3, Features")
    desk.keyboard.press("Enter")
    expect(desk.locator(".board-toast")).to_contain_text("position 2 of 3")
    assert titles(issue) == ["Alder", "Cedar", "Birch"]

    row(desk, "Cedar").locator(".row__words").hover()
    desk.locator(":focus").blur()
    for key in ("?", "m", "ArrowUp", "Escape"):
        desk.keyboard.press(key)
    expect(desk.locator("#board-keys")).to_be_visible()
    assert titles(issue) == ["Alder", "Cedar", "Birch"]

    row(desk, "Birch").locator(".row__handle").focus()
    for key in ("m", "ArrowUp", "ArrowUp", "x"):
        desk.keyboard.press(key)
    expect(desk.locator(".board-toast")).to_contain_text("Swapped “Alder” and “Birch”.")
    assert titles(issue) == ["Birch", "Cedar", "Alder"]


def test_arrows_walk_from_piece_to_piece(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    row(desk, "Alder").locator(".row__handle").focus()
    desk.keyboard.press("ArrowDown")
    expect(row(desk, "Birch").locator(".row__handle")).to_be_focused()
    desk.keyboard.press(" ")
    expect(row(desk, "Birch").locator(".row__tick")).to_be_checked()


def test_two_editors_meet_and_mine_is_done_again(desk: Page, issue: Issue) -> None:
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    look = CoverLook(None, subject="A tree")
    editing.dress_cover(issue, look, [], acting_user=a_user("Emil"))

    desk.get_by_role("button", name="Place “Elm”").click()
    expect(desk.get_by_role("alert")).to_contain_text("Emil changed this issue")
    desk.get_by_role("button", name="Do mine again").click()

    expect(row(desk, "Elm")).to_be_visible()
    assert titles(issue) == ["Alder", "Birch", "Cedar", "Elm"]


def test_the_tray_is_searched_while_typing(desk: Page, issue: Issue) -> None:
    Article.objects.get(title="Elm").piece.delete()
    desk.goto(f"/desk/issues/{issue.pk}/board/")
    desk.get_by_label("Find pieces").fill("dogw")
    expect(desk.locator(".tray__group--found")).to_be_visible()
    expect(desk.locator(".tray__piece")).to_have_count(1)


def test_the_cover_is_shown_while_it_is_dressed(desk: Page, issue: Issue) -> None:
    cover = a_picture("Cover")
    make_renditions(cover.pk)
    editing.dress_cover(issue, CoverLook(cover.pk), [], acting_user=None)
    desk.goto(f"/desk/issues/{issue.pk}/cover/")

    desk.evaluate("document.querySelectorAll('[data-lacks]').forEach((asked) => { asked.hidden = false })")
    preview = desk.locator(".dressing__preview").bounding_box()
    for field in desk.locator(".dressing__fields :is(select, input, textarea)").all():
        place = field.bounding_box()
        assert not (place and preview) or place["x"] + place["width"] <= preview["x"], field.get_attribute("name")
    desk.get_by_label("Piece 1").select_option("Birch")
    desk.get_by_label("Cover line 1").fill("Birches, at last")
    desk.get_by_label("Cover line 3").fill("Cedars")
    desk.get_by_role("button", name="Line 3 up").click()
    expect(desk.locator(".dressing__preview li").first).to_have_text("Birches, at last")
    expect(desk.get_by_label("Cover line 2")).to_have_value("Cedars")
    desk.get_by_label("Cover line 2").fill("")
    desk.get_by_role("button", name="Another line").click()
    expect(desk.get_by_label("Piece 4")).to_be_focused()
    expect(desk.get_by_role("button", name="Save the cover")).to_be_in_viewport()
    desk.get_by_label("Bottom left").check()
    line = desk.locator(".dressing__preview .cover__words li")
    expect(line).to_have_text("Birches, at last")
    expect(desk.locator(".reading")).to_contain_text("readable")
    picture = desk.locator(".dressing__cover img").bounding_box()
    words = line.bounding_box()
    assert picture
    assert words
    assert picture["y"] < words["y"] < picture["y"] + picture["height"]

    desk.get_by_role("button", name="Save the cover").click()
    desk.wait_for_url("**/board/")
    assert [entry.cover_line for entry in order_of(drafts.draft_of(Issue.objects.get(pk=issue.pk)))][
        1
    ] == "Birches, at last"


def test_red_becomes_green_without_a_reload(desk: Page, issue: Issue) -> None:
    cover = a_picture("Cover", alt="")
    make_renditions(cover.pk)
    editing.dress_cover(issue, CoverLook(cover.pk), [], acting_user=None)
    desk.goto(f"/desk/issues/{issue.pk}/launch/")
    expect(desk.locator(".sheet__sum")).to_contain_text("1 to mend")
    desk.evaluate("window.isSame = true")

    desk.get_by_label("Alt text").fill("A tree in fog")
    desk.get_by_role("button", name="Mend it").click()

    expect(desk.locator(".sheet__sum")).to_contain_text("Nothing to mend")
    assert desk.evaluate("window.isSame")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1024, "dark")])
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(desk: Page, issue: Issue, width: int, scheme: str) -> None:
    cover = a_picture("Cover", alt="")
    make_renditions(cover.pk)
    editing.dress_cover(issue, CoverLook(cover.pk, place="top-end"), [], acting_user=None)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    names = ("board", "cover", "plan", "launch")
    screens = [f"/desk/issues/{issue.pk}/{name}/" for name in names]
    found = []
    for address in ("/desk/issues/", f"/desk/issues/new/?like={issue.pk}", "/desk/issues/back-issue/", *screens):
        desk.goto(address)
        for more in desk.locator(".row__more > summary").all()[:1]:
            more.click()
        results = axe.Axe().run(desk, context=OURS, options=RULES)
        found += [
            f"{address} ({width}): {violation['id']} {violation['nodes'][0]['html'][:160]}"
            for violation in results.response["violations"]
        ]
        if desk.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{address} ({width}): wider than the window")
    assert found == []
