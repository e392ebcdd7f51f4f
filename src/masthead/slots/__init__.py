"""Slots: what editors place on the front page, from when until when.

Public: ``models.Arrangement``, ``models.Slot``, ``actions`` (every mutation), ``queries.front_at`` (what readers see at a moment). What an
editor placed always wins; ``front`` fills the rest by itself.
"""
