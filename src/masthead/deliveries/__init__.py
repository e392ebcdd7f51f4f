"""Deliveries: one message to one person, handed to a mail server once, and written down.

The ledger (``models.Delivery``) is the only truth: whoever sends writes into it before and after, in the same transaction for all its
connections. Public: ``actions.begin``, ``queries.progress_of``, ``queries.uncertain_in``. ``sending`` is the loop, ``ledger`` its
statements, ``line`` one connection, ``splicing`` the message, ``relays`` whom it is handed to, ``settling`` what is done after a crash.
"""
