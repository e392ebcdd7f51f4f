"""Redirects: old addresses answer in one hop; withdrawn ones say 410.

Public: ``queries.answer_for``, ``actions.remember``, ``actions.withdraw``, ``actions.reinstate``.
"""
