"""The pages with an address of their own kind: front page, articles, issues, contributors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.contributors.queries import contributor_with_slug
from masthead.front.queries import article as articles
from masthead.front.queries import front, issues, people
from masthead.front.queries.furniture import MASTHEAD_PATH
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.front.queries.tree import plain_page_at
from masthead.front.views import answers
from masthead.front.views.errors import elsewhere, not_found
from masthead.issues.models import Issue
from masthead.redirects.queries import answer_for


@require_safe
def front_page(request: HttpRequest) -> HttpResponseBase:
    """The front page; before it, an old address by query (``/?p=123``), and the first-run page of a new magazine."""
    query = request.META.get("QUERY_STRING", "")
    if query and (answer := answer_for("/", query)) and answer.target != "/":
        return elsewhere(request)
    furniture = read_furniture()
    if not furniture.magazine.is_set_up:
        return answers.for_now("/setup/")
    view = front.front_page(furniture.magazine, furniture.sections)
    return answers.page(request, "front/front.html", view, furniture=furniture)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article, by its slug alone: neither section nor issue is part of its address."""
    row = articles.published_with_slug(slug)
    if row is None:
        return elsewhere(request)
    furniture = read_furniture()
    view = articles.article_page(row.article, furniture.magazine, articles.particulars_of_published(row))
    changed_at = row.article.last_published_at or row.published_at
    return answers.page(request, "front/article.html", view, furniture=furniture, changed_at=changed_at)


@require_safe
def issue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An issue."""
    page = Issue.objects.select_related("letter_by").filter(slug=slug, live=True).first()
    if page is None:
        return elsewhere(request)
    furniture = read_furniture()
    view = issues.issue_page(page, furniture.magazine)
    return answers.page(request, "front/issue.html", view, furniture=furniture)


@require_safe
def issue_index(request: HttpRequest, number: str | None = None) -> HttpResponseBase:
    """All issues by year."""
    furniture = read_furniture()
    view = issues.issues_page(furniture.magazine, int(number) if number else None)
    return answers.page(request, "front/issue_index.html", view, furniture=furniture) if view else not_found(request)


@require_safe
def contributor(request: HttpRequest, slug: str, number: str | None = None) -> HttpResponseBase:
    """A contributor and what credits them."""
    person = contributor_with_slug(slug)
    if person is None:
        return elsewhere(request)
    view = people.contributor_page(person, int(number) if number else None)
    if view is None:
        return not_found(request)
    return answers.page(request, "front/contributor.html", view)


@require_safe
def contributors(request: HttpRequest) -> HttpResponseBase:
    """All contributors."""
    return answers.page(request, "front/contributors.html", people.contributors_page())


@require_safe
def masthead(request: HttpRequest) -> HttpResponseBase:
    """Who makes the magazine. What a plain page at this address says stands above."""
    furniture = read_furniture()
    view = people.masthead_page(plain_page_at(MASTHEAD_PATH), furniture)
    return answers.page(request, "front/masthead.html", view, furniture=furniture)
