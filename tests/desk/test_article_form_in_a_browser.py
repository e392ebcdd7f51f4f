"""The article's form as an editor has it before them: credits, TK, notes, pasting, counting, and words that were not saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from masthead.articles.models import Article
from masthead.body import making
from masthead.desk.writing.lengths import lengths_of
from masthead.staff.models import User
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SAVED = ".w-autosave-indicator[data-w-autosave-state-value=saved]"
ENDED, AWAY = "Your session has ended.", "No connection to the desk."
SETTLED_MILLISECONDS = 2500  # before it Wagtail takes what is typed for what the form was loaded with
KEPT_MILLISECONDS = 900
KEPT = "This computer keeps what you typed here"
GONE = 10**6
NOTED = "<p>Don't count <desk-note>this note</desk-note> 3.14 times: 東京, follow-up. 😀 TK</p>"
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class="MsoNormal" style="color:red;mso-x:1"><b style="mso-bidi:normal">Bold</b> and <span lang="EN" style="font-family:Arial">plain</span>
<a href="https://www.google.com/url?q=https://quay.example/&amp;sa=D">quay</a><o:p></o:p></p><p class="MsoNormal">&nbsp;</p>
<p>Last <st1:city>Lisbon</st1:city></p>
<h1 style="font-size:20pt">Part two</h1><ul><li><p class="MsoListParagraph">one</p></li></ul><!--EndFragment--></body></html>"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


class Desk:
    """Petra's browser."""

    def __init__(self, page: Page, url: str, petra: User, magazine: SmallMagazine) -> None:
        self.page, self.url, self.petra, self.magazine = page, url, petra, magazine

    def log_in(self, user: User | None = None) -> None:
        client = Client()
        client.force_login(user or self.petra)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        host = self.url.partition("://")[2].partition(":")[0]
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": host, "path": "/desk/"}]
        )

    def log_out(self) -> None:
        Session.objects.all().delete()

    def open(self, article: Article) -> Page:
        self.go(f"pages/{article.pk}/edit/")
        self.page.wait_for_timeout(SETTLED_MILLISECONDS)
        return self.page

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}/desk/{path}")

    def type_and_crash(self, field: str, words: str) -> None:
        self.page.context.set_offline(True)
        self.page.fill(field, words)
        self.page.wait_for_timeout(KEPT_MILLISECONDS)
        self.page.goto("about:blank")
        self.page.context.set_offline(False)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, settings: Any) -> Iterator[Desk]:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 300
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    desk = Desk(page, live_server.url, a_user("Petra"), a_small_magazine())
    desk.log_in()
    yield desk
    context.close()


def newest(article: Article) -> Article:
    return Article.objects.get(pk=article.pk).get_latest_revision_as_object()


def test_nothing_typed_is_lost_with_the_session_or_the_network(desk: Desk) -> None:
    article = desk.magazine.draft()
    page = desk.open(article)

    desk.log_out()
    page.fill("#id_standfirst", "Typed without a session")
    page.get_by_text(ENDED).wait_for()
    desk.log_in()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_text(ENDED).wait_for(state="hidden")
    page.wait_for_selector(SAVED)
    assert newest(article).standfirst == "Typed without a session"

    page.context.set_offline(True)
    page.fill("#id_standfirst", "Typed in a tunnel")
    page.get_by_text(AWAY).wait_for()
    page.context.set_offline(False)
    page.get_by_text(AWAY).wait_for(state="hidden")
    page.wait_for_selector(SAVED)
    assert newest(article).standfirst == "Typed in a tunnel"


def test_what_was_never_saved_is_offered_to_whoever_typed_it_and_never_put_back_unasked(desk: Desk) -> None:
    article, page = desk.magazine.draft(), desk.page
    form, adding = f"pages/{article.pk}/edit/", f"pages/add/articles/article/{desk.magazine.tree.articles.pk}/"
    desk.go(form)
    desk.type_and_crash("#id_standfirst", "Nearly lost")
    otto = a_user("Otto")
    latest = newest(article)
    latest.standfirst = "Otto's words"
    latest.save_revision(user=otto)

    desk.log_in(otto)
    desk.go(form)
    expect(page.locator("mh-rescue")).to_be_hidden()
    desk.log_in()
    desk.go(form)
    expect(page.locator("mh-rescue [role=alert]").first).to_contain_text("saved again since")
    page.get_by_text("Compare with what is saved").click()
    expect(page.locator("[data-mh-only=kept] li")).to_have_text(["Nearly lost"])
    expect(page.locator("[data-mh-only=saved] li")).to_have_text(["Otto's words"])
    assert newest(article).standfirst == "Otto's words"
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#id_standfirst")).to_have_value("Nearly lost")
    expect(page.get_by_text(KEPT)).to_be_hidden()
    earlier = [revision.as_object().standfirst for revision in article.revisions.order_by("-pk")[:2]]
    assert earlier == ["Nearly lost", "Otto's words"]

    desk.go(adding)
    desk.type_and_crash("#id_title", "Not saved even once")
    desk.go(adding)
    page.get_by_role("button", name="Put it back").click()
    page.wait_for_url("**/edit/")
    assert Article.objects.exclude(pk=article.pk).get().get_latest_revision_as_object().title == "Not saved even once"


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")  # thumbnails
def test_copy_and_credits_are_looked_after_as_one_writes(desk: Desk) -> None:
    harbour, quay, ferry = (a_picture(title) for title in ("Harbour", "Quay", "Ferry"))
    gallery = making.gallery([(harbour.pk, ""), (GONE, "")])
    body = making.stream([making.paragraph(NOTED), gallery])
    article = desk.magazine.draft(standfirst="Two words", credits=[], body=body)
    page = desk.open(article)
    words, button, byline = (
        page.locator(name) for name in ("[data-mh-words]", "[name=action-publish]", "[data-mh-byline]")
    )

    expect(words).to_have_text(str(lengths_of(article).words))
    expect(page.locator(".mh-tk")).to_have_text("TK")
    expect(button).to_contain_text("2 to do")
    page.locator("mh-checklist a", has_text="TK").click()
    page.wait_for_function("getSelection().toString() === 'TK'")  # what is typed next replaces it
    editor = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("Control+a")
    editor.evaluate(PASTE, FROM_WORD)
    expect(words).to_have_text("11")
    page.get_by_role("tab", name="Credits").click()
    page.fill("#mh-credit-name", "Inez Corbeau")
    page.press("#mh-credit-name", "Enter")
    page.get_by_role("button", name="Ines Corbeau", exact=True).click()
    page.get_by_label("What Ines Corbeau did").wait_for()
    page.fill("#mh-credit-name", "Zelda Quist")
    page.press("#mh-credit-name", "Enter")
    page.get_by_label("What Zelda Quist did").press("Alt+ArrowUp")
    expect(byline).to_have_text("Zelda Quist and Ines Corbeau")
    page.get_by_label("What Ines Corbeau did").select_option("translation")
    expect(byline).to_have_text("Zelda Quist, translated by Ines Corbeau")
    expect(button).to_contain_text("1 to do")
    page.get_by_role("tab", name="Copy").click()
    several = page.get_by_role("button", name="Add several pictures")
    several.press("Enter")
    for title in ("Quay", "Ferry"):
        page.locator(f"input[title='Select {title}']").check()
    page.get_by_role("button", name="Confirm selection").click()
    expect(page.locator(".mh-several [role=status]")).to_have_text("2 pictures added.")
    expect(several).to_be_focused()
    expect(button).not_to_contain_text("to do")
    page.wait_for_selector(SAVED)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state()

    saved = newest(article)
    assert [(credit.contributor.name, credit.role) for credit in saved.credits.all()] == [
        ("Zelda Quist", "words"),
        ("Ines Corbeau", "translation"),
    ]
    assert [(block.block_type, block.get_prep_value()["value"]) for block in saved.body][1] == (
        "crosshead",
        {"text": "Part two", "level": "2", "anchor": ""},
    )
    assert [block.block_type for block in saved.body] == ["paragraph", "crosshead", "list", "gallery"]
    assert [item["picture"] for item in saved.body[3].value["pictures"]] == [harbour, ferry, quay]
    html = re.sub(r' data-block-key="\w+"', "", saved.body[0].value.source)
    assert html == '<p><b>Bold</b> and plain <a href="https://quay.example/">quay</a></p><p>Last Lisbon</p>'
