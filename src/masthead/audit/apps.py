"""The Django app of the room ``audit``."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the room with Django."""

    name = "masthead.audit"
    label = "audit"
    verbose_name = "Audit trail"
