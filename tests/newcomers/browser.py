"""A browser at the desk that does what it is told, a line at a time (``step`` has the words), and answers with what is to be seen."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.roles import DROP, SESSION_COOKIE, as_dropped, drag
from tests.newcomers.proxy import ACTS, acts_of
from tests.newcomers.step import SOCKET

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator

WINDOW = {"width": 1280, "height": 800}
LONGEST_ANSWER = 12_000
ROLES = ("button", "link", "tab", "menuitem", "option", "checkbox", "radio", "combobox", "textbox", "switch")


class NotDone(Exception):
    """A step could not be done; the message says why."""


def stand_at_the_desk(folder: Path, address: str, session: str) -> None:
    """Open the browser at the desk and do step after step, for ever."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import chromium

    path = folder / SOCKET
    path.unlink(missing_ok=True)
    with sync_playwright() as playwright, socket.socket(socket.AF_UNIX) as door:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        steps = Steps(browser, folder, address, session)
        door.bind(str(path))
        door.listen()
        sys.stdout.write("The browser stands at the desk.\n")
        sys.stdout.flush()
        while True:
            line, _address = door.accept()
            with line, line.makefile("rb") as asked:
                line.sendall(steps.do(asked.read().decode().strip()).encode())


class Steps:
    """The words of ``step``, done in a browser."""

    def __init__(self, browser: Browser, folder: Path, address: str, session: str) -> None:
        self.folder, self.address = folder, address
        self.desk = self._context(browser)
        cookie = {"name": SESSION_COOKIE, "value": session, "domain": "127.0.0.1", "path": "/desk/"}
        self.desk.add_cookies([cookie])  # type: ignore[list-item]
        self.reader = self._context(browser)
        self.page = self.desk.new_page()
        self.page.goto("/desk/")

    def _context(self, browser: Browser) -> BrowserContext:
        context = browser.new_context(viewport=WINDOW, base_url=self.address, locale="en-GB")  # type: ignore[arg-type]
        context.set_default_timeout(8_000)
        context.on("page", lambda page: setattr(self, "page", page))
        return context

    def do(self, asked: str) -> str:
        """Do one step and say what is to be seen then."""
        verb, _space, rest = asked.partition(" ")
        step: Callable[[str], str | None] | None = getattr(self, f"step_{verb}", None)
        if step is None:
            return f"There is no step “{verb}”. Say python -m tests.newcomers.step alone for the list.\n"
        if self.page.is_closed():
            self.page = self.desk.pages[-1]
        try:
            said = step(rest.strip()) or ""
            self.page.wait_for_load_state()
            self.page.wait_for_timeout(700)
        except NotDone as trouble:
            said = f"NOT DONE: {trouble}"
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the newcomer is told
            said = f"NOT DONE: {str(trouble).splitlines()[0]}"
        return "\n".join([*([said] if said else []), *self._seen(), ""])

    def _seen(self) -> Iterator[str]:
        """Where we are, what the page says, how many acts there were."""
        if self.page.is_closed():
            self.page = self.desk.pages[-1]
        tabs = (
            f", tab {self.desk.pages.index(self.page) + 1} of {len(self.desk.pages)}"
            if self._is_desk()
            else ", logged out"
        )
        yield f"-- {self.page.title()} ({self.page.url.removeprefix(self.address)}{tabs})"
        told = self.page.locator(
            ".messages li, .board-toast, [role=alert], main [role=status], dialog[open] h2, .modal.in h1"
        )
        words = [" ".join(said.inner_text().split()) for said in told.all() if said.is_visible()]
        yield from (f"-- says: {each[:300]}" for each in dict.fromkeys(words) if each)
        acts = [entry for entry in acts_of(self.folder) if entry["kind"] in ACTS]
        yield f"-- {len(acts)} acts" + (f", the last: {acts[-1]['kind']} {acts[-1]['what']}" if acts else "")

    def _is_desk(self) -> bool:
        return self.page.context == self.desk

    def _named(self, name: str, roles: tuple[str, ...] = ROLES) -> Locator:
        """What is called so and can be seen: exactly, else as a part; by role, then by label, then by its words."""
        words, _hash, number = re.fullmatch(r"(.*?)(\s#(\d+))?", name).groups()  # type: ignore[union-attr]
        for exact in (True, False):
            found = [
                each
                for role in roles
                for each in self.page.get_by_role(role, name=words, exact=exact).all()  # type: ignore[arg-type]
                if each.is_visible()
            ]
            found = found or [each for each in self.page.get_by_label(words, exact=exact).all() if each.is_visible()]
            found = found or [each for each in self.page.get_by_text(words, exact=exact).all() if each.is_visible()]
            if found:
                return self._chosen(found, words, int(number or 0))
        raise NotDone(f"nothing that can be seen is called “{words}”")

    def _chosen(self, found: list[Locator], words: str, number: int) -> Locator:
        if len(found) > 1 and not number:
            kinds = [f"#{place} {self._what(each)}" for place, each in enumerate(found[:12], 1)]
            raise NotDone(f"{len(found)} things are called “{words}”; add a number:\n  " + "\n  ".join(kinds))
        if number > len(found):
            raise NotDone(f"only {len(found)} things are called “{words}”")
        return found[max(number, 1) - 1]

    def _what(self, found: Locator) -> str:
        words: str = found.evaluate(
            "e => e.tagName.toLowerCase() + ' ' + (e.getAttribute('aria-label') || e.innerText || e.name || '').slice(0, 60)"
            " + ' in: ' + ((e.closest('section, fieldset, form, li, nav, aside') || document.body).innerText || '').slice(0, 80)"
        )
        return " ".join(words.split())

    def _two(self, rest: str, between: str = "=") -> tuple[str, str]:
        first, sign, second = rest.partition(f" {between} ")
        if not sign:
            raise NotDone(f"say what{f' {between} '}what")
        return first.strip(), second.strip()

    def _field(self, label: str) -> Locator:
        words, _hash, number = re.fullmatch(r"(.*?)(\s#(\d+))?", label).groups()  # type: ignore[union-attr]
        for exact in (True, False):
            found = [
                each
                for each in [
                    *self.page.get_by_label(words, exact=exact).all(),
                    *self.page.get_by_placeholder(words, exact=exact).all(),
                ]
                if each.is_visible() and each.evaluate("e => e.matches('input,textarea,select,[contenteditable=true]')")
            ]
            if found:
                return self._chosen(found, words, int(number or 0))
        raise NotDone(f"no field that can be seen is called “{words}”")

    def step_look(self, rest: str) -> str:
        place = {"": "body", "dialog": "dialog[open], .modal.in"}.get(rest, rest)
        found = (
            self.page.locator(place) if re.match(r"[a-z#.\[]", place) else self.page.get_by_role("region", name=rest)
        )
        if not found.count():
            found = self.page.get_by_role("region", name=rest)
        if not found.count():
            raise NotDone(f"there is no part “{rest}”")
        seen = re.sub(r"\n +- '?option (?!.*\[selected\]).*", "", found.first.aria_snapshot())
        return seen[:LONGEST_ANSWER] + ("\n… (look at a part of it)" if len(seen) > LONGEST_ANSWER else "")

    def step_choices(self, rest: str) -> str:
        return "\n".join(" ".join(each.split()) for each in self._field(rest).locator("option").all_inner_texts())

    def step_text(self, rest: str) -> str:
        lines = [" ".join(line.split()) for line in self.page.inner_text("body").splitlines() if line.strip()]
        return "\n".join(line for line in lines if rest.casefold() in line.casefold())[:LONGEST_ANSWER]

    def step_open(self, rest: str) -> None:
        self.page.goto(rest)

    def step_click(self, rest: str) -> None:
        self._named(rest).click()

    def step_fill(self, rest: str) -> None:
        label, words = self._two(rest)
        field = self._field(label)
        field.click()
        field.fill(words)

    def step_choose(self, rest: str) -> None:
        label, choice = self._two(rest)
        field = self._field(label)
        field.focus()
        field.select_option(label=choice)

    def step_select(self, rest: str) -> None:
        found = self.page.locator("[contenteditable=true]").get_by_text(rest).first
        found.scroll_into_view_if_needed()
        place = found.evaluate(
            """(element, words) => {
              const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const at = walk.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, at);
                range.setEnd(walk.currentNode, at + words.length);
                const box = range.getBoundingClientRect();
                return [box.left, box.right, box.top + box.height / 2];
              }
            }""",
            rest,
        )
        left, right, height = place
        self.page.mouse.move(left + 0.5, height)
        self.page.mouse.down()
        self.page.mouse.move(right, height, steps=5)
        self.page.mouse.up()

    def step_type(self, rest: str) -> None:
        self.page.keyboard.type(rest)

    def step_press(self, rest: str) -> None:
        self.page.keyboard.press(rest)

    def step_focus(self, rest: str) -> None:
        self._named(rest).focus()

    def step_upload(self, rest: str) -> None:
        label, name = self._two(rest)
        found = self.page.get_by_label(label).or_(self.page.locator("input[type=file]").filter(visible=True))
        found.first.focus()
        found.first.set_input_files(self._file(name))

    def step_drop(self, rest: str) -> None:
        path = self._file(rest)
        self.page.evaluate(DROP, as_dropped(path.name, path.read_bytes()))
        self.page.wait_for_timeout(1500)

    def step_drag(self, rest: str) -> None:
        taken, onto = self._two(rest, "to")
        target = self._named(onto)
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        if box is None:
            raise NotDone(f"“{onto}” cannot be seen")
        drag(self.page, self._named(taken), box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 4, 8))

    def step_reader(self, rest: str) -> None:
        pages = self.reader.pages
        page = pages[0] if pages else self.reader.new_page()
        self.page = page
        page.goto(rest or "/")

    def step_desk(self, rest: str) -> None:
        self.page = self.desk.pages[int(rest) - 1 if rest else 0]
        self.page.bring_to_front()

    def step_shot(self, rest: str) -> str:
        path = self.folder / "shots" / f"{rest or 'shot'}.png"
        self.page.screenshot(path=path)
        return str(path)

    def step_acts(self, _rest: str) -> str:
        entries = acts_of(self.folder)
        return "\n".join(f"{each['at'][11:19]} {each['kind']:6} {each['what']} ({each['path']})" for each in entries)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise NotDone(f"the folder has no file “{name}”")
        return path
