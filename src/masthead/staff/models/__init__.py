"""Accounts, their roles, and what it takes to log in with one."""

from masthead.staff.models.factors import AuthenticatorApp, Passkey, RecoveryCode, SecondFactorRule
from masthead.staff.models.roles import GrantedRight, SectionRole
from masthead.staff.models.sessions import LoginAttempt, OutsideIdentity, StaffSession, Way
from masthead.staff.models.users import User

__all__ = [
    "AuthenticatorApp",
    "GrantedRight",
    "LoginAttempt",
    "OutsideIdentity",
    "Passkey",
    "RecoveryCode",
    "SecondFactorRule",
    "SectionRole",
    "StaffSession",
    "User",
    "Way",
]
