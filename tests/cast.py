"""The fixed cast: the people and the small magazine that tests speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page

from masthead.articles.models import Article, ArticleCredit, ArticleIndex, Section
from masthead.body import making
from masthead.contributors.models import Contributor
from masthead.front.actions import SiteTree, lay_out_site
from masthead.front.models import FrontPage
from masthead.issues.models import ContentsEntry, Issue, IssueIndex
from masthead.magazine.models import Magazine
from masthead.pictures.models import Picture
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.remembered import Remembered

NAME = "The Small Hours"
A_DAY_IN_NOVEMBER = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def jpeg(width: int = 640, height: int = 480, colour: str = "#446688") -> bytes:
    """A plain JPEG."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def a_picture(title: str = "Harbour", **fields: Any) -> Picture:
    """A picture with credit and alt; pass ``creator=""`` or ``alt=""`` for one without."""
    facts = {
        "creator": "Ada Lindqvist",
        "agency": "Northlight",
        "alt": "A harbour at dusk",
        "licence": "agency",
        **fields,
    }
    picture = Picture(title=title, **facts)
    picture.file = ContentFile(jpeg(), name=f"{title.lower()}.jpg")
    picture.save()
    return picture


def a_contributor(name: str = "Ines Corbeau", **fields: Any) -> Contributor:
    """Somebody to credit."""
    return Contributor.objects.create(
        name=name, slug=name.lower().replace(" ", "-"), sort_name=name.rsplit(maxsplit=1)[-1], **fields
    )


def a_user(name: str = "Petra", *, role: Role = Role.EDITOR) -> User:
    """Somebody at the desk in one role, on all of the magazine."""
    user = User.objects.create_user(name.lower(), password="correct horse battery", first_name=name)
    user.groups.add(Group.objects.get(name=role))
    return user


@dataclass
class SmallMagazine:
    """A front page, one section, one writer, and the means to add to them."""

    tree: SiteTree
    culture: Section
    ines: Contributor

    def draft(self, headline: str = "A quiet winter", **fields: Any) -> Article:
        """A draft article with a byline and two paragraphs; ``tags``, ``credits`` (contributors) and any field may be given."""
        tags, contributors = fields.pop("tags", ["winter"]), fields.pop("credits", [self.ines])
        facts: dict[str, Any] = {
            "standfirst": "What the town does when nobody looks.",
            "section": self.culture,
            "body": making.stream(
                [making.paragraph("<p>Snow fell on the harbour.</p>"), making.paragraph("<p>Nobody spoke.</p>")]
            ),
            **fields,
        }
        article = Article(title=headline, live=False, **facts)
        article.tags.add(*tags)
        article.credits = [
            ArticleCredit(contributor=person, sort_order=place) for place, person in enumerate(contributors)
        ]
        Page.objects.get(pk=self.tree.articles.pk).add_child(instance=article)
        article.save_revision()
        return article

    def article(
        self, headline: str = "A quiet winter", *, at: datetime | None = A_DAY_IN_NOVEMBER, **fields: Any
    ) -> Article:
        """A published article."""
        article = self.draft(headline, **fields)
        publishing.publish(article, acting_user=None, at=at)
        return Article.objects.get(pk=article.pk)

    def issue(self, number: str = "12", articles: list[Article] | None = None, **fields: Any) -> Issue:
        """A published issue whose contents are ``articles``, the first with a cover line."""
        issue = Issue(
            title=f"Issue {number}",
            slug=f"issue-{number}",
            number=number,
            live=False,
            period_label="November 2026",
            **fields,
        )
        issue.contents = [
            ContentsEntry(
                article=article,
                sort_order=place,
                section_label="Features",
                cover_line="" if place else f"{article.title}!",
            )
            for place, article in enumerate(articles or [])
        ]
        Page.objects.get(pk=self.tree.issues.pk).add_child(instance=issue)
        issue.save_revision()
        publishing.publish(issue, acting_user=None)
        return Issue.objects.get(pk=issue.pk)


def a_small_magazine(name: str = NAME) -> SmallMagazine:
    """Lay out a site with one section and one writer."""
    if name != NAME:
        _lay_out(name)
    else:
        SMALL_MAGAZINE.put()
    tree = SiteTree(FrontPage.objects.get(), ArticleIndex.objects.get(), IssueIndex.objects.get())
    return SmallMagazine(tree, Section.objects.get(slug="culture"), Contributor.objects.get(slug="ines-corbeau"))


def _lay_out(name: str) -> None:
    Magazine.objects.create(name=name, tagline="A magazine for those awake", is_set_up=True, language="en")
    tree = lay_out_site(name=name, acting_user=None)
    culture = Section(title="Culture", slug="culture", live=False)
    Page.objects.get(pk=tree.front.pk).add_child(instance=culture)
    publishing.publish(culture, acting_user=None)
    a_contributor()


SMALL_MAGAZINE = Remembered(lambda: _lay_out(NAME))
