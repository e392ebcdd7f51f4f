"""Passkeys (WebAuthn): adding one, logging in with one. The library checks signatures; what is allowed is said here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from masthead.audit.actions import record
from masthead.desk.access.actions.factors import FactorRefused, forget_codes_of_nothing
from masthead.desk.access.actions.signing_in import LoginRefused, note_failure
from masthead.desk.access.visitor import Visitor
from masthead.magazine.queries import this_magazine
from masthead.staff import throttling
from masthead.staff.models import Passkey, User, Way

LONGEST_NAME = 60
MOST_PASSKEYS = 20
Json = dict[str, Any]


def registration_options(user: User, *, visitor: Visitor) -> tuple[Json, Json]:
    """What a browser needs to make a passkey, and the state to keep until it answers.

    Where the device knows its person (by finger, face or number), the key may log in without name and password.
    """
    known = [AttestedCredentialData(bytes(passkey.credential)) for passkey in user.passkeys.filter(host=visitor.host)]
    handle = hashlib.sha256(f"masthead.user:{user.pk}".encode()).digest()
    options, state = _server(visitor).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=user.get_username(), display_name=user.label),
        credentials=known,
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options), state


def add_passkey(
    user: User, name: str, state: Json | None, answer: Json | None, *, visitor: Visitor, acting_user: User
) -> Passkey:
    """Keep the passkey that a browser has made (``answer``) of what ``registration_options`` said. Raises ``FactorRefused``."""
    made, count = _made(state, answer, visitor)
    digest = _digest(made.credential_id)
    with transaction.atomic():
        if user.passkeys.count() >= MOST_PASSKEYS or Passkey.objects.filter(credential_digest=digest).exists():
            raise FactorRefused(_("This passkey is known already, or there are too many."))
        passkey = Passkey.objects.create(
            user=user,
            name=name.strip()[:LONGEST_NAME] or visitor.device[:LONGEST_NAME] or _("Passkey"),
            credential_digest=digest,
            credential=bytes(made),
            host=visitor.host,
            sign_count=count,
        )
        record("add-factor", user, acting_user=acting_user, detail={"factor": "passkey", "name": passkey.name})
    return passkey


def remove_passkey(passkey: Passkey, *, acting_user: User) -> None:
    """Let a passkey open nothing any more."""
    user = passkey.user
    with transaction.atomic():
        passkey.delete()
        record("remove-factor", user, acting_user=acting_user, detail={"factor": "passkey", "name": passkey.name})
        forget_codes_of_nothing(user)


def login_options(user: User | None, *, visitor: Visitor) -> tuple[Json, Json]:
    """What a browser needs to show a passkey, and the state to keep.

    With ``user`` one of theirs is asked for, as a second factor; without, any that knows its person, in place of name and password.
    """
    known = [AttestedCredentialData(bytes(one.credential)) for one in user.passkeys.all()] if user else None
    options, state = _server(visitor).authenticate_begin(
        credentials=known,
        user_verification=UserVerificationRequirement.PREFERRED if user else UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


def check_passkey(user: User | None, state: Json | None, answer: Json | None, *, visitor: Visitor) -> User:
    """The account that a passkey opens; with ``user`` it must be theirs. Raises ``TooManyAttempts``, ``LoginRefused``."""
    if state is None or answer is None:
        raise LoginRefused(_("That took too long, or began elsewhere."), _("Please try again."))
    attempt = throttling.admit(f"passkey {visitor.address}", visitor.address)
    passkey = _passkey_of(answer)
    if passkey is None or (user and passkey.user_id != user.pk) or not _holds(passkey, state, answer, visitor):
        nobody = User(username=_("unknown passkey"))
        note_failure(passkey.user if passkey else user or nobody, Way.PASSKEY, visitor=visitor, attempt=attempt)
        raise LoginRefused(_("This passkey opens no account here."))
    throttling.forgive(attempt)
    return passkey.user


def _made(state: Json | None, answer: Json | None, visitor: Visitor) -> tuple[AttestedCredentialData, int]:
    """The new key and the counter it begins with. Raises ``FactorRefused``."""
    if state is None or answer is None:
        raise FactorRefused(_("That took too long, or began elsewhere. Please try again."))
    try:
        shown = _server(visitor).register_complete(state, answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FactorRefused(_("The browser's answer does not fit the question. Please try again.")) from error
    if shown.credential_data is None:
        raise FactorRefused(_("The browser made no passkey. Please try again."))
    return shown.credential_data, shown.counter


def _holds(passkey: Passkey, state: Json, answer: Mapping[str, Any], visitor: Visitor) -> bool:
    """Whether the signature is good and its counter has moved on (one that stands still was copied; 0 is never counted)."""
    known = [AttestedCredentialData(bytes(passkey.credential))]
    try:
        _server(visitor).authenticate_complete(state, known, answer)
        count = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    rows = Passkey.objects.filter(pk=passkey.pk)
    has_moved = rows.filter(Q(sign_count__lt=count) | Q(sign_count=0)) if count else rows.filter(sign_count=0)
    if has_moved.update(sign_count=count, used_at=timezone.now()):
        return True
    record("copied-passkey", passkey.user, acting_user=AnonymousUser(), detail={"name": passkey.name})
    return False


def _passkey_of(answer: Mapping[str, Any]) -> Passkey | None:
    try:
        number = AuthenticationResponse.from_dict(answer).raw_id
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Passkey.objects.select_related("user").filter(credential_digest=_digest(number)).first()


def _server(visitor: Visitor) -> Fido2Server:
    """Keys are made for the host that was asked, and an answer must come from a page of exactly this origin."""
    party = PublicKeyCredentialRpEntity(name=this_magazine().name, id=visitor.host)
    return Fido2Server(party, verify_origin=lambda origin: origin == visitor.origin)


def _digest(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()
