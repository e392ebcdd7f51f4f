"""Five people at one desk: a writer, a sub-editor, a picture editor, an editor who launches an issue, a publisher with tomorrow's front."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.roles import DROP, Desk, Served, as_dropped, drag
from tests.manuscripts.fixture_a import FILE_NAME, HEADLINE, fixture_a
from tests.newcomers.magazines import jpeg_of
from tests.newcomers.pieces import NEXT_ISSUE
from tests.newcomers.serving import make
from tests.serving.running import free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
expect.set_options(timeout=20_000)
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """No. 7 is out, twelve pieces wait for No. 8, an essay is at its sub-edit; served as an operator would."""
    port = free_port()
    folder = tmp_path_factory.mktemp("roles") / "magazine"
    people = make(folder, "desk", address=f"http://127.0.0.1:{port}")
    with serving(folder, port=port):
        yield Served(browser, f"http://127.0.0.1:{port}", people)


def test_five_people_work_at_one_desk(served: Served, tmp_path: Path, subtests: pytest.Subtests) -> None:
    """One test, so that one magazine is made and served for all of it, whatever worker runs it."""
    with subtests.test("a writer"):
        a_writer_drops_a_word_file_and_submits_it_once_the_picture_has_a_credit(served, tmp_path)
    with subtests.test("a sub-editor"):
        a_sub_editor_compares_comments_and_approves(served)
    with subtests.test("a picture editor"):
        a_picture_editor_uploads_many_and_describes_them_together(served, tmp_path)
    with subtests.test("an editor"):
        an_editor_builds_an_issue_launches_undoes_and_launches_again(served)
    with subtests.test("a publisher"):
        a_publisher_schedules_tomorrows_front_and_looks_ahead(served)


def picture_file(folder: Path, drawing: str) -> Path:
    path = folder / f"{drawing}.jpg"
    path.write_bytes(jpeg_of(drawing))
    return path


def a_writer_drops_a_word_file_and_submits_it_once_the_picture_has_a_credit(served: Served, tmp_path: Path) -> None:
    with served.at_the_desk("will") as desk:
        page = desk.page
        page.goto("/desk/")
        desk.shot("home")
        with page.expect_navigation():
            page.evaluate(DROP, as_dropped(FILE_NAME, fixture_a()))
        expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
        desk.shot("understood", whole=True)
        page.get_by_label("Begin without a picture").check()
        desk.press_button("Create the article")
        expect(page.locator(".messages")).to_contain_text(f"“{HEADLINE}” is a draft now.")

        page.get_by_role("tab", name="Pictures").click()
        page.get_by_role("button", name="Choose an image").click()
        page.get_by_role("tab", name="Upload").click()
        page.set_input_files("[name=image-chooser-upload-file]", picture_file(tmp_path, "waves"))
        page.get_by_label("Title").last.fill("The crossing")
        desk.shot("chooser")
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.locator("#tab-pictures")).to_contain_text("The crossing")
        submit(desk)
        expect(page.locator(".messages")).to_contain_text("Not submitted: There is no credit for the lead picture.")
        expect(page.locator("mh-checklist")).to_contain_text("There is no credit for the lead picture.")
        desk.shot("refused")

        with page.expect_popup() as opened:
            page.locator(".messages").get_by_role("link", name="Mend the picture").click()
        opened.value.get_by_label("Creator").fill("Jonas Eklund")
        opened.value.get_by_role("button", name="Save").first.click()
        opened.value.wait_for_load_state()
        opened.value.close()
        submit(desk)
        expect(page.locator(".messages")).to_contain_text("submitted")
        desk.shot("submitted")


def submit(desk: Desk) -> None:
    """“Submit”, in the menu of the button at the foot."""
    menu = desk.page.locator("footer .w-dropdown__toggle")
    menu.click()
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Submit to Review").click()


def a_sub_editor_compares_comments_and_approves(served: Served) -> None:
    with served.at_the_desk("sue") as desk:
        page = desk.page
        page.goto("/desk/")
        page.get_by_role("link", name="The salt road").first.click()
        page.wait_for_url("**/edit/**")
        form = page.url
        page.goto(form.split("edit/")[0] + "history/")
        page.get_by_role("row", name="Draft saved Current draft").get_by_role("button").first.click()
        page.get_by_role("link", name="Compare with previous version").first.click()
        expect(page.locator("main")).to_contain_text("The road is open again since Tuesday.")
        desk.shot("compared", whole=True)

        page.goto(form)
        comment_on_standfirst(page, "Which valley? Say it once.")
        desk.shot("comment")
        desk.press_button("Save draft")
        expect(page.locator("mh-rescue")).to_be_hidden()
        page.locator("footer .w-dropdown__toggle").click()
        desk.shot("ways on")
        page.get_by_role("button", name="Approve", exact=True).click()
        expect(page.locator(".messages")).to_contain_text("“The salt road” is approved here. Next: Pictures.")
        desk.shot("approved")


def comment_on_standfirst(page: Page, words: str) -> None:
    page.get_by_role("button", name="Toggle comments").click()
    page.locator("#panel-child-copy-standfirst-section").get_by_role("button", name="Add comment").click()
    page.get_by_placeholder("Enter your comments").fill(words)
    page.get_by_role("button", name="Comment", exact=True).click()


def a_picture_editor_uploads_many_and_describes_them_together(served: Served, tmp_path: Path) -> None:
    with served.at_the_desk("petra") as desk:
        page = desk.page
        page.goto("/desk/pictures/upload/")
        files = [picture_file(tmp_path, name) for name in ("pots", "lanterns", "swimmer")]
        page.set_input_files("#pictures-files", files)
        expect(page.locator("[data-transfer] [role=status]")).to_have_text("3 of 3 taken in")
        desk.shot("uploaded")
        page.get_by_role("link", name="Describe these pictures").click()
        expect(page.locator("[data-count]")).to_have_text("0 of 3 cleared")

        page.get_by_label("Creator, pots").fill("Ada Lindqvist")
        page.get_by_role("button", name="Give Creator of “pots” to all rows").click()
        page.get_by_label("Licence, pots").select_option("own")
        page.get_by_role("button", name="Give Licence of “pots” to all rows").click()
        desk.shot("the same for all", whole=True)
        alts = {"pots": "Pots drying on a shelf", "lanterns": "Paper lanterns", "swimmer": "A swimmer in grey water"}
        for name, alt in alts.items():
            page.get_by_label(f"Alt text, {name}").fill(alt)
        page.get_by_label("Creator, pots").focus()
        expect(page.locator("[data-count]")).to_have_text("3 of 3 cleared")
        desk.shot("cleared", whole=True)


def an_editor_builds_an_issue_launches_undoes_and_launches_again(served: Served) -> None:
    with served.at_the_desk("edda") as desk, served.a_reader() as reader:
        page = desk.page
        begin_from_the_last_issue(desk)
        place_by_drag_and_by_keyboard(desk)
        dress_the_cover(desk)
        mend_until_nothing_blocks(desk)

        desk.press_button("Make a proof")
        desk.press_button("Make a link")
        expect(page.get_by_role("button", name="Copy the link")).to_be_visible()
        desk.shot("proof", whole=True)
        address = page.locator(".launch-box--now a").get_attribute("href")
        assert address
        reader.page.goto(address)
        expect(reader.page.locator("body")).to_contain_text("The light at the end")
        reader.shot("proof", whole=True)

        before = public_pages(served)
        desk.press_button("Launch Proof 1 now")
        expect(page.locator(".messages")).to_contain_text("12 articles and the issue went live")
        desk.shot("launched", whole=True)
        launched = public_pages(served)
        assert [NEXT_ISSUE[0].headline in text for text in launched.values()] == [True] * len(launched)
        reader.page.goto("/issues/")
        reader.shot("issues", whole=True)

        page.get_by_role("button", name="Undo launch").click()
        expect(page.locator(".messages")).to_contain_text("readers see what they saw before")
        assert public_pages(served) == before
        desk.shot("undone")
        desk.press_button("Launch Proof 1 now")
        assert public_pages(served).keys() == launched.keys()
        reader.page.goto("/")
        reader.shot("front", whole=True)


def begin_from_the_last_issue(desk: Desk) -> None:
    desk.page.goto("/desk/issues/")
    desk.page.get_by_role("link", name="Next issue from No. 7").click()
    expect(desk.page.get_by_label("Number")).to_have_value("8")
    desk.press_button("Begin the issue")
    expect(desk.page.locator(".group__title")).to_have_count(4)
    desk.shot("begun")


def place_by_drag_and_by_keyboard(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("button", name="Place all", exact=True).click()
    expect(page.locator(".row")).to_have_count(12)
    box = row(page, "The keeper of the north light").bounding_box()
    assert box
    drag(page, row(page, "A town buys its own mill").locator(".row__handle"), box["x"] + 200, box["y"] + 4)
    expect(page.locator(".board-toast")).to_contain_text("Moved “A town buys its own mill” to position 1 of 12.")
    row(page, "The last good pencil").locator(".row__handle").focus()
    for key in ("m", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".board-toast")).to_contain_text("Moved “The last good pencil” to position 5 of 12.")
    desk.shot("placed", whole=True)


def row(page: Page, title: str) -> Locator:
    return page.locator(f'.row[data-title="{title}"]')


def dress_the_cover(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("link", name="Cover", exact=True).click()
    page.get_by_label("Piece 1").select_option("The keeper of the north light")
    page.get_by_label("Cover line 1").fill("The light at the end")
    with page.expect_navigation():
        page.evaluate(DROP, as_dropped("cover.jpg", jpeg_of("cover-1", creator="Ada Lindqvist")))
    page.get_by_label("Alt text of the picture").fill("Hills, half in daylight and half at night")
    page.get_by_label("Licence").select_option("own")
    page.get_by_label("Piece 2").select_option("The night train to Osk")
    page.get_by_label("Cover line 2").fill("Fourteen hours to Osk")
    page.get_by_label("Bottom left").check()
    expect(page.locator(".reading")).to_have_count(2)
    desk.shot("cover", whole=True)
    desk.press_button("Save the cover")
    expect(page.locator(".side-cover")).to_contain_text("The light at the end")


def mend_until_nothing_blocks(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("link", name="Readiness and launch").first.click()
    expect(page.locator(".sheet__sum")).to_contain_text("2 to mend")
    desk.shot("red", whole=True)
    page.get_by_label("Alt text").fill("A lit train crossing a viaduct at night")
    page.get_by_role("button", name="Mend it").click()
    expect(page.locator(".sheet__sum")).to_contain_text("1 to mend")
    page.get_by_role("button", name="Choose another picture : The bread is late").click()
    page.get_by_role("link", name="The keeper of the north light Cleared").click()
    expect(page.locator(".sheet__said")).to_contain_text(
        "“The bread is late” begins with “The keeper of the north light” now."
    )
    expect(page.locator(".sheet__sum")).to_contain_text("Nothing to mend")
    desk.shot("green", whole=True)


def public_pages(served: Served) -> dict[str, str]:
    """What readers get of the front, the list of issues, a section and the feed."""
    found = {}
    for path in ("/", "/reportage/", "/feed.xml"):
        with urllib.request.urlopen(f"{served.address}{path}", timeout=30) as answer:
            found[path] = answer.read().decode()
    return found


def a_publisher_schedules_tomorrows_front_and_looks_ahead(served: Served) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).replace(hour=9, minute=0)
    with served.at_the_desk("paul") as desk, served.a_reader() as reader:
        page = desk.page
        reader.page.goto("/")
        today = reader.page.locator("main").inner_html()
        page.goto("/desk/front/")
        desk.press_button("Arrange the front page")
        page.get_by_label("Find an article").fill("choir")
        desk.press_button("Find")
        desk.press_button("Lead : The choir that cannot read")
        page.get_by_label("From").fill(tomorrow.strftime("%Y-%m-%dT%H:%M"))
        desk.shot("arranged", whole=True)
        desk.press_button("Launch at that time")
        expect(page.locator("main")).to_contain_text(tomorrow.strftime("%-d %B %Y, 09:00"))
        desk.shot("scheduled", whole=True)

        page.get_by_label("See the front page as it will be on").fill(tomorrow.strftime("%Y-%m-%dT10:00"))
        desk.press_button("Look ahead")
        expect(page.locator(".card--lead")).to_contain_text("The choir that cannot read")
        desk.shot("tomorrow", whole=True)
        reader.page.reload()
        assert reader.page.locator("main").inner_html() == today
        reader.shot("today", whole=True)
