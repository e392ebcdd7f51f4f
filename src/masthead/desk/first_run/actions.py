"""Founding the magazine: its owner, its name, its look and its first pages, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from masthead.audit.actions import record
from masthead.desk.first_run.invitation import Invitation, withdraw_invitation, write_invitation
from masthead.errors import MastheadError
from masthead.front.actions import lay_out_site
from masthead.magazine.models import Look, Magazine
from masthead.magazine.queries import this_magazine
from masthead.staff.models import User

FOUNDING_LOCK = 7_165_322
"""PostgreSQL's number for “a magazine is being founded”."""


class AlreadyFounded(MastheadError):
    """The magazine has an owner."""


class OwnerUnusable(MastheadError):
    """The account cannot be made as asked."""


@dataclass(frozen=True)
class Founding:
    """What the first run asks for."""

    email: str
    """The owner logs in with it."""
    password: str
    owner_name: str = ""
    name: str = ""
    """The magazine's; empty keeps what is there."""
    tagline: str = ""
    language: str = "en"
    look: str = Look.BROADSHEET


def has_owner() -> bool:
    """Whether somebody may do everything at the desk. One query."""
    return User.objects.filter(is_superuser=True, is_active=True).exists()


def invite(*, is_local: bool) -> Invitation | None:
    """Let an invitation stand while the magazine has no owner; ``is_local``: the server listens on loopback only."""
    data_dir = settings.CONFIG.data_dir
    if has_owner():
        withdraw_invitation(data_dir)
        return None
    return write_invitation(data_dir, is_local=is_local)


def found_magazine(founding: Founding) -> User:
    """Make the owner's account, name the magazine, choose its look and lay out its first pages; once.

    Raises ``AlreadyFounded`` when there is an owner, also when two people try at the same moment, and
    ``OwnerUnusable`` for an address or a password that will not do. Nothing is changed then.
    """
    with transaction.atomic():
        _one_at_a_time()
        if has_owner():
            raise AlreadyFounded("This magazine has an owner already.", "Log in at /desk/.")
        owner = _make_owner(founding)
        magazine = _set_up(founding, owner)
        record("found", magazine, acting_user=owner, detail={"look": magazine.look, "language": magazine.language})
    withdraw_invitation(settings.CONFIG.data_dir)
    return owner


def create_owner(founding: Founding) -> User:
    """Make an account that may do everything, also beside others; set the magazine up if nobody has. For the command.

    Raises ``OwnerUnusable``.
    """
    with transaction.atomic():
        _one_at_a_time()
        owner = _make_owner(founding)
        if not this_magazine().is_set_up:
            _set_up(founding, owner)
    withdraw_invitation(settings.CONFIG.data_dir)
    return owner


def _one_at_a_time() -> None:
    """SQLite's transactions exclude one another by themselves (IMMEDIATE); PostgreSQL's do not."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING_LOCK])


def _make_owner(founding: Founding) -> User:
    first, _, last = founding.owner_name.strip().partition(" ")
    owner = User(username=founding.email, email=founding.email, first_name=first, last_name=last)
    owner.is_staff = owner.is_superuser = True
    try:
        validate_password(founding.password, owner)
        owner.set_password(founding.password)
        owner.full_clean()
    except ValidationError as error:
        raise OwnerUnusable(" ".join(error.messages)) from error
    owner.save(force_insert=True)
    record("create-owner", owner, acting_user=None)
    return owner


def _set_up(founding: Founding, owner: User) -> Magazine:
    magazine = this_magazine()
    magazine.name = founding.name or magazine.name
    magazine.tagline = founding.tagline or magazine.tagline
    magazine.language, magazine.look, magazine.is_set_up = founding.language, founding.look, True
    magazine.save()
    lay_out_site(name=magazine.name, acting_user=owner)
    return magazine
