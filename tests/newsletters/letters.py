"""A newsletter that is offered, and readers who use its form as a browser would."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.jobs import running
from masthead.newsletters import actions
from masthead.newsletters.models import Newsletter

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
WORDS: dict[str, Any] = {
    "name": "The Sunday Letter",
    "slug": "sunday",
    "heading": "Six things worth your Sunday",
    "promise": "One letter a week, chosen by our experts.",
    "button": "Send it to me",
    "about": "It began in 1911.\n\nIt has not stopped.",
    "is_offered": True,
}


def a_newsletter(**words: Any) -> Newsletter:
    """One that is offered on every page."""
    return actions.begin_newsletter({**WORDS, **words}, acting_user=None)


def the_one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    """What a page has to have."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def form_on(client: Client, page: str = "/newsletter/") -> dict[str, str]:
    """The fields of the form on a page, as a browser would send them."""
    tree = LexborHTMLParser(client.get(page).content.decode())
    return {
        str(field.attributes["name"]): field.attributes.get("value") or ""
        for field in tree.css("form.sign-up__form input")
    }


def sign_up(
    client: Client,
    address: str = "ada@example.org",
    *,
    page: str = "/newsletter/",
    headers: dict[str, str] | None = None,
    network: str = "192.0.2.7",
    **fields: str,
) -> Any:
    """Fill in the form of a page and send it."""
    sent = {**form_on(client, page), "address": address, **fields}
    return client.post("/newsletter/", sent, headers=OURS if headers is None else headers, REMOTE_ADDR=network)


def work() -> None:
    """What the worker does with the jobs that are due, one after the other."""
    while row := running.claim("tester"):
        running.perform(row)


def link_in(message: Any) -> str:
    """The path of the link in a confirmation."""
    found = re.search(r"http://testserver(/newsletter/confirm/\S+)", str(message.body))
    assert found, message.body
    return found[1]


def confirmed(client: Client, address: str = "ada@example.org") -> str:
    """Somebody signs up and confirms; the path of their link."""
    sign_up(client, address)
    work()
    path = link_in(mail.outbox[-1])
    client.post(path)
    return path


__all__ = ["OURS", "WORDS", "a_newsletter", "confirmed", "form_on", "link_in", "sign_up", "the_one", "work"]
