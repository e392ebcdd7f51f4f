"""What the publishing door asks of an article."""

from collections.abc import Iterator

from masthead.articles.models import Article
from masthead.body import checks as body_checks
from masthead.body import queries as body
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding
from masthead.publishing.pages import MagazinePage


def pictures_are_credited(page: MagazinePage) -> Iterator[Finding]:
    """No picture without a credit, and none without alt text unless it is decorative: lead picture and body."""
    if not isinstance(page, Article):
        return
    pictures = pictures_by_id([page.hero_picture_id, *body.picture_ids(page.body)])
    if page.hero_picture_id:
        yield from lead_picture_findings(pictures.get(page.hero_picture_id), page.hero_picture_id)
    yield from body_checks.picture_findings(page.body, pictures)


def lead_picture_findings(picture: DrawnPicture | None, picture_id: int) -> Iterator[Finding]:
    """What is wrong with the lead picture."""
    subject = f"picture:{picture_id}"
    if picture is None:
        yield Finding(
            "picture-missing", "The lead picture is gone from the library.", field="hero_picture", subject=subject
        )
        return
    if not picture.credit:
        yield Finding(
            "picture-without-credit", "The lead picture has no credit.", field="hero_picture", subject=subject
        )
    if not picture.alt and not picture.is_decorative:
        yield Finding("picture-without-alt", "The lead picture has no alt text.", field="hero_picture", subject=subject)


def sponsor_is_named(page: MagazinePage) -> Iterator[Finding]:
    """A sponsored article names its sponsor."""
    if isinstance(page, Article) and page.is_sponsored and not page.sponsor_name.strip():
        yield Finding("sponsor-missing", "A sponsored article must name its sponsor.", field="sponsor_name")
