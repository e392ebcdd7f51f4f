"""Proofs read by a private link. Nothing here is kept by anybody, listed anywhere, or told to the sites that a page links to."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from masthead.front.context import Furniture
from masthead.front.issue_context import ProofBand
from masthead.front.queries import proofs
from masthead.front.queries.furniture import furniture as read_furniture
from masthead.issues import queries as issues
from masthead.issues.actions import note_opening
from masthead.issues.models import ProofLink

PRIVATE = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}

Show = Callable[[proofs.OpenProof, Furniture], HttpResponse]


@require_safe
def contents(request: HttpRequest, token: str) -> HttpResponse:
    """The cover and the contents."""

    def show(proof: proofs.OpenProof, around: Furniture) -> HttpResponse:
        view = proofs.contents_view(proof, around)
        return _page(request, "front/issue.html", view, around, proofs.band_of(proof))

    return _opened(request, token, show)


@require_safe
def piece(request: HttpRequest, token: str, place: str) -> HttpResponse:
    """One piece, by its place in the issue."""

    def show(proof: proofs.OpenProof, around: Furniture) -> HttpResponse:
        view = proofs.piece_view(proof, int(place), around)
        if view is None:
            return _closed(request, HTTPStatus.NOT_FOUND)
        return _page(request, "front/article.html", view, around, proofs.band_of(proof, int(place)))

    return _opened(request, token, show)


@require_safe
def whole(request: HttpRequest, token: str) -> HttpResponse:
    """The whole issue on one page."""

    def show(proof: proofs.OpenProof, around: Furniture) -> HttpResponse:
        view = proofs.whole_view(proof, around)
        return _page(request, "front/proof.html", view, around, proofs.band_of(proof))

    return _opened(request, token, show)


def _opened(request: HttpRequest, token: str, show: Show) -> HttpResponse:
    """What an open link shows; one that is unknown, over or withdrawn shows one and the same page."""
    link: ProofLink | None = issues.link_of(token)
    if link is None:
        return _closed(request, HTTPStatus.NOT_FOUND)
    if not link.is_open():
        return _closed(request, HTTPStatus.GONE)
    note_opening(link)
    proof = proofs.open_proof(link, f"/proof/{token}/")
    return show(proof, proofs.with_sheet(read_furniture()))


def _closed(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return _page(request, "front/proof_closed.html", None, read_furniture(), None, status=status)


def _page(
    request: HttpRequest,
    template: str,
    view: Any,
    around: Furniture,
    band: ProofBand | None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"view": view, "furniture": around, "here": request.path, "proof": band}
    response = HttpResponse(render_to_string(template, context), status=status)
    for name, value in PRIVATE.items():
        response[name] = value
    return response
