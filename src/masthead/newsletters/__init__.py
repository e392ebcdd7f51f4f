"""Newsletters: what they promise, who asked for them, and who has confirmed it.

Public: ``queries.sign_up_on``, ``queries.offered``, ``actions.ask_to_subscribe``, ``actions.confirm_subscription``,
``actions.change_newsletter``. ``links`` signs what is sent to readers and comes back from them, ``normal`` says what counts as an
address, ``limits`` how often anybody is written to, ``answering`` decides what a request is answered with, and ``mail`` writes it.
"""
