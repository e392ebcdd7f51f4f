"""Mailings: a letter of a newsletter, from its first draft until it has been sent.

Public: ``models.Mailing``, ``models.SentCopy``, ``actions``, ``rendering.render`` (both faces), ``marks`` (where something personal
stands). ``blocks`` are the pieces, ``drawing`` what they show, ``checks`` what keeps a letter back, ``filling`` what it may begin
with. The ledger of who gets it is the room ``deliveries``.
"""
