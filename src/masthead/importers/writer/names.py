"""Sections, series, contributors and tags by name: found where they are, made where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from taggit.models import Tag
from wagtail.models import Page

from masthead.articles.models import ArticleIndex, Section, Series
from masthead.audit import actions as audit
from masthead.contributors.models import Contributor
from masthead.importers.records import Kind
from masthead.importers.writer.items import Items
from masthead.importers.writer.touches import Touches
from masthead.publishing import actions as publishing
from masthead.publishing import queries
from masthead.publishing.findings import Severity
from masthead.staff.models import User
from masthead.text.slugs import slug_apart_from, slug_from

LONGEST_TAG = 100
MODELS: dict[str, type[models.Model]] = {
    Kind.SECTION: Section,
    Kind.SERIES: Series,
    Kind.CONTRIBUTOR: Contributor,
    Kind.TAG: Tag,
}


class Names:
    """Looks a name up once and remembers it. What it makes is noted in ``touches``, in the caller's transaction.

    A rolled-back transaction takes what was made in it along: ``forget`` then, and nothing stale is remembered.
    """

    def __init__(self, items: Items, touches: Touches, *, acting_user: User | None) -> None:
        self.items = items
        self.touches = touches
        self.acting_user = acting_user
        self._known: dict[tuple[str, str], Any] = {}

    def forget(self) -> None:
        """Forget everything, after a transaction failed."""
        self._known.clear()

    def section(self, title: str) -> Section | None:
        """The section of this title, or one whose address the title would have; else a new one, published. None for no title."""
        return self._found(Kind.SECTION, title, _section_called, self._new_section) if title else None

    def series(self, title: str) -> Series | None:
        """The series of this title, or a new one; None for no title."""
        return self._found(Kind.SERIES, title, _series_called, self._new_series) if title else None

    def contributor(self, name: str) -> Contributor:
        """The contributor of this name, capitals aside; else a new one."""
        return self._found(Kind.CONTRIBUTOR, name, _contributor_called, self._new_contributor)

    def tags(self, names: Iterable[str]) -> list[Tag]:
        """The tags of these names, capitals aside, each once, in order."""
        found = [self._found(Kind.TAG, name[:LONGEST_TAG], _tag_called, self._new_tag) for name in names]
        return list(dict.fromkeys(found))

    def _found(self, kind: Kind, name: str, look: Callable[[str], Any], make: Callable[[str], Any]) -> Any:
        """By memory; by what an earlier run made of the name, whatever it is called now; by name; made."""
        key = name.casefold()
        if (kind, key) not in self._known:
            earlier = self.items.object_id(kind, key)
            thing = MODELS[kind]._base_manager.filter(pk=earlier).first() if earlier else None
            if thing is None:
                thing = look(name) or make(name)
                self.items.put(kind, key, thing.pk)
            self._known[kind, key] = thing
        return self._known[kind, key]

    def _new_section(self, title: str) -> Section:
        front = ArticleIndex.objects.get().get_parent()
        taken = set(front.get_children().values_list("slug", flat=True))
        section = Section(title=title[:255], live=False, depth=front.depth + 1)
        section.slug = slug_apart_from(slug_from(title, "section"), taken)
        while _is_refused(section):
            taken.add(section.slug)
            section.slug = slug_apart_from(slug_from(title, "section"), taken)
        front.add_child(instance=section)
        publishing.publish(section, acting_user=self.acting_user)
        made = Section.objects.get(pk=section.pk)
        self.touches.created(made)
        return made

    def _new_series(self, title: str) -> Series:
        taken = set(Series.objects.values_list("slug", flat=True))
        return self._made(Series(title=title[:200], slug=slug_apart_from(slug_from(title, "series"), taken)))

    def _new_contributor(self, name: str) -> Contributor:
        slug = slug_from(name, "contributor")
        taken = set(Contributor.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        return self._made(
            Contributor(name=name[:200], slug=slug_apart_from(slug, taken), sort_name=sort_name(name)[:200])
        )

    def _new_tag(self, name: str) -> Tag:
        tag = Tag(name=name)
        tag.save()
        self.touches.created(tag)
        return tag

    def _made(self, thing: models.Model) -> Any:
        thing.save(force_insert=True)
        audit.record("create", thing, acting_user=self.acting_user, detail={"by": "import"})
        fresh = type(thing)._base_manager.get(pk=thing.pk)  # plain values, where the new one still holds enumerations
        self.touches.created(fresh)
        return fresh


def _is_refused(section: Section) -> bool:
    """Whether the door would refuse the address: “/search/”, say, belongs to the site itself."""
    return any(found.field == "slug" and found.severity == Severity.BLOCKS for found in queries.findings_on(section))


def _section_called(title: str) -> Section | None:
    front: Page = ArticleIndex.objects.get().get_parent()
    below = Section.objects.descendant_of(front).live().order_by("path")
    return below.filter(title__iexact=title).first() or below.filter(slug=slug_from(title, "section")).first()


def _series_called(title: str) -> Series | None:
    return Series.objects.filter(title__iexact=title).order_by("pk").first()


def _contributor_called(name: str) -> Contributor | None:
    return Contributor.objects.filter(name__iexact=name).order_by("pk").first()


def _tag_called(name: str) -> Tag | None:
    return Tag.objects.filter(name__iexact=name).order_by("pk").first()


def sort_name(name: str) -> str:
    """“Verne, Ada” for “Ada Verne”; a single name stays as it is."""
    *first, last = name.split()
    return f"{last}, {' '.join(first)}" if first else name
