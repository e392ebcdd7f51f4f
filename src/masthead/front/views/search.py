"""Search results."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from masthead.front.queries.search import search_page
from masthead.front.views import answers
from masthead.search.context import SearchRequest

RETRY_SECONDS = "120"


@require_safe
def results(request: HttpRequest) -> HttpResponseBase:
    """The results of ``?q=``; while the index is being made again, 503 and when to come back."""
    view = search_page(SearchRequest.from_query(request.GET.dict()))
    if view.results.is_available:
        return answers.page(request, "front/search.html", view)
    answer = answers.page(request, "front/search.html", view, status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = RETRY_SECONDS
    return answer
