"""Laying out a new site."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page, Site

from masthead.articles.models import ArticleIndex
from masthead.front.models import FrontPage
from masthead.issues.models import IssueIndex
from masthead.publishing import actions as publishing
from masthead.publishing.pages import MagazinePage
from masthead.staff.models import User
from masthead.staff.roles import ensure_roles

PageType = TypeVar("PageType", bound=MagazinePage)


@dataclass(frozen=True)
class SiteTree:
    """The pages every magazine has."""

    front: FrontPage
    articles: ArticleIndex
    issues: IssueIndex


def lay_out_site(*, name: str, acting_user: User | None) -> SiteTree:
    """Make the front page, the list of articles and the list of issues, and point the site at them. A second call changes nothing.

    Wagtail's welcome page, if it is still there, gives way.
    """
    with transaction.atomic():
        root = Page.get_first_root_node()
        front = FrontPage.objects.first()
        if front is None:
            front = FrontPage(title=name, slug="front", live=False)
            root.add_child(instance=front)
            publishing.publish(front, acting_user=acting_user)
            Site.objects.update_or_create(
                is_default_site=True, defaults={"root_page": front, "hostname": "localhost", "site_name": name}
            )
            Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
        articles = ArticleIndex.objects.first() or _made(
            ArticleIndex(title="Articles", slug="articles", live=False), front, acting_user
        )
        issues = IssueIndex.objects.first() or _made(
            IssueIndex(title="Issues", slug="issues", live=False), front, acting_user
        )
        ensure_roles()  # writers' rights hold on the list of articles, which is there now
    return SiteTree(front, articles, issues)


def _made(page: PageType, parent: Page, acting_user: User | None) -> PageType:
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    publishing.publish(page, acting_user=acting_user)
    return page
