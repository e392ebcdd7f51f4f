"""What may not stand in a template's markup, whatever Django thinks of it: found in its text, tags of templates blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from masthead.front.checking.findings import Finding

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
ELSEWHERE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "embed": ("src",), "object": ("data",), "link": ("href",), "use": ("href",), "image": ("href",),
    "input": ("src",), "form": ("action",),
}  # fmt: skip
"""Attributes that make a browser fetch something, or send it."""
LINKED = frozenset({"canonical", "alternate", "license", "author", "me", "prev", "next"})
"""Values of ``rel`` that fetch nothing."""
BY_MAIL = "email.html"


def troubles_in(path: str, text: str) -> Iterator[Finding]:
    """Inline style and script, handlers, and addresses of others, by line."""
    reader = MarkupReader(path)
    reader.feed(TAG.sub(_blank, text))
    reader.close()
    yield from reader.found


class MarkupReader(HTMLParser):
    """Reads one template's markup."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.found: list[Finding] = []
        self.in_script = False

    def say(self, message: str, hint: str) -> None:
        """Tell of what stands here."""
        self.found.append(Finding(self.path, self.getpos()[0], message, hint))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element with its attributes."""
        said = {name: value or "" for name, value in attrs}
        is_mail = self.path.endswith(BY_MAIL)
        if tag == "style" and not is_mail:
            self.say(
                "Inline style is not allowed: the site's policy refuses it.", "Write it into static/theme/theme.css."
            )
        if "style" in said and not is_mail:
            self.say("“style=” is not allowed: the site's policy refuses it.", "Give the element a class of your own.")
        for name in said:
            if name.startswith("on"):
                self.say(
                    f"“{name}=” is a script, which the site's policy refuses.", "Write a module: static/theme/theme.js."
                )
        self.in_script = tag == "script" and "src" not in said
        for name in LOADS.get(tag, ()):
            if ELSEWHERE.match(said.get(name, "").strip()) and not (tag == "link" and said.get("rel", "") in LINKED):
                self.say(
                    f"<{tag}> loads from elsewhere: {said[name].strip()[:80]}",
                    "A page loads from its own site only. Put the file into static/theme/.",
                )

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed at once."""
        self.handle_starttag(tag, attrs)
        self.in_script = False

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        if tag == "script":
            self.in_script = False

    def handle_data(self, data: str) -> None:
        """Words, or a script's text."""
        if self.in_script and data.strip():
            self.say(
                "Inline script is not allowed: the site's policy refuses it.", "Write a module: static/theme/theme.js."
            )
            self.in_script = False


def _blank(found: re.Match[str]) -> str:
    """As many lines as before, and nothing on them that markup could mean."""
    return "".join("\n" if letter == "\n" else " " for letter in found[0])
