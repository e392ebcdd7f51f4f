"""The base of every page type."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from wagtail.models import Page, PageManager, Revision, Workflow

from masthead.addresses import address_of
from masthead.publishing import actions, door, references
from masthead.publishing.followers import FOLLOWERS
from masthead.publishing.forms import DraftCopyForm


class MagazinePage(Page):
    """A page that goes live only through :func:`masthead.publishing.actions.publish`.

    Wagtail's own ways (``Page.publish``, ``Revision.publish``, ``unpublish``, ``copy``) lead to the same action; a way that would pass
    it by is refused when the row is written (``door.guard``).
    """

    objects = PageManager()
    is_creatable = False
    copy_form_class = DraftCopyForm
    # Pages that readers' views stand on, such as the list of articles: they answer whether they are live or not.
    is_always_there: ClassVar[bool] = False
    # What is live is public: pages are the same for everybody, so the desk must not promise a privacy they do not keep.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new page is a draft; Wagtail's default would have it born live. Rows from the database come with positional values."""
        if not args:
            kwargs.setdefault("live", False)
        super().__init__(*args, **kwargs)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """What a revision says. Whether what it refers to is there is asked once for each kind; only if not, Wagtail asks for each."""
        asked = dict(zip(("check_fks", "strict_fks"), args, strict=False)) | kwargs
        is_doubtful = asked.pop("check_fks", True) and not references.are_there(cls, data)
        return super().from_serializable_data(data, check_fks=is_doubtful, **asked)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write the row, if the door allows it.

        Raises:
            PublishedPastTheDoor: see :func:`masthead.publishing.door.guard`.
        """
        door.guard(self, kwargs.get("update_fields"))
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save what stands in memory as a draft and tell those who follow drafts, in one transaction (Wagtail's name for it).

        The one way of every draft: form, autosave, interface, import, copy and return to an older version.
        """
        with transaction.atomic():
            revision: Revision = super().save_revision(*args, **kwargs)
            for follower in FOLLOWERS.in_draft:
                follower(self, revision)
        return revision

    def get_workflow(self) -> Workflow | None:
        """The review this page goes through when it is submitted."""
        return FOLLOWERS.review_of(self) if FOLLOWERS.review_of else super().get_workflow()

    @property
    def has_workflow(self) -> bool:
        """Whether it can be submitted at all."""
        return self.get_workflow() is not None

    def publish(self, revision: Revision, user: Any = None, **options: Any) -> None:
        """Publish ``revision`` through the door (Wagtail's name for it)."""
        actions.publish(
            self,
            acting_user=user,
            revision=revision,
            previous_revision=options.get("previous_revision"),
            log_action=options.get("log_action", True),
        )

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Take the page down through the door (Wagtail's name for it)."""
        asked = dict(zip(("set_expired", "commit", "user", "log_action"), args, strict=False)) | kwargs
        actions.unpublish(
            self,
            acting_user=asked.get("user"),
            is_expiry=asked.get("set_expired", False),
            log_action=asked.get("log_action", True),
        )

    def delete(self, *_args: Any, **kwargs: Any) -> None:
        """Delete the page, and all that follows from it, in one transaction (Wagtail's name for it)."""
        actions.delete(self, acting_user=kwargs.get("user"))

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy as a draft: a copy never goes live by being made."""
        return super().copy(*args, **{**kwargs, "keep_live": False})

    @property
    def address(self) -> str:
        """The path readers find it under, from the site's root, with a closing slash: ``/articles/a-long-winter/``."""
        return address_of(self.url_path)

    def prepare_for_publishing(self, now: datetime) -> None:
        """Settle what is computed from the copy (word count, “updated”); called on the very object that goes live."""

    def require_words_that_fit(self) -> None:
        """Clean the fields that people fill in, before a draft is written: Wagtail asks a draft for little, and PostgreSQL would break off.

        Raises:
            ValidationError: a value is too long, or no choice.
        """
        own = {field.name for field in self._meta.local_fields} | {"title", "slug"}
        self.clean_fields(exclude={field.name for field in self._meta.fields if field.name not in own} | {"page_ptr"})
