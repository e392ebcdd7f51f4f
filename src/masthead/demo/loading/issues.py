"""The issues, with their covers, cover lines, contents and letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page

from masthead.contributors.models import Contributor
from masthead.demo.manuscripts import facts
from masthead.demo.marks import Marks, Shelf
from masthead.issues.models import ContentsEntry, Issue, IssueIndex
from masthead.publishing import actions as publishing
from masthead.staff.models import User


def issues(
    index: IssueIndex, shelf: Shelf, contributors: Mapping[str, Contributor], *, acting_user: User | None
) -> int:
    """Make and publish the issues that are missing, the earliest first, in one transaction; return how many."""
    with transaction.atomic():
        known = set(Issue.objects.child_of(index).values_list("slug", flat=True))
        missing = [details for details in facts("issues")["issues"] if details["slug"] not in known]
        for details in missing:
            _issue(index, details, shelf, contributors, acting_user)
    return len(missing)


def _issue(
    index: IssueIndex,
    said: dict[str, Any],
    shelf: Shelf,
    contributors: Mapping[str, Contributor],
    acting_user: User | None,
) -> None:
    marks = Marks(shelf, said["slug"])
    letter = [part.strip() for part in said.get("editors_letter", "").split("\n\n") if part.strip()]
    page = Issue(
        title=said["title"],
        slug=said["slug"],
        number=said["number"],
        volume=said["volume"],
        period_label=said["period"],
        dated_on=said["dated_on"],
        cover_id=shelf.pictures[said["cover"]],
        cover_subject=said["cover_subject"],
        editors_letter="".join(f"<p>{marks.inline(part)}</p>" for part in letter),
        letter_by=contributors.get(said.get("letter_by", "")),
        is_contents_only=said.get("is_contents_only", False),
        live=False,
        owner=acting_user,
    )
    page.contents = [_entry(line, place, shelf) for place, line in enumerate(said["contents"])]
    Page.objects.get(pk=index.pk).add_child(instance=page)
    page.save_revision(user=acting_user)
    publishing.publish(page, acting_user=acting_user, at=said["published"])


def _entry(said: dict[str, Any], place: int, shelf: Shelf) -> ContentsEntry:
    return ContentsEntry(
        article_id=shelf.articles[said["article"]] if "article" in said else None,
        section_label=said["section"],
        kicker=said.get("kicker", ""),
        title_override=said.get("title", ""),
        byline_override=said.get("byline", ""),
        page_number=said.get("page", ""),
        is_cover_story=said.get("cover_story", False),
        cover_line=said.get("cover_line", ""),
        cover_line_order=said.get("cover_line_order", 0),
        sort_order=place,
    )
