"""What the publishing door asks of articles."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masthead.articles.models import Article
from masthead.articles.queries import Place, placeholders_in
from masthead.body import checks as body_checks
from masthead.body import queries as body
from masthead.pictures.clearance import OF_THE_RIGHTS, Code, clearance_of
from masthead.pictures.context import DrawnPicture
from masthead.pictures.queries import pictures_by_id
from masthead.publishing.findings import Finding, FoundOn, Severity
from masthead.publishing.pages import MagazinePage

TK_IN_COPY = "tk-in-copy"


def pictures_are_credited(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """No picture without a credit, and none without alt text unless it is decorative: lead picture and body.

    Two queries however many pages; none without pictures.
    """
    articles = _articles_among(pages)
    pictures = pictures_by_id(
        number for article in articles for number in (article.hero_picture_id, *body.picture_ids(article.body))
    )
    for article in articles:
        yield from ((article, finding) for finding in _picture_findings(article, pictures))


def _picture_findings(article: Article, pictures: Mapping[int, DrawnPicture]) -> Iterator[Finding]:
    if article.hero_picture_id:
        yield from placed_picture_findings(
            pictures, article.hero_picture_id, field="hero_picture", name=_("the lead picture"), is_public=article.live
        )
    yield from body_checks.picture_findings(article.body, pictures, is_public=article.live)


def placed_picture_findings(
    pictures: Mapping[int, DrawnPicture], picture_id: int, *, field: str, name: str, is_public: bool
) -> Iterator[Finding]:
    """What is wrong with a picture that has a field of its own; ``name`` is what the desk calls it.

    Ended rights block what is not ``is_public`` yet.
    """
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
    clearance = clearance_of(picture, timezone.localdate())
    for reason in clearance.of(Code.RIGHTS_NOT_BEGUN):
        message = _("Not yet: %(name)s. %(why)s") % {**words, "why": reason.message}
        yield Finding("picture-rights-not-begun", message, field=field, subject=subject)
    if picture.rights_expire_on and clearance.of(Code.RIGHTS_ENDED):
        message = _("The rights to %(name)s ended on %(day)s.") % {
            **words,
            "day": date_format(picture.rights_expire_on, "DATE_FORMAT"),
        }
        severity = body_checks.ended_is(is_public=is_public)
        yield Finding("picture-rights-ended", message, field=field, severity=severity, subject=subject)
    for reason in clearance.of(*OF_THE_RIGHTS):
        message = _("Not licensed: %(name)s. %(why)s") % {**words, "why": reason.message}
        yield Finding("picture-not-licensed", message, field=field, severity=Severity.WARNS, subject=subject)


def recordings_have_transcripts(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """A warning for a sound or a film without a transcript. No query."""
    for article in _articles_among(pages):
        yield from ((article, finding) for finding in body_checks.recording_findings(article.body))


def sponsor_is_named(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """A sponsored article names its sponsor. No query."""
    for article in _articles_among(pages):
        if article.is_sponsored and not article.sponsor_name.strip():
            yield (
                article,
                Finding("sponsor-missing", _("A sponsored article must name its sponsor."), field="sponsor_name"),
            )


def no_tk_in_copy(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """Nothing that says “TK” goes before readers: one finding for an article, with how often and where. No query.

    The subject holds the count, so that an exemption (what an import found public) covers what was there and nothing more.
    """
    for article in _articles_among(pages):
        places = placeholders_in(article)
        if places:
            yield article, _tk_finding(article, places)


def embargo_is_over(pages: Sequence[MagazinePage]) -> Iterator[FoundOn]:
    """Nothing goes before readers while it is under embargo; a schedule for afterwards is allowed. No query."""
    now = timezone.now()
    for article in _articles_among(pages):
        ends = article.embargo_until
        if ends and max(article.go_live_at or now, now) < ends:
            moment = date_format(timezone.localtime(ends), "DATETIME_FORMAT")
            message = _("It is under embargo until %(moment)s. Schedule it for then or later.") % {"moment": moment}
            yield article, Finding("embargoed", message, field="embargo_until")


def _tk_finding(article: Article, places: Sequence[Place]) -> Finding:
    count = sum(place.count for place in places)
    names = ", ".join(dict.fromkeys(str(place.name) for place in places))
    message = ngettext(
        "“TK” still stands in the copy: %(places)s.",
        "“TK” still stands in the copy %(count)d times: %(places)s.",
        count,
    )
    return Finding(
        TK_IN_COPY,
        message % {"count": count, "places": names},
        field=places[0].field,
        block_id=places[0].block_id,
        subject=f"copy:{article.pk}:{count}",
    )


def _articles_among(pages: Sequence[MagazinePage]) -> list[Article]:
    return [page for page in pages if isinstance(page, Article)]
