"""Mailings: a letter of a newsletter, from its first draft until it has been sent.

Public: ``models.Mailing``, ``models.SentCopy``. The ledger of who gets it is the room ``deliveries``.
"""
