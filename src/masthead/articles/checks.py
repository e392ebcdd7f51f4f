"""What the publishing door asks of an article."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.articles.models import Article
from masthead.body import checks as body_checks
from masthead.body import queries as body
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding, Severity
from masthead.publishing.pages import MagazinePage


def pictures_are_credited(page: MagazinePage) -> Iterator[Finding]:
    """No picture without a credit, and none without alt text unless it is decorative: lead picture and body."""
    if not isinstance(page, Article):
        return
    pictures = pictures_by_id([page.hero_picture_id, *body.picture_ids(page.body)])
    if page.hero_picture_id:
        yield from placed_picture_findings(
            pictures, page.hero_picture_id, field="hero_picture", name=_("the lead picture")
        )
    yield from body_checks.picture_findings(page.body, pictures)


def placed_picture_findings(
    pictures: dict[int, DrawnPicture], picture_id: int, *, field: str, name: str
) -> Iterator[Finding]:
    """What is wrong with a picture that has a field of its own; ``name`` is what the desk calls it."""
    subject, words, picture = f"picture:{picture_id}", {"name": name}, pictures.get(picture_id)
    if picture is None:
        message = _("The library no longer has %(name)s.") % words
        yield Finding("picture-missing", message, field=field, subject=subject)
        return
    if not picture.credit:
        message = _("There is no credit for %(name)s.") % words
        yield Finding("picture-without-credit", message, field=field, subject=subject)
    if not picture.alt.strip() and not picture.is_decorative:
        message = _("There is no alt text for %(name)s, and it is not marked as decorative.") % words
        yield Finding("picture-without-alt", message, field=field, subject=subject)
    if picture.rights_expire_on and picture.rights_expire_on < timezone.localdate():
        message = _("The rights to %(name)s ended on %(day)s.") % {**words, "day": picture.rights_expire_on}
        yield Finding("picture-rights-ended", message, field=field, severity=Severity.WARNS, subject=subject)


def recordings_have_transcripts(page: MagazinePage) -> Iterator[Finding]:
    """A warning for a sound or a film without a transcript."""
    if isinstance(page, Article):
        yield from body_checks.recording_findings(page.body)


def sponsor_is_named(page: MagazinePage) -> Iterator[Finding]:
    """A sponsored article names its sponsor."""
    if isinstance(page, Article) and page.is_sponsored and not page.sponsor_name.strip():
        yield Finding("sponsor-missing", _("A sponsored article must name its sponsor."), field="sponsor_name")
