"""Audit: who did what, when. Append-only.

Public: ``actions.record``, ``models.AuditEntry``.
"""
