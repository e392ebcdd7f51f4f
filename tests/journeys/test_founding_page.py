"""The page everything starts from: a reader lands on an article and finds, wide and narrow, every element that exists so far.

It grows with each step: “how we know this” and the similar articles come with their rooms.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.journeys.conftest import FOUNDING

WITH_GALLERY = "/articles/the-night-train-to-osk/"

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = {"wide": 1280, "narrow": 360}


def is_complaint(said: ConsoleMessage) -> bool:
    """Whether the browser found fault with the page; that a magazine has no icon yet is no fault of it."""
    return said.type in {"error", "warning"} and not said.location["url"].endswith("/favicon.ico")


@pytest.fixture(scope="module", params=WIDTHS, ids=str)
def reader(request: pytest.FixtureRequest, browser: Browser, demo: str) -> Iterator[Page]:
    """A reader who has just landed on the page; what the browser complains of is kept."""
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 900}, base_url=demo, locale="en-GB"
    )
    page = context.new_page()
    requested: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda sent: requested.append(sent.url))
    page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
    page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
    page.goto(FOUNDING)
    page.requested, page.complaints = requested, complaints  # type: ignore[attr-defined]
    yield page
    context.close()


def test_headline_standfirst_byline_and_date_stand_at_the_head(reader: Page) -> None:
    head = reader.locator("article.article")
    expect(head.get_by_role("heading", level=1)).to_have_text(
        "Mirelle Castaign and Corvin Dray part after eleven years"
    )
    expect(reader.get_by_role("heading", level=1)).to_have_count(1)
    expect(head).to_contain_text("Their marriage has ended in a sentence of thirteen words.")
    expect(head).to_contain_text("Parting")
    expect(head.get_by_role("link", name="Stage & Screen", exact=True)).to_have_attribute(
        "href", "/culture/stage-and-screen/"
    )
    expect(head.get_by_role("link", name="Imogen Farraday")).to_have_attribute("href", "/contributors/imogen-farraday/")
    expect(head.locator(".dates time").first).to_have_text("3 November 2026")


def test_the_byline_has_the_writer_s_face_and_title_and_the_reading_time(reader: Page) -> None:
    rail = reader.locator(".article__rail")
    expect(rail.locator(".byline__person").first).to_contain_text("Culture editor")
    expect(rail.locator("figure img").first).to_have_attribute("alt", re.compile(r"\w{3}"))
    expect(rail.locator("figure .credit").first).not_to_be_empty()
    expect(rail).to_contain_text(re.compile(r"\d minutes"))
    expect(reader.locator(".article__foot .about-writer")).to_contain_text("Imogen Farraday")


def test_the_lead_picture_is_fetched_first_and_never_late(reader: Page) -> None:
    lead = reader.locator(".article__hero img")
    expect(lead).to_have_attribute("fetchpriority", "high")
    expect(lead).to_have_attribute("loading", "eager")
    assert reader.locator("img[fetchpriority=high]").count() == 1


def test_it_is_passed_on_by_a_letter_or_by_its_address(reader: Page) -> None:
    share = reader.locator("mh-share")
    expect(share.get_by_role("link", name="By e-mail")).to_have_attribute(
        "href", re.compile("^mailto:[?]subject=Mirelle")
    )
    expect(share.get_by_role("button", name="Copy the address")).to_be_visible()
    assert FOUNDING in (share.locator(".share__address").text_content() or "")


def test_the_pieces_before_and_after_it_in_its_issue_are_a_step_away(reader: Page) -> None:
    beside = reader.locator("nav.neighbours")
    expect(beside).to_contain_text("No. 47")
    assert beside.locator("a[rel=prev], a[rel=next]").count() >= 1
    for link in beside.locator("a[rel]").all():
        expect(link).to_have_attribute("href", re.compile("^/articles/"))


def test_the_letter_is_offered_in_the_editor_s_words(reader: Page) -> None:
    offer = reader.locator(".sign-up")
    expect(offer.get_by_role("heading", name="Six things worth your Sunday")).to_be_visible()
    expect(offer.get_by_label("Your e-mail address")).to_be_visible()
    expect(offer.get_by_role("button", name="Send me the letter")).to_be_visible()


def test_the_story_has_its_date_line_and_says_whose_reporting_it_rests_on(reader: Page) -> None:
    expect(reader.locator("article.article")).to_contain_text("Port Averel, 3 November", ignore_case=True)
    outlet = reader.locator(".based-on")
    expect(outlet).to_contain_text("Based on reporting by The Averel Courier")
    link = outlet.get_by_role("link", name="The Averel Courier")
    expect(link).to_have_attribute("href", "https://courier.example.org/stage/castaign-dray-separate")


def test_the_text_tells_confirmation_insiders_rumours_and_the_film(reader: Page) -> None:
    article = reader.locator("article.article")
    for said in ("have been married for eleven years", "Each asked not to be named because", "The second is not true"):
        expect(article).to_contain_text(said)
    for crosshead in ("Two diaries", "What is being said", "The boat"):
        expect(article.get_by_role("heading", name=crosshead)).to_be_visible()
    expect(article.locator("em", has_text="The Salt Year").first).to_be_visible()
    expect(article.get_by_role("heading", name="Eleven years, in order")).to_be_visible()


def test_every_picture_is_drawn_with_its_credit_and_alt_text(reader: Page) -> None:
    figures = reader.locator("figure.picture")
    assert figures.count() >= 4
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        expect(figure.locator(".credit")).not_to_be_empty()
        expect(figure.locator(".credit")).not_to_contain_text("not recorded")
        expect(figure.locator("img")).to_have_attribute("alt", re.compile(r"\w{3}"))
        expect(figure.locator("img")).to_have_js_property("complete", True)
        assert figure.locator("img").evaluate("image => image.naturalWidth") > 0
    lead = reader.locator(".article__hero figure.picture")
    expect(lead).to_contain_text("Lennart Voss / Halyard Pictures")
    expect(lead).to_contain_text("take their bow on the last night of the spring tour")
    expect(reader.locator(".article__body figure.picture").first).to_contain_text(
        "Aurelio Pinnock / Kestrel House Films"
    )


def test_the_editor_s_picks_are_offered_as_more_articles(reader: Page) -> None:
    more = reader.get_by_role("complementary", name="More articles")
    links = more.get_by_role("heading", level=3).get_by_role("link")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses[:3] == [
        "/articles/the-window-across-the-street/",
        "/articles/the-quiet-cartographer/",
        "/articles/the-night-train-to-osk/",
    ]


def test_the_latest_issue_shows_its_cover_and_cover_lines_that_lead_to_articles(reader: Page) -> None:
    latest = reader.locator("section.latest")
    latest.scroll_into_view_if_needed()
    expect(latest.get_by_role("heading").get_by_role("link")).to_have_attribute("href", "/issues/no-47/")
    expect(latest).to_contain_text("November 2026")
    expect(latest.locator("figure img")).to_have_attribute("alt", re.compile("Cover of Evenlight"))
    expect(latest.locator("figure .credit")).to_have_text("Hanne Östergren / Evenlight")
    own_line = latest.get_by_role("link", name="Eleven years, two lights: Castaign and Dray part")
    expect(own_line).to_have_attribute("href", FOUNDING)
    expect(latest.get_by_role("listitem")).to_have_count(4)


def test_search_opens_over_the_page_and_closes_by_its_button_and_by_escape(reader: Page) -> None:
    opener = reader.locator("header").get_by_role("button", name="Search", exact=True)
    dialog = reader.get_by_role("dialog", name="Search Evenlight")
    ways: tuple[Callable[[], None], ...] = (
        lambda: dialog.get_by_role("button", name="Close").click(),
        lambda: reader.keyboard.press("Escape"),
    )
    for close in ways:
        opener.click()
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        assert reader.url.endswith(FOUNDING)
        close()
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


def test_the_newsletter_is_offered_with_its_promise_and_the_field_has_its_label(reader: Page) -> None:
    letter = reader.get_by_role("region", name="Six things worth your Sunday")
    letter.scroll_into_view_if_needed()
    expect(letter).to_contain_text("One letter a week, on Sunday morning")
    expect(letter.get_by_label("Your e-mail address")).to_be_visible()
    expect(letter.get_by_label("Leave this field empty")).to_be_hidden()
    letter.get_by_label("Your e-mail address").focus()
    reader.keyboard.press("Tab")
    expect(letter.get_by_role("button", name="Send me the letter")).to_be_focused()


def test_search_is_opened_by_keys_and_closed_by_a_click_beside_it(reader: Page) -> None:
    dialog = reader.get_by_role("dialog", name="Search Evenlight")
    openers = reader.locator("header").get_by_role("button", name="Search", exact=True)
    expect(openers).to_have_count(1)  # the other width's is in no reading order
    openers.focus()
    for keys in ("/", "Control+k"):
        reader.keyboard.press(keys)
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        expect(reader.locator("header nav a").first).not_to_be_focused()
        reader.mouse.click(100, 890)
        expect(dialog).to_be_hidden()
        expect(openers).to_be_focused()
    expect(reader.locator(".search-dialog [role=status]")).to_have_count(1)  # where live results will be said


def test_on_paper_there_is_the_piece_and_nothing_to_press(reader: Page) -> None:
    reader.emulate_media(media="print")
    for gone in ("nav.menu", ".article-end", ".sign-up", ".top__search", ".share__mail"):
        expect(reader.locator(gone)).to_be_hidden()
    for kept in ("h1", ".byline", ".article__hero .credit", ".share__address"):
        expect(reader.locator(kept).first).to_be_visible()
    reader.emulate_media(media="screen")


def test_nothing_is_wider_than_the_window(reader: Page) -> None:
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_no_cookie_is_set_and_nothing_is_asked_of_another_host(reader: Page, demo: str) -> None:
    assert reader.context.cookies() == []
    requested: list[str] = reader.requested  # type: ignore[attr-defined]
    assert [url for url in requested if not url.startswith((f"{demo}/", "data:"))] == []


def test_the_browser_has_nothing_to_complain_of(reader: Page) -> None:
    assert reader.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_reader_signs_up_and_confirms_out_of_the_mail(
    browser: Browser, served: tuple[str, Path], has_javascript: bool
) -> None:
    address, folder = served
    context = browser.new_context(base_url=address, java_script_enabled=has_javascript)
    page = context.new_page()
    page.goto(FOUNDING)
    page.get_by_label("Your e-mail address").fill("ada@example")
    page.get_by_role("button", name="Send me the letter").click()
    expect(page.locator("#sign-up-error")).to_contain_text("Mail cannot be sent to this address")
    expect(page.get_by_label("Your e-mail address")).to_have_value("ada@example")
    own = f"ada-{has_javascript}@example.org"
    page.get_by_label("Your e-mail address").fill(own)
    page.get_by_role("button", name="Send me the letter").click()
    expect(page.get_by_text("Now look at your mail").first).to_be_visible()
    assert page.url.endswith(FOUNDING if has_javascript else "/newsletter/asked/")
    page.goto(f"{address}/newsletter/confirm/{token_mailed_to(own, folder / 'data' / 'mail')}/")
    page.get_by_role("button", name="Yes, send it to me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are subscribed")
    assert context.cookies() == []
    context.close()


def token_mailed_to(address: str, folder: Path) -> str:
    """What the worker's mail to an address confirms by, once it has come."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for path in folder.glob("*.log"):
            text = path.read_text(encoding="utf-8")
            if f"To: {address}" in text and (found := re.search(r"/newsletter/confirm/(\S+)/", text)):
                return found[1]
        time.sleep(0.5)
    pytest.fail(f"No mail came for {address}.")


def test_search_finds_the_story_from_the_page(browser: Browser, demo: str) -> None:
    context = browser.new_context(base_url=demo)
    page = context.new_page()
    page.goto(FOUNDING)
    page.locator("header").get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("rowing boat moon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(f"main a[href='{FOUNDING}']").first).to_be_visible()
    context.close()


def test_without_javascript_search_is_a_link_to_a_plain_results_page(browser: Browser, demo: str) -> None:
    context = browser.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(FOUNDING)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("header").get_by_role("link", name="Search", exact=True).click()
    page.locator("main").get_by_role("searchbox").fill("rowing boat moon")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.locator(f"main a[href='{FOUNDING}']").first).to_be_visible()
    context.close()


def test_the_keyboard_alone_skips_the_menu_leafs_through_a_gallery_and_signs_up(browser: Browser, demo: str) -> None:
    context = browser.new_context(base_url=demo, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(WITH_GALLERY)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    strip = page.locator(".gallery__strip")
    by_tab(page, strip)
    for key, place in (("ArrowRight", r"^2 of"), ("End", r"^(\d+) of \1$"), ("Home", r"^1 of")):
        page.keyboard.press(key)
        expect(page.locator(".gallery__place")).to_have_text(re.compile(place))

    address = page.locator(".sign-up").get_by_label("Your e-mail address")
    by_tab(page, address)
    page.keyboard.type("reader@example.org")
    page.keyboard.press("Enter")
    expect(page.locator(".sign-up [role=status]")).to_contain_text(re.compile(r"\w{3}"))
    context.close()


def by_tab(page: Page, target: Locator) -> None:
    """Press the tabulator until the target has the focus, as a reader would."""
    for _press in range(150):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The tabulator never reaches {target}.")


def test_without_javascript_the_whole_page_is_there(browser: Browser, demo: str) -> None:
    context = browser.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(WITH_GALLERY)
    strip = page.locator(".gallery__strip")
    expect(strip.locator("figure").nth(2)).to_be_attached()
    expect(page.locator("mh-share").get_by_role("link", name="By e-mail")).to_be_visible()
    expect(page.locator(".share__address")).to_be_visible()
    expect(page.get_by_role("complementary", name="More articles")).to_be_visible()
    page.locator(".sign-up").get_by_label("Your e-mail address").fill("plain@example.org")
    page.locator(".sign-up").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/newsletter/" in page.url
    context.close()
