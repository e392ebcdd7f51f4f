"""Wagtail's publication of a page, for many pages: what it reads and writes for each is read and written once for all.

Each function says which part of ``PublishPageRevisionAction`` it stands for. Only for pages that go live now.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Comment, Page, PageLogEntry, Revision, Site, WorkflowState
from wagtail.models.content_types import get_default_page_content_type
from wagtail.signals import page_published, published

from masthead.publishing import door, queries, references
from masthead.publishing.actions.parts import write_parts
from masthead.publishing.findings import Finding
from masthead.staff.models import User

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

Going = tuple["MagazinePage", Revision, Page]
"""A page as it goes live, its revision, and its row as it stood."""
History = Mapping[int, Sequence[int]]
"""The numbers of the revisions of each page, the oldest first."""

UNTOUCHED = frozenset(
    {"page_ptr", "path", "translation_key", "locale", "content_type", "latest_revision", "live_revision"}
)
"""Fields that hold what the row in the database holds, or what is set here: nobody need ask whether they are sound."""


def contents_of(revisions: Sequence[Revision]) -> Iterator[tuple[type[Page], Mapping[str, Any]]]:
    """What each revision holds, with the type of its page."""
    for revision in revisions:
        model: type[Page] = ContentType.objects.get_for_id(revision.content_type_id).model_class() or Page
        yield model, revision.content


def as_objects(revisions: Sequence[Revision]) -> list["MagazinePage"]:
    """The pages of revisions as these have them (``Revision.as_object``), and their rows fresh from the database."""
    numbers = [int(revision.object_id) for revision in revisions]
    rows = {page.pk: page for page in Page.objects.filter(pk__in=numbers).specific()}
    _know_parents(list(rows.values()))
    commented = set(Comment.objects.filter(page_id__in=numbers).values_list("page_id", flat=True))
    pages = []
    for number, revision in zip(numbers, revisions, strict=True):
        row = rows[number]
        if number not in commented:
            row.wagtail_admin_comments = []
        Revision._meta.get_field("content_object").set_cached_value(revision, row)
        page: MagazinePage = revision.as_object()
        if (parent := row.get_parent()) is not None and parent.pk not in rows:
            page._cached_parent_obj = parent  # noqa: SLF001 - as Wagtail does for children
        pages.append(page)
    return pages


def go_live(going: Sequence[Going], acting_user: User | None) -> dict[int, list[Finding]]:
    """Make the pages live (``execute``). Returns why some were refused, by the page's number; then nothing has followed."""
    history = _history(going)
    refused = _write(going, history)
    if not refused:
        _follow(going, history, acting_user)
    return refused


def _write(going: Sequence[Going], history: History) -> dict[int, list[Finding]]:
    """Write the pages (``_publish_revision`` up to ``object.save``)."""
    refused: dict[int, list[Finding]] = {}
    roots = set(Site.objects.values_list("root_page__translation_key", flat=True))
    for page, revision, _ in going:
        page.live, page.expired, page.live_revision = True, False, revision
        page.has_unpublished_changes = history[page.pk][-1] != revision.pk
        page.last_published_at = timezone.now()
        page.first_published_at = page.first_published_at or page.last_published_at
        page._is_site_root = page.translation_key in roots  # noqa: SLF001 - Wagtail fills it likewise
    Revision.page_revisions.filter(
        object_id__in=[str(page.pk) for page, *_ in going], approved_go_live_at__isnull=False
    ).update(approved_go_live_at=None)
    write_parts([page for page, *_ in going])
    for page, *_ in going:
        try:
            page.full_clean(exclude=UNTOUCHED | references.sound_fields(page))
        except ValidationError as trouble:
            refused[page.pk] = list(queries.findings_of(trouble))
            continue
        with door.open_for(page.pk):
            page.save(clean=False)
    return refused


def _follow(going: Sequence[Going], history: History, acting_user: User | None) -> None:
    """What comes after the page is written (``_after_publish``): signals, the end of reviews, aliases, the history at the desk."""
    reviews = _reviews(going)
    aliased = set(Page.objects.filter(alias_of__in=[page.pk for page, *_ in going]).values_list("alias_of", flat=True))
    for page, revision, _ in going:
        with door.open_for(page.pk):
            page_published.send(sender=page.specific_class, instance=page, revision=revision)
            published.send(sender=type(page), instance=page, revision=revision)
            if page.pk in reviews:
                reviews[page.pk].cancel(user=acting_user)
            if page.pk in aliased:
                page.update_aliases(revision=revision, _content=revision.content)
    PageLogEntry.objects.bulk_create(
        [entry for one in going for entry in _log_entries(one, history[one[0].pk], acting_user)]
    )


def _know_parents(pages: Sequence[Page]) -> None:
    """Let pages know the page above them, read once for all that stand there (Wagtail's ``get_children`` does the same)."""
    above: dict[str, Page | None] = {}
    for page in pages:
        path = page.path[: -page.steplen]
        if path not in above:
            above[path] = page.get_parent()
        page._cached_parent_obj = above[path]  # noqa: SLF001


def _history(going: Sequence[Going]) -> History:
    rows = Revision.page_revisions.filter(object_id__in=[str(page.pk) for page, *_ in going])
    history: dict[int, list[int]] = defaultdict(list)
    for number, pk in rows.order_by("created_at", "pk").values_list("object_id", "pk"):
        history[int(number)].append(pk)
    return history


def _reviews(going: Sequence[Going]) -> dict[int, WorkflowState]:
    """The review that runs on each page, for those in one."""
    running = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(), object_id__in=[str(page.pk) for page, *_ in going]
    )
    return {int(state.object_id): state for state in running.select_related("current_task_state__task").order_by("-pk")}


def _log_entries(going: Going, history: Sequence[int], acting_user: User | None) -> Iterator[PageLogEntry]:
    page, revision, before = going
    context = get_active_log_context()
    common: dict[str, Any] = {
        "content_type": ContentType.objects.get_for_model(page, for_concrete_model=False),
        "label": PageLogEntry.objects.get_instance_title(page),
        "user": acting_user or context.user,
        "uuid": context.uuid,
        "revision": revision,
        "page": page,
        "timestamp": timezone.now(),
        "data": {},
    }
    if str(page) != str(before) and history[0] != revision.pk:
        common["data"] = {"title": {"old": str(before), "new": str(page)}}
        yield PageLogEntry(action="wagtail.rename", **common)
    yield PageLogEntry(action="wagtail.publish", content_changed=True, **common)
