"""The bulk route leaves the rows that the publishing action leaves."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page

from masthead.importers.models import ImportRun
from masthead.importers.records import (
    Box,
    Code,
    Crosshead,
    Divider,
    Embed,
    ImportedArticle,
    ImportedCredit,
    ImportedPicture,
    ListOfItems,
    Paragraph,
    PictureUse,
    PullQuote,
    RawText,
    Table,
)
from masthead.importers.writer.bulk import Bulk
from masthead.importers.writer.items import Items
from masthead.importers.writer.names import Names
from masthead.importers.writer.numbers import reserve_ids
from masthead.importers.writer.pages import Builder, Planned
from masthead.importers.writer.pictures import Pictures
from masthead.importers.writer.singly import Singly
from masthead.importers.writer.touches import Touches
from tests.cast import a_small_magazine, a_user, jpeg

# What cannot be equal: the moment of writing, and identities drawn by lot.
BY_CHANCE = {
    "created_at", "latest_revision_created_at", "timestamp", "at", "uuid", "translation_key", "available_at", "granted_at",
    "asked_at", "expires_at", "started_at", "enqueued_at", "stage_changed_at", "approved_at", "latest_revision_at",
}  # fmt: skip
# Rows of the indexes have no identity of their own: who is indexed first is of no matter.
INDEXES = {"wagtailsearch.IndexEntry", "wagtailcore.ReferenceIndex", "wagtailsearch.SQLiteFTSIndexEntry"}
PICTURE = jpeg(90, 60)


def records() -> list[ImportedArticle]:
    """Three articles: one with everything, one bare, one draft."""
    sha1 = hashlib.sha1(PICTURE).hexdigest()
    picture = ImportedPicture("a/f.jpg", sha1, len(PICTURE), 90, 60, "A harbour", licence="cc-by")
    body = (
        Paragraph(
            'Snow &amp; <em>ice</em>, see <a href="article:b">the other</a> and <a href="https://example.org/">there</a>.'
        ),
        Crosshead("A crosshead"),
        PictureUse("a/f.jpg", "Boats <em>at rest</em>", "Boats"),
        PullQuote("Nobody spoke."),
        ListOfItems(("one", "two <code>three</code>"), is_numbered=True),
        Table((("A", "B"), ("1", "2")), caption="Letters"),
        Code("x = 1\n", "python"),
        Box("A side story", (Paragraph("Within."), PictureUse("a/f.jpg"))),
        Divider(),
        Embed("https://www.youtube.com/watch?v=abc", "A film"),
        RawText("=FOO=bar=", "An unknown mark."),
    )
    moment = datetime(2007, 1, 17, 6, 30, tzinfo=UTC)
    return [
        ImportedArticle(
            key="a", source_path="a.md", slug="a", headline="The first", published_at=moment, is_public=True, body=body,
            kicker="Kicker", short_title="First", standfirst="What it is.", form="essay", section="End users", series="A run",
            updated_at=moment.replace(year=2008), credits=(ImportedCredit("Ada Verne"), ImportedCredit("Bo Lund", "photographs")),
            tags=("winter", "Ice"), licence="cc-by", language="fr", hero=PictureUse("a/f.jpg", "The lead"), pictures=(picture,),
        ),
        ImportedArticle(
            key="b", source_path="b.md", slug="b", headline="The second", published_at=moment, is_public=True,
            body=(Paragraph('Back to <a href="article:a">the first</a>.'),), credits=(ImportedCredit("Ada Verne"),), tags=("ice",),
        ),
        ImportedArticle(
            key="c", source_path="c.md", slug="c", headline="A draft", published_at=None, is_public=False,
            body=(Paragraph("Not yet."),), section="End users", credits=(ImportedCredit("Ada Verne"),),
        ),
    ]  # fmt: skip


def written_by(route: type[Bulk] | type[Singly], acting_user: Any) -> dict[str, Any]:
    """Write the records by a route and roll everything back: every row of every table, and what is left in the index."""
    with transaction.atomic():
        run = ImportRun.objects.create(source="s", reader="test")
        touches, items = Touches(run), Items("s", run)
        names = Names(items, touches, acting_user=acting_user)
        for name in ("Ada Verne", "Bo Lund"):
            names.contributor(name)
        names.section("End users"), names.series("A run"), names.tags(["winter", "Ice"])
        pictures = Pictures(lambda _: PICTURE, items, touches, acting_user=acting_user)
        pictures.stored(records()[0].pictures)
        builder = Builder("s", {}, names, pictures)
        planned = [Planned(record, record.slug) for record in records()]
        if route is Bulk:
            builder.pages |= zip("abc", reserve_ids(Page, 3), strict=True)
        route(builder, acting_user=acting_user, reason="Public before the import.").create(planned)
        run_on_commit()
        rows = {model._meta.label: rows_of(model) for model in tables()}
        transaction.set_rollback(True)
    shutil.rmtree(settings.MEDIA_ROOT)
    start_counting_again()
    return rows


def start_counting_again() -> None:
    """PostgreSQL's sequences are not rolled back; both routes shall draw the same numbers."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def run_on_commit() -> None:
    """What would run after the commit (indexes) runs here, before the rows are compared and rolled back."""
    while connection.run_on_commit:
        connection.run_on_commit.pop(0)[1]()


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.managed and model is not ContentType]


def rows_of(model: type[models.Model]) -> list[dict[str, Any]]:
    is_index = model._meta.label in INDEXES
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name not in BY_CHANCE and not (is_index and field.primary_key)
    ]
    rows = [
        {field.attname: plain(field.get_prep_value(getattr(row, field.attname))) for field in fields}
        for row in model._base_manager.order_by("pk")
    ]
    if model._meta.label in {"articles.Section", "wagtailcore.Page"}:  # a section is published now
        rows = [{name: without_today(value) for name, value in row.items()} for row in rows]
    if model._meta.label == "django_tasks_database.DBTaskResult":
        rows = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    return sorted(rows, key=str) if is_index else rows


def without_today(value: Any) -> Any:
    return "today" if str(value).startswith(f"{timezone.now():%Y-%m-%d}") else value


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if key not in BY_CHANCE}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return plain(json.loads(value))
        except ValueError:
            return value
    return value if value is None or isinstance(value, int | float | bool | str) else str(value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_somebody", [True, False])
def test_the_bulk_route_leaves_the_rows_that_the_publishing_action_leaves(by_somebody: bool) -> None:
    a_small_magazine()
    user = a_user() if by_somebody else None
    singly, bulk = written_by(Singly, user), written_by(Bulk, user)
    different = differences(singly, bulk)
    assert not different, "\n".join(different)
    assert len(singly["articles.Article"]) == 3
    assert len(singly["publishing.Exemption"]) == 2


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two sets of rows differ, by path."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in differences(one[key], other[key], f"{path}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found
            for place, pair in enumerate(zip(one, other, strict=True))
            for found in differences(*pair, f"{path}[{place}]")
        ]
    return [] if one == other else [f"{path}: {one!r} | {other!r}"]
