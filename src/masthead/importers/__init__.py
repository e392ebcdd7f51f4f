"""Importers: bringing a magazine here from elsewhere, with a ledger in which every item has one outcome.

One folder for each kind of source (``markdown``), all alike: a reader that turns the source into neutral records (``records``). One
``writer`` puts records into the magazine. Public: ``actions.prepare``, ``actions.carry_out``, ``actions.undo``, ``queries``.
"""
