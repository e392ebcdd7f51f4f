"""Accounts, and what it takes to log in with one."""

from masthead.staff.models.factors import AuthenticatorApp, Passkey, RecoveryCode, SecondFactorRule
from masthead.staff.models.sessions import LoginAttempt, OutsideIdentity, StaffSession, Way
from masthead.staff.models.users import User

__all__ = [
    "AuthenticatorApp",
    "LoginAttempt",
    "OutsideIdentity",
    "Passkey",
    "RecoveryCode",
    "SecondFactorRule",
    "StaffSession",
    "User",
    "Way",
]
