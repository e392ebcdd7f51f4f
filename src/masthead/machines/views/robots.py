"""What crawlers are told: robots.txt, the licence file, llms.txt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.machines.crawlers import robots_txt
from masthead.machines.queries import absolute
from masthead.machines.queries.terms import LICENCE_PATH, licence_file, llms_txt
from masthead.machines.views import answers
from masthead.magazine.queries import this_magazine

TEXT = "text/plain; charset=utf-8"
SITEMAPS = ("/sitemap.xml", "/sitemap-news.xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers may read, as the settings choose. One query."""
    magazine = this_magazine()
    licence = absolute(LICENCE_PATH) if magazine.has_licence_file else ""
    said = robots_txt(magazine.crawlers, sitemaps=tuple(map(absolute, SITEMAPS)), licence=licence)
    return answers.document(request, said.encode(), TEXT)


@require_safe
def licence(request: HttpRequest) -> HttpResponseBase:
    """The terms for machines as RSL, where the magazine has chosen to have them. One query."""
    magazine = this_magazine()
    if not magazine.has_licence_file:
        return answers.nothing()
    return answers.document(request, licence_file(magazine), "application/rsl+xml; charset=utf-8")


@require_safe
def llms(request: HttpRequest) -> HttpResponseBase:
    """A map of the site for assistants, where the magazine has chosen to have it."""
    magazine = this_magazine()
    if not magazine.has_llms_txt:
        return answers.nothing()
    return answers.document(request, llms_txt(magazine).encode(), "text/markdown; charset=utf-8")
