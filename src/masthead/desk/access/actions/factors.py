"""Second factors: the authenticator app, codes on paper, and taking factors away again."""

from __future__ import annotations

import hashlib
import secrets

import pyotp
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.audit.actions import record
from masthead.desk.access.actions.sessions import end_other_sessions
from masthead.desk.access.actions.signing_in import LoginRefused, note_failure
from masthead.desk.access.visitor import Visitor
from masthead.errors import ActionForbidden, MastheadError
from masthead.magazine.queries import this_magazine
from masthead.staff import throttling
from masthead.staff.models import AuthenticatorApp, RecoveryCode, User
from masthead.staff.queries import has_second_factor
from masthead.staff.sealing import seal, unseal

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without those that are taken for another."""
GROUP, GROUP_COUNT, CODE_COUNT = 4, 4, 10
"""Sixteen letters of thirty are 78 bits: a plain digest keeps them."""
STEP_SECONDS = 30
DIGITS = 6


class FactorRefused(MastheadError):
    """A second factor was not added, or did not hold."""


def new_secret() -> str:
    """A secret for an authenticator app, in base 32."""
    return pyotp.random_base32()


def address_for_app(user: User, secret: str) -> str:
    """The ``otpauth:`` address that the square for the camera holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.get_username(), issuer_name=this_magazine().name)


def add_app(user: User, secret: str, code: str, *, acting_user: User) -> None:
    """Begin to ask for an app's digits, once it has shown that it has the secret. An earlier app is replaced.

    Raises ``FactorRefused``.
    """
    step = _step_of(secret, code)
    if not step:
        raise FactorRefused(
            _("These are not the six digits that the app shows now."), _("Is the clock of your phone right?")
        )
    with transaction.atomic():
        facts = {"sealed_secret": seal(secret), "last_step": step, "added_at": timezone.now(), "used_at": None}
        AuthenticatorApp.objects.update_or_create(user=user, defaults=facts)
        record("add-factor", user, acting_user=acting_user, detail={"factor": "app"})


def remove_app(user: User, *, acting_user: User) -> None:
    """Ask for no app's digits any more; the codes on paper go when no factor is left."""
    with transaction.atomic():
        removed, _by_model = AuthenticatorApp.objects.filter(user=user).delete()
        if removed:
            record("remove-factor", user, acting_user=acting_user, detail={"factor": "app"})
        forget_codes_of_nothing(user)


def check_code(user: User, typed: str, *, visitor: Visitor) -> str:
    """Which factor a typed code is: ``app`` or ``recovery``. Each is good once; failures are counted and written down.

    Raises ``TooManyAttempts``, ``LoginRefused``.
    """
    attempt = throttling.admit(f"second factor #{user.pk}", visitor.address)
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(letters) == DIGITS and letters.isdigit():
        factor = "app" if _use_app(user, letters) else ""
    else:
        factor = "recovery" if _use_recovery_code(user, letters) else ""
    if not factor:
        note_failure(user, "second-factor", visitor=visitor, attempt=attempt)
        raise LoginRefused(_("This code does not hold."), _("A code is good once; the app shows a new one soon."))
    throttling.forgive(attempt)
    return factor


def new_recovery_codes(user: User, *, acting_user: User) -> list[str]:
    """Ten new codes on paper; those of before hold no more. They are told here and never again."""
    codes = [_new_code() for _number in range(CODE_COUNT)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
        record("make-recovery-codes", user, acting_user=acting_user, detail={"count": len(codes)})
    return codes


def forget_codes_of_nothing(user: User) -> None:
    """Codes on paper stand in for a factor: without any they would be a password of their own."""
    if not has_second_factor(user):
        user.recovery_codes.all().delete()


def reset_factors(user: User, *, acting_user: User | None) -> None:
    """Take all of somebody's second factors away, for the day they lost them, and end their sessions.

    ``acting_user`` None is the command line. Raises ``ActionForbidden`` for those who may not change accounts, and for an owner's
    account unless another owner acts.
    """
    require_may_change(user, acting_user=acting_user)
    with transaction.atomic():
        passkeys = user.passkeys.count()
        has_app, _by_model = AuthenticatorApp.objects.filter(user=user).delete()
        user.passkeys.all().delete()
        user.recovery_codes.all().delete()
        record("reset-factors", user, acting_user=acting_user, detail={"passkeys": passkeys, "app": bool(has_app)})
        end_other_sessions(user, keep=None, acting_user=acting_user)


def end_sessions_of(user: User, *, keep: str | None, acting_user: User | None) -> int:
    """End all of somebody's sessions, but for the one whose key is ``keep``. How many. Raises ``ActionForbidden``."""
    require_may_change(user, acting_user=acting_user)
    return end_other_sessions(user, keep=keep, acting_user=acting_user)


def require_may_change(user: User, *, acting_user: User | None) -> None:
    """Raise ``ActionForbidden`` unless somebody may change how another logs in."""
    if acting_user is None:
        return
    if not acting_user.has_perm("staff.change_user"):
        raise ActionForbidden(_("Only those who look after the accounts may do this."))
    if user.is_superuser and not acting_user.is_superuser:
        raise ActionForbidden(_("Only an owner may change an owner's account."))


def _use_app(user: User, code: str) -> bool:
    app = AuthenticatorApp.objects.filter(user=user).first()
    secret = unseal(app.sealed_secret) if app else None
    step = _step_of(secret, code) if secret else 0
    fresh = AuthenticatorApp.objects.filter(Q(user=user) & Q(last_step__lt=step))
    return bool(step) and bool(fresh.update(last_step=step, used_at=timezone.now()))


def _step_of(secret: str, code: str) -> int:
    """The half minute, of this and its neighbours, in which an app shows this code; 0 for none."""
    totp = pyotp.TOTP(secret)
    now = int(timezone.now().timestamp()) // STEP_SECONDS
    digits = code.replace(" ", "")
    steps = (now, now - 1, now + 1)
    return next((step for step in steps if pyotp.utils.strings_equal(digits, totp.at(step * STEP_SECONDS))), 0)


def _use_recovery_code(user: User, letters: str) -> bool:
    unused = user.recovery_codes.filter(digest=_digest(letters), used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def _digest(code: str) -> str:
    return hashlib.sha256(code.replace("-", "").encode()).hexdigest()


def _new_code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _place in range(GROUP)) for _group in range(GROUP_COUNT))
