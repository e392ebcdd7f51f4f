"""What an import would do: each record held against what is here already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wagtail.models import Page

from masthead.articles.models import ArticleIndex
from masthead.importers.records import Census, ImportedArticle, ImportedIssue, Kind, Note, Outcome
from masthead.importers.spool import Verdict
from masthead.importers.writer.items import known_of
from masthead.importers.writer.touches import page_state
from masthead.text.slugs import slug_apart_from

EDITED = (
    "it was edited at the desk since it was imported, or taken down, and its source has changed too; "
    "it is left as it is here"
)
DELETED = "it was deleted at the desk after it was imported; it is not brought back"


@dataclass
class Plan:
    """The verdicts on a source. Holds a few words for each article, never its copy."""

    source: str
    pages: dict[str, int] = field(default_factory=dict, metadata={"help": "page numbers of the articles that are here"})
    counts: Counter[Verdict] = field(default_factory=Counter)
    new_keys: list[str] = field(default_factory=list)
    issues: list[ImportedIssue] = field(default_factory=list, metadata={"help": "those that must be written"})
    is_rest_of_interrupted: bool = False

    @property
    def has_work(self) -> bool:
        """Whether anything would be written."""
        return bool(self.counts[Verdict.NEW] or self.counts[Verdict.CHANGED] or self.issues)


class Planner:
    """Judges records one after the other."""

    def __init__(self, source: str) -> None:
        self.plan = Plan(source)
        known = {
            key: (number, fingerprint, state) for key, number, fingerprint, state in known_of(source, Kind.ARTICLE)
        }
        ids = [number for number, _, _ in known.values()]
        self._states = dict(_states(ids))
        self._known = known
        self._names: dict[Kind, set[str]] = {
            Kind.TAG: set(),
            Kind.CONTRIBUTOR: set(),
            Kind.SECTION: set(),
            Kind.SERIES: set(),
        }
        self._taken = set(ArticleIndex.objects.get().get_children().values_list("slug", flat=True))
        self.imported: set[str] = set()

    def verdict(self, record: ImportedArticle, fingerprint: str) -> tuple[Verdict, str]:
        """What to do with a record; and its slug if it is new, or the reason why it is left alone."""
        verdict, said = self._verdict(record, fingerprint)
        self.plan.counts[verdict] += 1
        if verdict != Verdict.LEFT_ALONE or said == EDITED:
            self.imported.add(record.key)
        self._names[Kind.TAG].update(record.tags)
        self._names[Kind.CONTRIBUTOR].update(credit.name for credit in record.credits)
        self._names[Kind.SECTION].update(filter(None, [record.section]))
        self._names[Kind.SERIES].update(filter(None, [record.series]))
        return verdict, said

    def _verdict(self, record: ImportedArticle, fingerprint: str) -> tuple[Verdict, str]:
        if record.key not in self._known:
            slug = slug_apart_from(record.slug, self._taken)
            self._taken.add(slug)
            self.plan.new_keys.append(record.key)
            return Verdict.NEW, slug
        page_id, before, state = self._known[record.key]
        if page_id not in self._states:
            return Verdict.LEFT_ALONE, DELETED
        self.plan.pages[record.key] = page_id
        if before == fingerprint:
            return Verdict.UNCHANGED, ""
        if state != self._states[page_id]:
            return Verdict.LEFT_ALONE, EDITED
        return Verdict.CHANGED, ""

    def names(self) -> tuple[tuple[Note, ...], Census]:
        """A ledger line for each tag, contributor, section and series that the source names, and their number."""
        notes = tuple(
            Note(kind, name[:500], Outcome.IMPORTED, target=f"{kind} “{name[:200]}”")
            for kind, names in self._names.items()
            for name in sorted(names)
        )
        return notes, Counter({kind: len(names) for kind, names in self._names.items()})

    def issues(self, issues: Iterable[ImportedIssue]) -> tuple[tuple[Note, ...], Census]:
        """Judge the issues; a ledger line for each, and their number."""
        known = {key: fingerprint for key, _, fingerprint, _ in known_of(self.plan.source, Kind.ISSUE)}
        found = list(issues)
        self.plan.issues = [issue for issue in found if known.get(issue.key) != issue.fingerprint]
        reason = "dated from its earliest article"
        notes = (Note(Kind.ISSUE, issue.key, Outcome.TRANSFORMED, "", reason, issue.label) for issue in found)
        return tuple(notes), Counter({Kind.ISSUE: len(found)})


def _states(page_ids: list[int]) -> Iterable[tuple[int, str]]:
    """Each page that is still here, with its state."""
    for start in range(0, len(page_ids), 500):
        rows = Page.objects.filter(pk__in=page_ids[start : start + 500]).values_list("pk", "latest_revision_id", "live")
        yield from ((number, page_state(revision_id, is_live=is_live)) for number, revision_id, is_live in rows)


def judged(notes: Iterable[Note], verdict: Verdict, said: str, record: ImportedArticle) -> tuple[Note, ...]:
    """The ledger lines of an article in the light of its verdict."""
    if verdict == Verdict.LEFT_ALONE:
        return tuple(
            replace(note, outcome=Outcome.REFUSED, reason=said) if note.kind == Kind.ARTICLE else note for note in notes
        )
    if verdict == Verdict.NEW and said != record.slug:
        reason = f"the address “{record.slug}” is taken, it has “{said}”"
        return tuple(
            replace(note, outcome=Outcome.TRANSFORMED, reason="; ".join(filter(None, [note.reason, reason])))
            if note.kind == Kind.ARTICLE
            else note
            for note in notes
        )
    return tuple(notes)
