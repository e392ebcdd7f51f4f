"""Audit: who did what, when. Append-only.

Public: ``actions.record``, ``queries.page_of``, ``queries.all_of``, ``models.AuditEntry``.
"""
