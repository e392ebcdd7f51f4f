"""What the magazine says of itself to crawlers: the licence file, and llms.txt."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from masthead.addresses import FRONT_DEPTH
from masthead.articles.queries import live_sections
from masthead.machines.crawlers import PERMITTED, PROHIBITED
from masthead.machines.feeds.xml import document
from masthead.machines.queries import absolute
from masthead.magazine.models import Magazine

RSL = "https://rslstandard.org/rsl"
LICENCE_PATH = "/license.xml"


def licence_file(magazine: Magazine) -> bytes:
    """The terms of the whole site for machines as RSL 1.0, by the preset of the settings. No query."""
    root = ET.Element("rsl", xmlns=RSL)
    licence = ET.SubElement(ET.SubElement(root, "content", url="/"), "license")
    ET.SubElement(licence, "permits", type="usage").text = PERMITTED[magazine.crawlers]
    if prohibited := PROHIBITED[magazine.crawlers]:
        ET.SubElement(licence, "prohibits", type="usage").text = prohibited
    return document(root)


def llms_txt(magazine: Magazine) -> str:
    """A map of the site in Markdown (https://llmstxt.org): sections, lists, feeds. One query."""
    lines = [f"# {_one_line(magazine.name)}", ""]
    if about := _one_line(magazine.description or magazine.tagline):
        lines += [f"> {about}", ""]
    return "\n".join([*lines, *_sections(), "", *_lists(), ""])


def _sections() -> Iterator[str]:
    yield f"## {_('Sections')}"
    yield ""
    for section in live_sections():
        if section.depth == FRONT_DEPTH + 1:
            words = f": {_one_line(section.description)}" if section.description else ""
            yield f"- [{_one_line(section.title)}]({absolute(section.address)}){words}"


def _lists() -> Iterator[str]:
    yield f"## {_('Everything')}"
    yield ""
    for title, path in (
        (_("Articles"), "/articles/"),
        (_("Issues"), "/issues/"),
        (_("Contributors"), "/contributors/"),
        (_("Feed with full text"), "/feed.json"),
        (_("Sitemap"), "/sitemap.xml"),
    ):
        yield f"- [{title}]({absolute(path)})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
