"""Readers' addresses. An address without its closing slash, and every other one, goes to ``tree.anything``."""

from __future__ import annotations

from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from masthead.front.views import lists, newsletter, pages, proofs, search, theme, tree

app_name = "front"

SLUG = r"(?P<slug>[-\w]{1,255})"
NUMBER = r"page/(?P<number>[1-9][0-9]{0,6})"
KEY_OF_A_PROOF = r"(?P<token>[-\w]{1,100})"
YEAR = r"(?P<year>[1-9][0-9]{3})"

urlpatterns: list[URLPattern] = [
    path("", pages.front_page, name="front"),
    re_path(r"^theme-(?P<digest>[0-9a-f]{16})\.css$", theme.sheet, name="theme"),
    path("search/", search.results, name="search"),
    path("articles/", lists.all_articles, name="articles"),
    re_path(rf"^articles/{NUMBER}/$", lists.all_articles),
    re_path(rf"^articles/{SLUG}/$", pages.article, name="article"),
    path("issues/", pages.issue_index, name="issues"),
    re_path(rf"^issues/{NUMBER}/$", pages.issue_index),
    re_path(rf"^issues/{SLUG}/$", pages.issue, name="issue"),
    path("newsletter/", newsletter.newsletter, name="newsletter"),
    path("newsletter/asked/", newsletter.asked, name="asked_for_newsletter"),
    re_path(r"^newsletter/confirm/(?P<token>[-.\w]{1,200})/$", newsletter.confirm, name="confirm_newsletter"),
    re_path(r"^newsletter/leave/(?P<token>[-.\w]{1,200})/$", newsletter.leave, name="leave_newsletter"),
    path("archive/", lists.archive, name="archive"),
    re_path(rf"^archive/{YEAR}/(?:{NUMBER}/)?$", lists.archive_of_year, name="year"),
    re_path(rf"^proof/{KEY_OF_A_PROOF}/$", proofs.contents, name="proof"),
    re_path(rf"^proof/{KEY_OF_A_PROOF}/whole/$", proofs.whole, name="proof_whole"),
    re_path(rf"^proof/{KEY_OF_A_PROOF}/(?P<place>[1-9][0-9]{{0,3}})/$", proofs.piece, name="proof_piece"),
    path("contributors/", pages.contributors, name="contributors"),
    re_path(rf"^contributors/{SLUG}/(?:{NUMBER}/)?$", pages.contributor, name="contributor"),
    path("masthead/", pages.masthead, name="masthead"),
    re_path(rf"^series/{SLUG}/(?:{NUMBER}/)?$", lists.series, name="series"),
    re_path(rf"^tags/{SLUG}/(?:{NUMBER}/)?$", lists.tag, name="tag"),
    re_path(rf"^(?P<path>.+)/{NUMBER}/$", tree.section),
    re_path(r"^(?P<path>.+)$", tree.anything),
]
