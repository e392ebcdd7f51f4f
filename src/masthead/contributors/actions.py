"""Writes of contributors."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit import actions as audit
from masthead.contributors import queries
from masthead.contributors.models import Contributor
from masthead.errors import ActionForbidden, MastheadError
from masthead.staff.models import User
from masthead.text.excerpts import clean_text
from masthead.text.slugs import slug_apart_from, slug_from

ADD = "contributors.add_contributor"
LONGEST_NAME = Contributor._meta.get_field("name").max_length or 0


class NameNotUsable(MastheadError):
    """What was typed cannot be somebody's name."""


class SimilarNames(MastheadError):
    """Somebody of nearly this name is there already; ``similar`` are they. Ask whether it is one of them."""

    def __init__(self, name: str, similar: Sequence[Contributor]) -> None:
        self.similar = tuple(similar)
        names = queries.named(f"“{person.name}”" for person in self.similar)
        message = _("There is already %(names)s. Is that who you mean?") % {"names": names}
        super().__init__(message, _("Choose from the list, or make “%(name)s” anew.") % {"name": name}, permanent=True)


def create_contributor(*, name: str, acting_user: User | None, is_known_to_be_new: bool = False) -> Contributor:
    """Make somebody to credit, from the name alone, and note who did.

    The address is made of the name, apart from all others; the name to sort by has its last word first.

    Raises:
        ActionForbidden: the user may not add contributors.
        NameNotUsable: no letters, or too long.
        SimilarNames: somebody is called nearly so, and ``is_known_to_be_new`` was not said.
    """
    if acting_user is not None and not acting_user.has_perm(ADD):
        raise ActionForbidden(_("You may not add contributors."), _("Ask an editor."))
    name = _usable(name)
    with transaction.atomic():
        similar = [] if is_known_to_be_new else queries.similar_to(name)
        if similar:
            raise SimilarNames(name, similar)
        slug = slug_from(name, fallback="contributor")
        taken = set(Contributor.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
        person = Contributor(name=name, slug=slug_apart_from(slug, taken), sort_name=_sort_name(name))
        try:
            person.full_clean()
        except ValidationError as trouble:
            raise NameNotUsable(" ".join(trouble.messages), permanent=True) from trouble
        person.save()
        audit.record("create", person, acting_user=acting_user, detail={"name": name})
    return person


def _usable(name: str) -> str:
    name = " ".join(clean_text(name).split())
    if not any(sign.isalpha() for sign in name):
        raise NameNotUsable(_("A name needs letters."), permanent=True)
    if len(name) > LONGEST_NAME:
        message = _("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}
        raise NameNotUsable(message, permanent=True)
    return name


def _sort_name(name: str) -> str:
    """“Verne, Ada” for “Ada Verne”; a single word as it is."""
    first, _space, last = name.rpartition(" ")
    return f"{last}, {first}"[:LONGEST_NAME] if first else last
