"""Who may do what with which article, where roles are bound to sections.

An article belongs to the section that readers see it in, and to the one its draft would put it in. Whoever is bound to sections needs
the right in both: so nobody moves a piece out of what they have, or somebody else's piece in. A piece without a section is for those who
have the whole magazine. Wagtail asks about one page by the tester, about lists by the policy; both are here, and ``switchboard`` puts the
policy in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy

from masthead.errors import ActionForbidden
from masthead.staff.bindings import VERBS, bound_rights, verbs_held
from masthead.staff.models import SectionRole, User

if TYPE_CHECKING:
    from masthead.articles.models import Article, Section

PATHS = "_section_paths"


class ArticleTester(PagePermissionTester):
    """What somebody may do with one article."""

    page: Article

    def __init__(self, user: User | AnonymousUser, page: Article) -> None:
        super().__init__(user, page)
        if rights := bound_rights(user):
            self.permissions |= verbs_held(rights, page.path, _paths_of(page, user))

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Editing is not deleting: only one's own drafts, and everything for those who publish."""
        if not super().can_delete(ignore_bulk):
            return False
        is_own_draft = self.page.owner_id == self.user.pk and not self.page.live
        return self.user.is_superuser or "publish" in self.permissions or is_own_draft


class IndexTester(PagePermissionTester):
    """What somebody may do with the list of articles: whoever is bound to sections adds to it."""

    def __init__(self, user: User | AnonymousUser, page: Page) -> None:
        super().__init__(user, page)
        self.bound = {right.verb for right in bound_rights(user) if page.path.startswith(right.branch)}
        if "add" in self.bound:
            self.permissions |= {"add"}

    def can_publish_subpage(self) -> bool:
        """An article made and published at once; the publishing action asks for the section."""
        return super().can_publish_subpage() or "publish" in self.bound


class SectionedPolicy(PagePermissionPolicy):
    """Wagtail's answers about many pages, with the articles of the sections that somebody is bound to."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        actions = _with_own(actions)
        return bool(super().user_has_any_permission(user, actions)) or any(
            right.verb in actions for right in bound_rights(user)
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Page) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return bool(bound_rights(user)) and articles_held(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Page]:
        pages: QuerySet[Page] = super().instances_user_has_any_permission_for(user, actions)
        return pages | _pages(articles_held(user, actions)) if bound_rights(user) else pages

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        pages = super().instances_with_direct_explore_permission(user)
        return [*pages, *_indexes()] if bound_rights(user) else pages

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        if not bound_rights(user):
            found: QuerySet[Page] = super().explorable_instances(user)
            return found
        pages: QuerySet[Page] = self.model._default_manager.none()
        if self.get_cached_permissions_for_user(user):
            pages = super().explorable_instances(user)
        for index in _indexes():
            pages = pages | index.get_ancestors(inclusive=True).filter(depth__gt=1)
        return pages | _pages(articles_held(user, VERBS))

    def users_with_any_permission(self, actions: Iterable[str], include_superusers: bool = True) -> Any:  # noqa: FBT001, FBT002
        users = super().users_with_any_permission(actions, include_superusers)
        codenames = self._get_permission_codenames(_with_own(actions))
        bound = SectionRole.objects.filter(group__page_permissions__permission__codename__in=codenames)
        return User.objects.filter(Q(pk__in=users.values("pk")) | Q(pk__in=bound.values("user"), is_active=True))


def install() -> None:
    """Let Wagtail's one policy for pages, which its views hold by name, be ours."""
    page_permission_policy.__class__ = SectionedPolicy


def articles_held(user: User, actions: Iterable[str]) -> QuerySet[Article]:
    """The articles on which roles bound to sections give ``user`` any of ``actions``. Sections are looked up first: there are few."""
    model = apps.get_model("articles", "Article")
    wanted = Q(pk__in=[])
    for verb in set(_with_own(actions)) & {right.verb for right in bound_rights(user)}:
        sections = [number for number, path in _section_paths(user).items() if _is_within(path, verb, user)]
        within = Q(draft_in__in=sections) & (Q(live=False) | Q(section__in=sections))
        is_own_only = verb == "add" and "add" not in actions
        wanted |= within & Q(owner=user) if is_own_only else within
    found: QuerySet[Article] = model.objects.annotate(draft_in=Coalesce(F("draft_section"), F("section")))
    return found.filter(wanted)


def sections_open_to(user: User | AnonymousUser) -> set[int] | None:
    """The sections in which somebody bound to sections may write; None where there is no bound but what their groups say."""
    rights = bound_rights(user)
    if not rights:
        return None
    by_group = page_permission_policy.get_cached_permissions_for_user(user)
    if any(held.permission.codename in ("add_page", "change_page") for held in by_group):
        return None
    return {
        number
        for number, path in _section_paths(user).items()
        if any(path.startswith(right.section) for right in rights)
    }


def require_place(article: Article, *, acting_user: User | None) -> None:
    """Refuse a draft in a section that is not open to whoever saves it.

    Raises:
        ActionForbidden: they are bound to sections, and it is in none of them.
    """
    if acting_user is None:
        return
    allowed = sections_open_to(acting_user)
    if allowed is not None and article.section_id not in allowed:
        message = _("“%(title)s” must stand in one of your sections.") % {"title": article.title}
        raise ActionForbidden(message, _("Choose one of them, or ask an editor of the other section."))


def _with_own(actions: Iterable[str]) -> set[str]:
    """Whoever may add may change what is their own."""
    return {*actions, "add"} if "change" in actions else set(actions)


def _is_within(path: str, verb: str, user: User) -> bool:
    return any(right.verb == verb and path.startswith(right.section) for right in bound_rights(user))


def _paths_of(article: Article, user: User | AnonymousUser) -> Iterator[str]:
    """The paths of the sections an article belongs to; one that is nowhere in the tree when it has none."""
    known = _section_paths(user)
    yield known.get(article.draft_section_id or article.section_id or 0, "")
    if article.live:
        yield known.get(article.section_id or 0, "")


def _section_paths(user: User | AnonymousUser) -> dict[int, str]:
    """The path of every section by its number; read once for each object of a user."""
    kept: dict[int, str] | None = getattr(user, PATHS, None)
    if kept is None:
        model: type[Section] = apps.get_model("articles", "Section")
        kept = dict(model.objects.order_by().values_list("pk", "path"))
        setattr(user, PATHS, kept)
    return kept


def _pages(articles: QuerySet[Article]) -> QuerySet[Page]:
    return Page.objects.filter(pk__in=articles.values("pk"))


def _indexes() -> list[Page]:
    return list(Page.objects.filter(content_type__app_label="articles", content_type__model="articleindex"))
