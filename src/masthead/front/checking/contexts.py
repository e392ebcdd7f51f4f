"""Which template receives what: the root of every check. ``docs/themers/contexts.md`` says the same in words."""

from __future__ import annotations

from masthead.body.drawing import DRAWERS
from masthead.front import archive_context, front_context, guide_context, issue_context, people_context, sign_up_context
from masthead.front import context as pages
from masthead.front.checking.kinds import UNKNOWN, Kind, hints_of
from masthead.pictures.context import DrawnPicture

VIEWS: dict[str, Kind] = {
    "front/front.html": front_context.FrontPage,
    "front/article.html": pages.ArticlePage,
    "front/section.html": pages.ListPage,
    "front/list.html": pages.ListPage,
    "front/series.html": pages.ListPage,
    "front/article_index.html": pages.ListPage,
    "front/contributor.html": people_context.ContributorPage,
    "front/contributors.html": people_context.ContributorsPage,
    "front/issue.html": issue_context.IssuePage,
    "front/issue_index.html": issue_context.IssuesPage,
    "front/archive.html": archive_context.ArchivePage,
    "front/search.html": pages.SearchPage,
    "front/plain.html": pages.PlainPage,
    "front/masthead.html": people_context.MastheadPage,
    "front/newsletter.html": sign_up_context.NewsletterPage,
    "front/newsletter_answer.html": sign_up_context.SignUpAnswer,
    "front/guide.html": guide_context.StyleGuide,
    "front/proof.html": issue_context.ProofPage,
    "front/proof_closed.html": UNKNOWN,
    "front/404.html": pages.ErrorPage,
    "front/410.html": pages.ErrorPage,
}
"""The pages of readers, each with what ``view`` is there."""
GIVEN = ("furniture", "view", "here", "proof")
"""What every page receives."""
BY_TAGS: dict[str, dict[str, Kind]] = {
    "pictures/_picture.html": {"picture": DrawnPicture},
    "pictures/_credit.html": {"picture": DrawnPicture},
}
"""Templates that a tag draws, with as much as is known of what it gives them."""


def page_scope(template: str) -> dict[str, Kind]:
    """The names that a page's template receives, with their kinds."""
    view = VIEWS[template]
    return {"furniture": pages.Furniture, "view": view, "here": str, "proof": issue_context.ProofBand | None}


def block_scope(template: str) -> dict[str, Kind] | None:
    """The names that the template of a block receives; None for a block that we do not have."""
    _room, _slash, rest = template.partition("/")
    drawer = DRAWERS.get(rest.partition("/")[0])
    return {"block": hints_of(drawer).get("return", UNKNOWN), "language": str} if drawer else None
